// An update of metadata and trailer.
import { appended, latin1 } from '../../sign/attacker.ts';
import type { Attack } from '../attack.ts';
import { catalogOf, first, joined, lastRevision, numberOf } from '../forge/places.ts';
import { adding, updated } from '../forge/updates.ts';
import { metadataOf, text } from '../forge/values.ts';

const metadata = (xml: string): Attack['build'] =>
  adding((file) => [[first('Metadata')(file), metadataOf(xml)]]);

export const METADATA: readonly Attack[] = [
  {
    id: 'metadata-xmp',
    name: 'other metadata',
    verdict: 'V5',
    build: metadata(
      '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"/>',
    ),
  },
  {
    id: 'metadata-xmp-dtd',
    name: 'metadata with a document type and an external entity',
    cases: ['P26'],
    verdict: 'V5',
    build: metadata('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'),
  },
  {
    id: 'metadata-xmp-bomb',
    name: 'metadata with entities in entities',
    verdict: 'V5',
    build: metadata('<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'),
  },
  {
    id: 'metadata-xmp-gone',
    name: 'the metadata are gone',
    verdict: 'V5',
    build: updated(catalogOf, { Metadata: undefined }),
  },
  {
    id: 'metadata-info',
    name: 'another title in the information dictionary',
    verdict: 'V5',
    build: updated((file) => numberOf(lastRevision(file).trailer.get('Info')), { Title: text('void') }),
  },
  {
    id: 'metadata-info-new',
    name: 'the trailer leads to other information',
    verdict: 'V5',
    build: ({ file }) => replacedTrailer(file, /\/Info \d+ 0 R/, `/Info ${catalogOf(file)} 0 R`),
  },
  {
    id: 'metadata-id',
    name: 'the identifier of another file',
    verdict: 'V5',
    build: ({ file }) => replacedTrailer(file, /\/ID \[<[^>]*>/, '/ID [<00>'),
  },
  {
    id: 'metadata-encrypt',
    name: 'the trailer says that the file is encrypted',
    cases: ['P27'],
    verdict: 'V5',
    build: ({ file }) =>
      replacedTrailer(
        file,
        /\/Prev/,
        '/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <00> /U <00> >> /Prev',
      ),
  },
  {
    id: 'metadata-trailer',
    name: 'an entry more in the trailer',
    verdict: 'V5',
    build: ({ file }) => replacedTrailer(file, /\/Prev/, '/Lianqian true /Prev'),
  },
];

/** A last update of no object, with another trailer. */
function replacedTrailer(file: Uint8Array, from: RegExp, to: string): Uint8Array {
  const whole = latin1(appended(file, []));
  const at = whole.lastIndexOf('trailer\n');
  if (!from.test(whole.slice(at))) throw new Error('no such entry');
  return joined(whole.slice(0, at), whole.slice(at).replace(from, to));
}
