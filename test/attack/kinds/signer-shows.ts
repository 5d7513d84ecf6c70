// A party who signs truly shows something else: the appearance acts, hides or reaches out of its box.
import { object, stream } from '../../sign/attacker.ts';
import type { Attack } from '../attack.ts';
import { freeNumber } from '../forge/places.ts';
import { given, signedAgain } from '../forge/signers.ts';
import { streamOf } from '../forge/values.ts';

/** The appearance is this form; `more` are further objects, FREE the number of the first of them. */
const form =
  (entries: string, content = '', more: string[] = []): Attack['build'] =>
  (subject) => {
    // The value and the form take the first two.
    const free = freeNumber(given(subject)) + 2;
    const filled = (text: string) => text.replaceAll('FREE', String(free));
    return signedAgain(subject, { form: filled(streamOf(entries, content)) }, () =>
      more.map((body, i) => object(free + i, filled(body))),
    );
  };
const FORM = '/Type /XObject /Subtype /Form';
const BOX = '/BBox [0 0 1 1]';

export const SIGNER_SHOWS: readonly Attack[] = [
  {
    id: 'signer-shows-script',
    name: 'a script in the appearance',
    verdict: 'V9',
    build: form(`${FORM} ${BOX} /Resources << /X << /S /JavaScript /JS (1) >> >>`),
  },
  {
    id: 'signer-shows-action',
    name: 'an action in the appearance',
    verdict: 'V5',
    build: form(`${FORM} ${BOX} /A << /S /Named /N /Print >>`),
  },
  {
    id: 'signer-shows-annotation',
    name: 'an annotation in the appearance',
    verdict: 'V5',
    build: form(`${FORM} ${BOX} /Resources FREE 0 R`, '', [
      '<< /Type /Annot /Subtype /Widget /Rect [0 0 9 9] >>',
    ]),
  },
  {
    id: 'signer-shows-link',
    name: 'a link in the appearance',
    verdict: 'V9',
    build: form(`${FORM} ${BOX} /Resources FREE 0 R`, '', ['<< /Annots [<< /Subtype /Link >>] >>']),
  },
  {
    id: 'signer-shows-page',
    name: 'a page in the appearance',
    verdict: 'V5',
    build: form(`${FORM} ${BOX} /Resources FREE 0 R`, '', ['<< /Type /Page >>']),
  },
  {
    id: 'signer-shows-catalogue',
    name: 'a catalogue in the appearance',
    verdict: 'V5',
    build: form(`${FORM} ${BOX} /Resources FREE 0 R`, '', ['<< /Type /Catalog >>']),
  },
  {
    id: 'signer-shows-signature',
    name: 'a signature in the appearance',
    verdict: 'V5',
    build: form(`${FORM} ${BOX} /Resources FREE 0 R`, '', ['<< /Type /Sig >>']),
  },
  {
    id: 'signer-shows-object-stream',
    name: 'objects in a stream in the appearance',
    verdict: 'V9',
    build: form(`${FORM} ${BOX} /Resources << /X FREE 0 R >>`, '', [
      streamOf('/Type /ObjStm /N 1 /First 4', '1 0 null '),
    ]),
  },
  {
    id: 'signer-shows-xref-stream',
    name: 'a cross-reference stream in the appearance',
    verdict: 'V9',
    build: form(`${FORM} ${BOX} /Resources << /X FREE 0 R >>`, '', [
      streamOf('/Type /XRef /Size 1 /W [1 1 1]', '000'),
    ]),
  },
  {
    id: 'signer-shows-external',
    name: 'a stream kept in another file',
    verdict: 'V5',
    build: form(`${FORM} ${BOX} /F (other.pdf)`),
  },
  {
    id: 'signer-shows-reference',
    name: 'a page of another file (/Ref)',
    verdict: 'V5',
    build: form(`${FORM} ${BOX} /Ref << /F (other.pdf) /Page 0 >>`),
  },
  {
    id: 'signer-shows-layer',
    name: 'an appearance in a layer',
    verdict: 'V5',
    build: form(`${FORM} ${BOX} /OC << /Type /OCG /Name (x) >>`),
  },
  {
    id: 'signer-shows-attachment',
    name: 'a file attached to the appearance',
    verdict: 'V5',
    build: form(`${FORM} ${BOX} /AF []`),
  },
  {
    id: 'signer-shows-postscript',
    name: 'an appearance in PostScript (/PS)',
    verdict: 'V5',
    build: form(`${FORM} ${BOX} /PS FREE 0 R`, '', [stream('showpage')]),
  },
  {
    id: 'signer-shows-postscript-kind',
    name: 'an appearance of subtype PS',
    verdict: 'V9',
    build: form(`${FORM} ${BOX} /Resources << /XObject << /X FREE 0 R >> >>`, '', [
      streamOf('/Type /XObject /Subtype /PS', 'showpage'),
    ]),
  },
  {
    id: 'signer-shows-postscript-form',
    name: 'a form that is PostScript too (/Subtype2)',
    verdict: 'V5',
    build: form(`${FORM} ${BOX} /Subtype2 /PS`),
  },
  {
    id: 'signer-shows-image',
    name: 'an appearance that is no form',
    verdict: 'V5',
    build: form('/Type /XObject /Subtype /Image /Width 1 /Height 1'),
  },
  {
    id: 'signer-shows-base-object',
    name: 'a resource of the base',
    verdict: 'V5',
    build: form(`${FORM} ${BOX} /Resources << /X 1 0 R >>`),
  },
  {
    id: 'signer-shows-absent',
    name: 'a resource that is not there',
    verdict: 'V5',
    build: form(`${FORM} ${BOX} /Resources << /X FREE 0 R >>`),
  },
  {
    id: 'signer-shows-no-box',
    name: 'an appearance without bounds (SSA)',
    verdict: 'V10',
    build: form(FORM, '1 g 0 0 9999 9999 re f'),
  },
  {
    id: 'signer-shows-box-empty',
    name: 'an appearance with empty bounds (SSA)',
    verdict: 'V10',
    build: form(`${FORM} /BBox [0 0 0 0]`, '1 g 0 0 9999 9999 re f'),
  },
  {
    id: 'signer-shows-box-words',
    name: 'an appearance whose bounds are no numbers',
    verdict: 'V10',
    build: form(`${FORM} /BBox [0 0 /a /b]`),
  },
  {
    id: 'signer-shows-matrix',
    name: 'an appearance turned out of its box',
    verdict: 'V10',
    build: form(`${FORM} ${BOX} /Matrix [0 1 -1 0 0 0]`),
  },
  {
    id: 'signer-shows-matrix-flat',
    name: 'an appearance pressed flat: its bounds have no area',
    verdict: 'V10',
    build: form(`${FORM} ${BOX} /Matrix [0 0 0 0 0 0]`),
  },
  {
    id: 'signer-shows-aloud',
    name: 'an appearance that claims a place in the tags',
    verdict: 'V5',
    build: form(`${FORM} ${BOX} /StructParents 0`),
  },
  {
    id: 'signer-shows-aloud-one',
    name: 'an appearance that claims to be a tag',
    verdict: 'V5',
    build: form(`${FORM} ${BOX} /StructParent 0`),
  },
  {
    id: 'signer-shows-metadata',
    name: 'an appearance with metadata',
    verdict: 'V5',
    build: form(`${FORM} ${BOX} /Metadata FREE 0 R`, '', [streamOf('/Type /Metadata /Subtype /XML', '<x/>')]),
  },
  {
    id: 'signer-shows-pieces',
    name: 'private data in the appearance',
    verdict: 'V5',
    build: form(`${FORM} ${BOX} /PieceInfo << >>`),
  },
];
