// The archival revision has other objects, under a true time-stamp: what anybody can have done.
import { stream } from '../../sign/attacker.ts';
import type { Attack } from '../attack.ts';
import { anew, onto, replacing } from '../forge/archives.ts';
import { contentOf, numbersOf } from '../forge/places.ts';
import { PAINT } from '../forge/values.ts';

export const ARCHIVE_ANEW: readonly Attack[] = [
  {
    id: 'archive-content-as-store',
    name: "a page's content written again as a revocation list",
    verdict: 'V5',
    build: onto(({ file }) => contentOf(file, 0), /^<< \/Length \d+ >>\nstream\n/),
  },
  {
    id: 'archive-content-as-field',
    name: "a page's content written again as the field of the time-stamp",
    verdict: 'V5',
    build: onto(({ file }) => contentOf(file, 0), /^<< \/FT \/Sig/),
  },
  {
    id: 'archive-font-as-store',
    name: 'a font written again as the security store',
    verdict: 'V5',
    build: onto(({ file }) => numbersOf(file, 'Font')[0]!, /^<< \/Type \/DSS/),
  },
  {
    id: 'archive-signature-as-stamp',
    name: "a signer's value written again as the time-stamp",
    verdict: 'V5',
    build: onto(({ file }) => numbersOf(file, 'Sig')[0]!, /\/DocTimeStamp/),
  },
  {
    id: 'archive-tags-as-store',
    name: 'the tags written again as the security store',
    verdict: 'V5',
    build: onto(({ file }) => numbersOf(file, 'StructTreeRoot')[0]!, /^<< \/Type \/DSS/),
  },
  {
    id: 'archive-page',
    name: 'a page as well',
    verdict: 'V5',
    build: anew((bodies, { file }) => bodies.set(contentOf(file, 0), stream(PAINT))),
  },
  {
    id: 'archive-sleeping',
    name: 'an object that nothing leads to',
    verdict: 'V5',
    build: anew((bodies, _, free) => bodies.set(free, '<< /Type /Page >>')),
  },
  {
    id: 'archive-action',
    name: 'an action in the catalogue',
    verdict: 'V5',
    build: replacing(/\/DSS (?=\d)/, '/OpenAction 3 0 R /DSS '),
  },
  {
    id: 'archive-lang',
    name: 'another language',
    verdict: 'V5',
    build: replacing(/\/Lang (\([^)]*\)|<[^>]*>)/, '/Lang (en)'),
  },
  {
    id: 'archive-form',
    name: 'fields that the reader draws',
    verdict: 'V5',
    build: replacing('/SigFlags', '/NeedAppearances true /SigFlags'),
  },
  {
    id: 'archive-fields',
    name: 'a field of a signer taken away',
    verdict: 'V5',
    build: replacing(/\/Fields \[\d+ 0 R /, '/Fields ['),
  },
  {
    id: 'archive-name',
    name: 'the field of the time-stamp under another name',
    verdict: 'V5',
    build: replacing(/\/T <feff[0-9a-f]+>/, '/T <feff0061>'),
  },
  {
    id: 'archive-widget',
    name: 'a time-stamp with a box',
    verdict: 'V5',
    build: replacing('<< /FT /Sig', '<< /Subtype /Widget /Rect [0 0 595 842] /FT /Sig'),
  },
  {
    id: 'archive-type',
    name: 'a signature in place of the time-stamp',
    verdict: 'V5',
    build: replacing('/Type /DocTimeStamp', '/Type /Sig'),
  },
  {
    id: 'archive-format',
    name: 'another format of the time-stamp',
    verdict: 'V8',
    build: replacing('/ETSI.RFC3161', '/ETSI.CAdES.detached'),
  },
  {
    id: 'archive-reason',
    name: 'a reason in the time-stamp',
    verdict: 'V5',
    build: replacing('/Type /DocTimeStamp', '/Type /DocTimeStamp /Reason (void)'),
  },
  {
    id: 'archive-vri',
    name: 'an entry more in the security store',
    verdict: 'V5',
    build: replacing('/Type /DSS', '/Type /DSS /VRI << >>'),
  },
  {
    id: 'archive-filter',
    name: 'a filter on what is stored',
    verdict: 'V5',
    build: replacing(/<< \/Length (\d+) >>/, '<< /Filter /FlateDecode /Length $1 >>'),
  },
];
