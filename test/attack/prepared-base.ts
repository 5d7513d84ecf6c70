// What is hidden in the base before anybody signs: files that only a corrupt office could issue, signed truly.
import type { PdfDictionary, PdfValue } from '../../functions/sign/pdf-values.ts';
import { writeRevision, writeValue } from '../../functions/sign/pdf-writer.ts';
import { readRevisions } from '../../functions/sign/revisions.ts';
import { latin1, signedWithExtra, stream } from '../sign/attacker.ts';
import {
  type Attack,
  type AttackGroup,
  bytes,
  catalogOf,
  changed,
  contentOf,
  dictionaryAt,
  fieldsIn,
  formOf,
  freeNumber,
  joined,
  lastRevision,
  name,
  numberOf,
  numbersOf,
  pagesOf,
  reference,
  rows,
  text,
} from './attack.ts';
import { PAINT } from './paint.ts';
import type { Subject } from './subject.ts';

type Row = [string, string, Attack['verdict'], Attack['build']];
type Values = Record<string, PdfValue | undefined>;
type Bodies = Map<number, string>;
const map = (entries: Record<string, PdfValue>): PdfDictionary => new Map(Object.entries(entries));

function bodiesOf(base: Uint8Array): Bodies {
  const whole = latin1(base);
  const bodies: Bodies = new Map();
  let at = readRevisions(base)[0]!.start;
  for (const number of readRevisions(base)[0]!.objects.keys()) {
    const start = at + `${number} 0 obj\n`.length;
    const next = [...readRevisions(base)[0]!.objects.keys()];
    const following = next[next.indexOf(number) + 1];
    const end =
      following === undefined
        ? whole.lastIndexOf('\nendobj\nxref\n')
        : whole.indexOf(`\nendobj\n${following} 0 obj\n`, start);
    bodies.set(number, whole.slice(start, end));
    at = end + '\nendobj\n'.length;
  }
  return bodies;
}
const cache = new WeakMap<Uint8Array, Bodies>();
const bodiesIn = (base: Uint8Array): Bodies => {
  const found = cache.get(base) ?? bodiesOf(base);
  cache.set(base, found);
  return new Map(found);
};

/** Another base, with the signatures of as many parties as the subject has. */
export async function signedAnew(subject: Subject, base: Uint8Array): Promise<Uint8Array> {
  const fields = fieldsIn(subject.base);
  let file = base;
  for (const field of fields.slice(0, subject.signatures))
    file = await signedWithExtra(file, field, subject.issuer, () => []);
  return file;
}

const preparing =
  (edit: (base: Uint8Array, bodies: Bodies, free: number) => void, trailer = ''): Attack['build'] =>
  (subject) => {
    const { base } = subject;
    const bodies = bodiesIn(base);
    edit(base, bodies, freeNumber(base));
    const objects = [...bodies].map(([number, body]) => ({ number, body: bytes(body) }));
    const { start, trailer: old } = lastRevision(base);
    const entries = ['Root', 'Info', 'ID'].map((key) => `/${key} ${writeValue(old.get(key)!)}`).join(' ');
    const size = Math.max(...bodies.keys()) + 1;
    return signedAnew(subject, writeRevision(base.subarray(0, start), objects, size, entries + trailer).file);
  };
const on = (
  find: (base: Uint8Array) => number,
  entries: Values | ((base: Uint8Array, free: number) => Values),
  ...added: string[]
): Attack['build'] =>
  preparing((base, bodies, free) => {
    const number = find(base);
    bodies.set(
      number,
      writeValue(changed(base, number, typeof entries === 'function' ? entries(base, free) : entries)),
    );
    for (const [i, body] of added.entries()) bodies.set(free + i, body.replaceAll('FREE', String(free)));
  });
const firstPage = (base: Uint8Array) => pagesOf(base)[0]!;
const lastPage = (base: Uint8Array) => pagesOf(base).at(-1)!;
const firstField = (base: Uint8Array) => fieldsIn(base)[0]!;
const annotationsOf = (base: Uint8Array) => dictionaryAt(base, lastPage(base)).get('Annots') as PdfValue[];
const treeOf = (base: Uint8Array) => numberOf(dictionaryAt(base, catalogOf(base)).get('Pages'));
const painted = `<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Length ${PAINT.length} >>\nstream\n${PAINT}\nendstream`;
const annotation = (entries: string): Attack['build'] =>
  on(
    firstPage,
    (_, free) => ({ Annots: [reference(free)] }),
    `<< ${entries} /Rect [60 300 540 500] >>`,
    painted,
  );

const ACTS: Row[] = [
  [
    'javascript',
    'a script when the file is opened',
    'V9',
    on(catalogOf, { OpenAction: map({ S: name('JavaScript'), JS: text('1') }) }),
  ],
  [
    'open',
    'a view when the file is opened',
    'V9',
    on(catalogOf, { OpenAction: [reference(1), name('Fit')] }),
  ],
  ['actions', 'actions of the document', 'V9', on(catalogOf, { AA: map({}) })],
  ['page-action', 'an action of a page', 'V9', on(firstPage, { AA: map({}) })],
  [
    'field-action',
    'an action of a field',
    'V9',
    on(firstField, { A: map({ S: name('Named'), N: name('Print') }) }),
  ],
  [
    'link',
    'a link',
    'V9',
    annotation('/Type /Annot /Subtype /Link /A << /S /URI /URI (http://example.test) >>'),
  ],
  ['stamp', 'a stamp', 'V9', annotation('/Type /Annot /Subtype /Stamp')],
  ['untyped', 'an annotation that does not say it is one', 'V9', annotation('/Subtype /Redact')],
  ['embedded', 'an embedded file', 'V9', on(catalogOf, { Names: map({ EmbeddedFiles: map({}) }) })],
  ['associated', 'an associated file', 'V9', on(catalogOf, { AF: [] })],
  ['layers', 'layers', 'V9', on(catalogOf, { OCProperties: map({}) })],
  ['layered', 'content in a layer', 'V9', on(firstPage, { OC: map({}) })],
  ['xfa', 'a form of XFA', 'V9', on(formOf, { XFA: text('<x/>') })],
  [
    'appearances',
    'a form whose fields the reader draws (/NeedAppearances)',
    'V9',
    on(formOf, { NeedAppearances: true }),
  ],
  [
    'external',
    'a stream kept in another file',
    'V9',
    preparing((base, bodies) =>
      bodies.set(contentOf(base, 0), '<< /F (other) /Length 0 >>\nstream\n\nendstream'),
    ),
  ],
  [
    'reference',
    'a page of another file (/Ref)',
    'V9',
    on(
      firstPage,
      (_, free) => ({ Resources: map({ XObject: map({ X: reference(free) }) }) }),
      '<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Ref << /F (other.pdf) /Page 0 >> /Length 0 >>\nstream\n\nendstream',
    ),
  ],
  [
    'postscript',
    'PostScript',
    'V9',
    on(
      firstPage,
      (_, free) => ({ Resources: map({ XObject: map({ X: reference(free) }) }) }),
      '<< /Type /XObject /Subtype /PS /Length 0 >>\nstream\n\nendstream',
    ),
  ],
  [
    'alternate',
    'a picture that is printed otherwise',
    'V9',
    on(
      firstPage,
      (_, free) => ({ Resources: map({ XObject: map({ X: reference(free) }) }) }),
      '<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Alternates [] /Length 1 >>\nstream\n0\nendstream',
    ),
  ],
  [
    'encrypted',
    'an encrypted file',
    'V9',
    preparing(() => {}, ' /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <00> /U <00> >>'),
  ],
  ['hybrid', 'a base with a stream for newer readers (/XRefStm)', 'V9', preparing(() => {}, ' /XRefStm 15')],
  [
    'object-stream',
    'a stream of objects',
    'V9',
    on(
      firstPage,
      (_, free) => ({ PZ: reference(free) }),
      '<< /Type /ObjStm /N 1 /First 4 /Length 8 >>\nstream\n1 0 null\nendstream',
    ),
  ],
  [
    'object-stream-content',
    'a stream of objects as the content of a page',
    'V9',
    preparing((base, bodies) =>
      bodies.set(
        contentOf(base, 0),
        '<< /Type /ObjStm /N 1 /First 4 /Length 8 >>\nstream\n1 0 null\nendstream',
      ),
    ),
  ],
  ['permissions', 'permissions (/Perms)', 'V9', on(catalogOf, { Perms: map({}) })],
  ['legal', 'a legal attestation', 'V9', on(catalogOf, { Legal: map({}) })],
  ['requirements', 'a requirement of the reader', 'V9', on(catalogOf, { Requirements: [] })],
  ['rendering', 'the document needs rendering', 'V9', on(catalogOf, { NeedsRendering: true })],
  ['version', 'another version in the catalogue', 'V9', on(catalogOf, { Version: name('2.0') })],
  ['store', 'a security store', 'V9', on(catalogOf, { DSS: map({}) })],
  [
    'thumb',
    'another picture in the overview',
    'V9',
    on(firstPage, (_, free) => ({ Thumb: reference(free) }), painted),
  ],
  ['pieces', "an application's private data", 'V9', on(catalogOf, { PieceInfo: map({}) })],
  [
    'xmp-dtd',
    'metadata with a document type',
    'V9',
    preparing((base, bodies) => {
      const xml = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>';
      bodies.set(
        numbersOf(base, 'Metadata')[0]!,
        `<< /Type /Metadata /Subtype /XML /Length ${xml.length} >>\nstream\n${xml}\nendstream`,
      );
    }),
  ],
  [
    'xmp-utf16',
    'metadata in UTF-16, where no one looks for a document type',
    'V9',
    preparing((base, bodies) => {
      const xml = latin1(Buffer.from('\ufeff<!DOCTYPE x><x/>', 'utf16le'));
      bodies.set(
        numbersOf(base, 'Metadata')[0]!,
        `<< /Type /Metadata /Subtype /XML /Length ${xml.length} >>\nstream\n${xml}\nendstream`,
      );
    }),
  ],
];

const HIDES: Row[] = [
  [
    'orphan',
    'an object that nothing leads to (P18)',
    'V9',
    preparing((_, bodies, free) => void bodies.set(free, stream(PAINT))),
  ],
  [
    'orphan-tree',
    'a page tree that sleeps (P20, P21)',
    'V9',
    preparing((_, bodies, free) => {
      bodies.set(free, `<< /Type /Catalog /Pages ${free + 1} 0 R >>`);
      bodies.set(free + 1, `<< /Type /Pages /Count 0 /Kids [] >>`);
    }),
  ],
  [
    'dangling',
    'a page whose content will be an object of the first signature',
    'V9',
    on(firstPage, (base, free) => ({
      Contents: [reference(contentOf(base, 0)), reference(free + 1)],
    })),
  ],
  [
    'dangling-resource',
    'a picture that will be the appearance of the first signature',
    'V9',
    on(firstPage, (_, free) => ({
      Resources: map({ XObject: map({ X: reference(free + 1) }) }),
    })),
  ],
  [
    'dangling-info',
    'information that will be the first signature',
    'V9',
    preparing((base, bodies, free) => {
      bodies.set(1, writeValue(changed(base, 1, { PageLabels: reference(free) })));
    }),
  ],
  [
    'chain',
    'an object that is only a reference to another',
    'V9',
    on(
      firstPage,
      (base, free) => ({ Contents: reference(free), PZ: reference(contentOf(base, 0)) }),
      '4 0 R',
    ),
  ],
  [
    'page-cycle',
    'a page tree that holds itself',
    'V9',
    on(treeOf, (base) => ({ Kids: [...pagesOf(base).map(reference), reference(treeOf(base))] })),
  ],
  [
    'page-twice',
    'a page twice in its tree',
    'V9',
    on(treeOf, (base) => ({
      Kids: [firstPage(base), ...pagesOf(base)].map(reference),
      Count: pagesOf(base).length + 1,
    })),
  ],
  ['page-count', 'a page tree that counts wrongly', 'V9', on(treeOf, { Count: 99 })],
  [
    'page-outside',
    'a page that is not in the tree',
    'V9',
    on(catalogOf, (_, free) => ({ PZ: reference(free) }), '<< /Type /Page /Parent 3 0 R >>'),
  ],
  ['page-parent', 'a page of another parent', 'V9', on(firstPage, { Parent: reference(1) })],
  [
    'page-kind',
    'something else among the pages',
    'V9',
    on(
      treeOf,
      (base, free) => ({ Kids: [...pagesOf(base), free].map(reference), Count: pagesOf(base).length + 1 }),
      '<< /Type /Template /Parent 3 0 R >>',
    ),
  ],
  [
    'tree-two',
    'two trees',
    'V9',
    on(catalogOf, (_, free) => ({ PZ: reference(free) }), '<< /Type /Pages /Count 0 /Kids [] >>'),
  ],
];

const BOXES: Row[] = [
  [
    'painted',
    'an unsigned field with a painted appearance, gone with the signature (SSA)',
    'V10',
    preparing((base, bodies) => {
      const form = numberOf((dictionaryAt(base, firstField(base)).get('AP') as PdfDictionary).get('N'));
      bodies.set(form, painted);
    }),
  ],
  [
    'painted-down',
    'an appearance under the mouse',
    'V10',
    on(
      firstField,
      (base, free) => ({
        AP: map({
          N: (dictionaryAt(base, firstField(base)).get('AP') as PdfDictionary).get('N')!,
          D: reference(free),
        }),
      }),
      painted,
    ),
  ],
  ['hidden', 'a hidden box', 'V10', on(firstField, { F: 2 })],
  ['no-view', 'a box that is printed only', 'V10', on(firstField, { F: 4 | 32 })],
  ['loose', 'a box that may be moved', 'V10', on(firstField, { F: 4 })],
  [
    'overlap',
    'two boxes that overlap',
    'V10',
    on(firstField, (base) => ({ Rect: dictionaryAt(base, fieldsIn(base)[1]!).get('Rect') })),
  ],
  ['off-page', 'a box outside its page', 'V10', on(firstField, { Rect: [1000, 1000, 1100, 1060] })],
  ['half-off', 'a box that leaves its page', 'V10', on(firstField, { Rect: [550, 10, 700, 60] })],
  ['empty', 'an empty box', 'V10', on(firstField, { Rect: [0, 0, 0, 0] })],
  ['turned', 'a box whose corners changed places', 'V10', on(firstField, { Rect: [200, 200, 100, 100] })],
  [
    'five',
    'a box of five values, four of them numbers',
    'V10',
    on(firstField, { Rect: [10, null, 10, 100, 60] }),
  ],
  ['no-page', 'a box on a page that is none', 'V10', on(firstField, { P: reference(1) })],
  [
    'other-page',
    'a box that says another page than the one that shows it',
    'V10',
    on(firstField, (base) => ({ P: reference(firstPage(base)) })),
  ],
  [
    'not-shown',
    'a field that no page shows',
    'V10',
    on(lastPage, (base) => ({ Annots: annotationsOf(base).slice(1) })),
  ],
  [
    'shown-twice',
    'a field that two pages show',
    'V10',
    on(firstPage, (base) => ({ Annots: [reference(firstField(base))] })),
  ],
  [
    'stranger',
    'the box of a field that is none of the form',
    'V10',
    on(
      firstPage,
      (_, free) => ({ Annots: [reference(free)] }),
      '<< /Type /Annot /Subtype /Widget /FT /Tx /T (x) /Rect [60 300 540 500] /AP << /N 1 0 R >> >>',
    ),
  ],
  [
    'text-field',
    'a text field among the fields',
    'V2',
    on(
      formOf,
      (base, free) => ({ Fields: [...fieldsIn(base), free].map(reference) }),
      '<< /FT /Tx /T (x) >>',
    ),
  ],
  ['filled', 'a field that has a value', 'V2', on(firstField, { V: text('x') })],
  ['kids', 'a field with several boxes', 'V2', on(firstField, { Kids: [] })],
  ['lock', 'a field that locks others', 'V9', on(firstField, { Lock: map({ Action: name('All') }) })],
  ['seed', 'a field with wishes (/SV)', 'V9', on(firstField, { SV: map({}) })],
  ['look', 'a field with a look of its own (/MK)', 'V10', on(firstField, { MK: map({ BG: [1, 1, 1] }) })],
  [
    'layered-page',
    'a field that is also a page',
    'V10',
    on(firstField, (base) => ({ Contents: reference(contentOf(base, 0)) })),
  ],
  [
    'names',
    'two fields of one name',
    'V6',
    on(firstField, (base) => ({ T: dictionaryAt(base, fieldsIn(base)[1]!).get('T') })),
  ],
  ['calculation', 'an order of calculation', 'V9', on(formOf, { CO: [] })],
  ['default', 'a default appearance', 'V9', on(formOf, { DA: text('/F 0 Tf') })],
  ['flags', 'a form that says it holds no signature', 'V2', on(formOf, { SigFlags: 0 })],
];

const READ: Row[] = [
  ['older', 'a version before 1.4', 'V2', older],
  [
    'header',
    'a header without its binary comment',
    'V2',
    (subject) => {
      const { base } = subject;
      return joined(base.subarray(0, 9), '%abcd', base.subarray(14));
    },
  ],
  [
    'key-twice',
    'a key twice in a dictionary',
    'V2',
    async (subject) => {
      const { file } = subject;
      const at = latin1(file).indexOf('/Lang');
      const copy = file.slice();
      copy.set(bytes('/Type'), at);
      return copy;
    },
  ],
];
function older({ file }: Subject): Uint8Array {
  const copy = file.slice();
  copy[7] = 0x33;
  return copy;
}

export const PREPARED: AttackGroup[] = [
  { title: 'A base that acts or points outside', attacks: rows('base', ACTS) },
  { title: 'A base that hides something', attacks: rows('base-hides', HIDES) },
  { title: 'A base whose boxes are not what they seem', attacks: rows('base-box', BOXES) },
  { title: 'A base that readers read differently', attacks: rows('base-read', READ) },
];
