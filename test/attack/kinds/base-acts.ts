// The base acts, or points outside the file: scripts, links, layers, encryption.
import { latin1 } from '../../sign/attacker.ts';
import type { Attack } from '../attack.ts';
import { prepared, preparing } from '../forge/bases.ts';
import { catalogOf, contentOf, first, firstField, firstPage, formOf } from '../forge/places.ts';
import { map, metadataOf, name, PAINTED, reference, streamOf, text } from '../forge/values.ts';

const annotation = (entries: string): Attack['build'] =>
  prepared(
    firstPage,
    (_, free) => ({ Annots: [reference(free)] }),
    `<< ${entries} /Rect [60 300 540 500] >>`,
    PAINTED,
  );
const withPicture = (entries: string, content = ''): Attack['build'] =>
  prepared(
    firstPage,
    (_, free) => ({ Resources: map({ XObject: map({ X: reference(free) }) }) }),
    streamOf(entries, content),
  );
const OBJECTS = streamOf('/Type /ObjStm /N 1 /First 4', '1 0 null');

export const BASE_ACTS: readonly Attack[] = [
  {
    id: 'base-javascript',
    name: 'a script when the file is opened',
    cases: ['P26'],
    verdict: 'V9',
    build: prepared(catalogOf, { OpenAction: map({ S: name('JavaScript'), JS: text('1') }) }),
  },
  {
    id: 'base-open',
    name: 'a view when the file is opened',
    verdict: 'V9',
    build: prepared(catalogOf, { OpenAction: [reference(1), name('Fit')] }),
  },
  {
    id: 'base-actions',
    name: 'actions of the document',
    verdict: 'V9',
    build: prepared(catalogOf, { AA: map({}) }),
  },
  {
    id: 'base-page-action',
    name: 'an action of a page',
    verdict: 'V9',
    build: prepared(firstPage, { AA: map({}) }),
  },
  {
    id: 'base-field-action',
    name: 'an action of a field',
    verdict: 'V9',
    build: prepared(firstField, { A: map({ S: name('Named'), N: name('Print') }) }),
  },
  {
    id: 'base-link',
    name: 'a link',
    verdict: 'V9',
    build: annotation('/Type /Annot /Subtype /Link /A << /S /URI /URI (http://example.test) >>'),
  },
  { id: 'base-stamp', name: 'a stamp', verdict: 'V9', build: annotation('/Type /Annot /Subtype /Stamp') },
  {
    id: 'base-untyped',
    name: 'an annotation that does not say it is one',
    verdict: 'V9',
    build: annotation('/Subtype /Redact'),
  },
  {
    id: 'base-embedded',
    name: 'an embedded file',
    verdict: 'V9',
    build: prepared(catalogOf, { Names: map({ EmbeddedFiles: map({}) }) }),
  },
  {
    id: 'base-associated',
    name: 'an associated file',
    verdict: 'V9',
    build: prepared(catalogOf, { AF: [] }),
  },
  {
    id: 'base-layers',
    name: 'layers',
    cases: ['P26'],
    verdict: 'V9',
    build: prepared(catalogOf, { OCProperties: map({}) }),
  },
  {
    id: 'base-layered',
    name: 'content in a layer',
    verdict: 'V9',
    build: prepared(firstPage, { OC: map({}) }),
  },
  { id: 'base-xfa', name: 'a form of XFA', verdict: 'V9', build: prepared(formOf, { XFA: text('<x/>') }) },
  {
    id: 'base-appearances',
    name: 'a form whose fields the reader draws (/NeedAppearances)',
    cases: ['P27'],
    verdict: 'V9',
    build: prepared(formOf, { NeedAppearances: true }),
  },
  {
    id: 'base-external',
    name: 'a stream kept in another file',
    verdict: 'V9',
    build: preparing((base, bodies) => void bodies.set(contentOf(base, 0), streamOf('/F (other)'))),
  },
  {
    id: 'base-reference',
    name: 'a page of another file (/Ref)',
    verdict: 'V9',
    build: withPicture('/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Ref << /F (other.pdf) /Page 0 >>'),
  },
  {
    id: 'base-postscript',
    name: 'PostScript',
    verdict: 'V9',
    build: withPicture('/Type /XObject /Subtype /PS'),
  },
  {
    id: 'base-alternate',
    name: 'a picture that is printed otherwise',
    verdict: 'V9',
    build: withPicture(
      '/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Alternates []',
      '0',
    ),
  },
  {
    id: 'base-encrypted',
    name: 'an encrypted file',
    cases: ['P27'],
    verdict: 'V9',
    build: preparing(() => {}, ' /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <00> /U <00> >>'),
  },
  {
    id: 'base-hybrid',
    name: 'a base with a stream for newer readers (/XRefStm)',
    cases: ['P27'],
    verdict: 'V9',
    build: preparing(() => {}, ' /XRefStm 15'),
  },
  {
    id: 'base-object-stream',
    name: 'a stream of objects',
    verdict: 'V9',
    build: prepared(firstPage, (_, free) => ({ PZ: reference(free) }), OBJECTS),
  },
  {
    id: 'base-object-stream-content',
    name: 'a stream of objects as the content of a page',
    verdict: 'V9',
    build: preparing((base, bodies) => void bodies.set(contentOf(base, 0), OBJECTS)),
  },
  {
    id: 'base-permissions',
    name: 'permissions (/Perms)',
    verdict: 'V9',
    build: prepared(catalogOf, { Perms: map({}) }),
  },
  {
    id: 'base-legal',
    name: 'a legal attestation',
    verdict: 'V9',
    build: prepared(catalogOf, { Legal: map({}) }),
  },
  {
    id: 'base-requirements',
    name: 'a requirement of the reader',
    verdict: 'V9',
    build: prepared(catalogOf, { Requirements: [] }),
  },
  {
    id: 'base-rendering',
    name: 'the document needs rendering',
    verdict: 'V9',
    build: prepared(catalogOf, { NeedsRendering: true }),
  },
  {
    id: 'base-version',
    name: 'another version in the catalogue',
    verdict: 'V9',
    build: prepared(catalogOf, { Version: name('2.0') }),
  },
  { id: 'base-store', name: 'a security store', verdict: 'V9', build: prepared(catalogOf, { DSS: map({}) }) },
  {
    id: 'base-thumb',
    name: 'another picture in the overview',
    verdict: 'V9',
    build: prepared(firstPage, (_, free) => ({ Thumb: reference(free) }), PAINTED),
  },
  {
    id: 'base-pieces',
    name: "an application's private data",
    verdict: 'V9',
    build: prepared(catalogOf, { PieceInfo: map({}) }),
  },
  {
    id: 'base-xmp-dtd',
    name: 'metadata with a document type',
    cases: ['P26'],
    verdict: 'V9',
    build: preparing(
      (base, bodies) =>
        void bodies.set(
          first('Metadata')(base),
          metadataOf('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'),
        ),
    ),
  },
  {
    id: 'base-xmp-utf16',
    name: 'metadata in UTF-16, where no one looks for a document type',
    verdict: 'V9',
    build: preparing(
      (base, bodies) =>
        void bodies.set(
          first('Metadata')(base),
          metadataOf(latin1(Buffer.from('\ufeff<!DOCTYPE x><x/>', 'utf16le'))),
        ),
    ),
  },
];
