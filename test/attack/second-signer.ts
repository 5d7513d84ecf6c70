// A party who signs truly, under a true certificate, and does more in that revision than sign.
import type { PdfDictionary, PdfValue } from '../../functions/sign/pdf-values.ts';
import { type WrittenObject, writeValue } from '../../functions/sign/pdf-writer.ts';
import { object, signedWithExtra, stream } from '../sign/attacker.ts';
import {
  type Attack,
  type AttackGroup,
  catalogOf,
  changed,
  contentOf,
  dictionaryAt,
  fieldsIn,
  formOf,
  freeNumber,
  name,
  numbersOf,
  pagesOf,
  reference,
  rows,
  text,
} from './attack.ts';
import type { Subject } from './subject.ts';

type Row = [string, string, Attack['verdict'], Attack['build']];
type Extra = Parameters<typeof signedWithExtra>[3];
type Edit = NonNullable<Parameters<typeof signedWithExtra>[4]>;

/** The file before its last signature: what the last signer was given. */
export const given = ({ file, ends, signatures }: Subject): Uint8Array =>
  file.subarray(0, ends[signatures - 1]);

/** The last signature made again, by a signer who writes `extra` too. */
const signing =
  (extra: (file: Uint8Array, free: number) => WrittenObject[], edit: Edit = {}): Attack['build'] =>
  (subject) => {
    const file = given(subject);
    const write: Extra = (free) => extra(file, free);
    return signedWithExtra(file, fieldsIn(file)[subject.signatures - 1]!, subject.issuer, write, edit);
  };
const edited = (edit: Edit): Attack['build'] => signing(() => [], edit);
const field = (key: string, value?: PdfValue): Attack['build'] =>
  edited({ field: (entries) => void (value === undefined ? entries.delete(key) : entries.set(key, value)) });
const entry = (from: string | RegExp, to: string): Attack['build'] =>
  edited({ value: (text) => text.replace(from, to) });
/** The appearance is this form; `more` are further objects, FREE the number of the first of them. */
const form =
  (entries: string, content = '', more: string[] = []): Attack['build'] =>
  (subject) => {
    const file = given(subject);
    const free = sizeOf(file) + 2;
    return signedWithExtra(
      file,
      fieldsIn(file)[subject.signatures - 1]!,
      subject.issuer,
      () => more.map((body, i) => object(free + i, body.replaceAll('FREE', String(free)))),
      {
        form: `<< ${entries.replaceAll('FREE', String(free))} /Length ${content.length} >>\nstream\n${content}\nendstream`,
      },
    );
  };
const sizeOf = freeNumber;
const again = (file: Uint8Array, number: number, entries: Record<string, PdfValue | undefined>) => [
  object(number, writeValue(changed(file, number, entries))),
];
const FORM = '/Type /XObject /Subtype /Form';
const BOX = '/BBox [0 0 1 1]';

const WRITES: Row[] = [
  [
    'page',
    'other content on a page (P25)',
    'V5',
    signing((file) => [object(contentOf(file, 0), stream('BT ET'))]),
  ],
  [
    'page-entry',
    'a page with other entries',
    'V5',
    signing((file) => again(file, pagesOf(file)[0]!, { Rotate: 90 })),
  ],
  [
    'catalogue',
    'another catalogue',
    'V5',
    signing((file) => again(file, catalogOf(file), { Lang: text('en') })),
  ],
  ['catalogue-same', 'the catalogue as it was', 'V5', signing((file) => again(file, catalogOf(file), {}))],
  [
    'form',
    'the form, to declare the signatures final',
    'V5',
    signing((file) => again(file, formOf(file), { SigFlags: 1 })),
  ],
  [
    'other-field',
    "another party's field",
    'V5',
    (subject) => {
      const other = fieldsIn(subject.file)[subject.signatures % 3]!;
      return signing((file) => again(file, other, { TU: text('void') }))(subject);
    },
  ],
  [
    'other-signature',
    'the value of a signature before',
    'V5',
    (subject) =>
      signing((file) => [object(numbersOf(file, 'Sig')[0] ?? contentOf(file, -1), '<< /Type /Sig >>')])(
        subject,
      ),
  ],
  [
    'structure',
    'the tags',
    'V5',
    signing((file) => again(file, numbersOf(file, 'StructTreeRoot')[0]!, { K: [] })),
  ],
  [
    'metadata',
    'the metadata',
    'V5',
    signing((file) => [object(numbersOf(file, 'Metadata')[0]!, stream('<x/>'))]),
  ],
  [
    'sleeping',
    'an object that nothing leads to',
    'V5',
    signing((_, free) => [object(free, '<< /Type /Page >>')]),
  ],
  ['hole', 'an object beyond a hole in the numbers', 'V3', signing((_, free) => [object(free + 5, '<< >>')])],
  [
    'annotation',
    'a stamp on a page',
    'V5',
    signing((file, free) => [
      ...again(file, pagesOf(file)[0]!, { Annots: [reference(free)] }),
      object(free, '<< /Type /Annot /Subtype /Stamp /Rect [0 0 595 842] >>'),
    ]),
  ],
];

const FIELD: Row[] = [
  ['moved', 'the box moved over the text', 'V5', field('Rect', [0, 0, 595, 842])],
  ['grown', 'the box grown over that of another signer', 'V5', field('Rect', [70, 90, 540, 160])],
  [
    'page',
    'the box on another page',
    'V5',
    (subject) => field('P', reference(pagesOf(subject.file)[0]!))(subject),
  ],
  ['hidden', 'the box hidden', 'V5', field('F', 2)],
  ['unlocked', 'the box unlocked', 'V5', field('F', 4)],
  ['renamed', 'the field named like another', 'V5', field('T', text('enterprise2'))],
  ['type', 'the field has another type', 'V5', field('FT', name('Btn'))],
  ['lock', 'the field locks others (/Lock)', 'V5', field('Lock', new Map([['Action', name('All')]]))],
  ['seed', 'the field states wishes (/SV)', 'V5', field('SV', new Map())],
  ['parent', 'the field hangs on another', 'V5', field('Parent', reference(1))],
  ['kids', 'the field has further boxes', 'V5', field('Kids', [])],
  ['action', 'the box runs a script', 'V5', field('A', new Map([['S', name('JavaScript')]]))],
  ['state', 'the box shows a state', 'V5', field('AS', name('On'))],
  ['border', 'the box has a border', 'V5', field('MK', new Map<string, PdfValue>([['BG', [1, 1, 1]]]))],
  ['no-value', 'the field got no value', 'V5', field('V')],
  [
    'value-direct',
    'the value stands in the field itself',
    'V5',
    field('V', new Map([['Type', name('Sig')]])),
  ],
  ['value-old', 'the value is an object of before', 'V5', field('V', reference(1))],
  ['no-appearance', 'the field lost its appearance', 'V5', field('AP')],
  [
    'appearance-old',
    'the appearance is an object of before',
    'V5',
    field('AP', new Map([['N', reference(3)]])),
  ],
  [
    'appearance-page',
    'the appearance is the content of a page',
    'V5',
    (subject) => field('AP', new Map([['N', reference(contentOf(subject.file, 0))]]))(subject),
  ],
  [
    'appearance-down',
    'another appearance under the mouse',
    'V5',
    edited({
      field: (entries) =>
        void entries.set('AP', new Map([...(entries.get('AP') as PdfDictionary), ['D', reference(3)]])),
    }),
  ],
  [
    'appearance-states',
    'appearances by state',
    'V5',
    edited({
      field: (entries) => void entries.set('AP', new Map([['N', entries.get('AP') as PdfDictionary]])),
    }),
  ],
];

const VALUE: Row[] = [
  [
    'subfilter',
    'another format (adbe.pkcs7.detached)',
    'V8',
    entry('/ETSI.CAdES.detached', '/adbe.pkcs7.detached'),
  ],
  [
    'sha1',
    'a format with SHA-1 inside (adbe.pkcs7.sha1)',
    'V8',
    entry('/ETSI.CAdES.detached', '/adbe.pkcs7.sha1'),
  ],
  [
    'rsa',
    'a bare RSA signature (adbe.x509.rsa_sha1)',
    'V8',
    entry('/ETSI.CAdES.detached', '/adbe.x509.rsa_sha1'),
  ],
  ['filter', 'another handler', 'V8', entry('/Adobe.PPKLite', '/Adobe.PPKMS')],
  ['type', 'no type', 'V5', entry('/Type /Sig ', '')],
  ['type-stamp', 'called a document time-stamp', 'V5', entry('/Type /Sig ', '/Type /DocTimeStamp ')],
  [
    'reference',
    'a transform (DocMDP): the signature certifies',
    'V5',
    entry('/Reason', '/Reference [<< /TransformMethod /DocMDP >>] /Reason'),
  ],
  ['cert', 'a certificate beside the CMS (/Cert)', 'V5', entry('/Reason', '/Cert <00> /Reason')],
  ['changes', 'a count of changes (/Changes)', 'V5', entry('/Reason', '/Changes [0 0 0] /Reason')],
  ['build', "the signing program's name (/Prop_Build)", 'V5', entry('/Reason', '/Prop_Build << >> /Reason')],
  ['contact', 'an address of the signer (/ContactInfo)', 'V5', entry('/Reason', '/ContactInfo (x) /Reason')],
  ['no-time', 'no time', 'V5', entry(/\/M \([^)]*\)/, '')],
  ['local-time', 'a time with another zone', 'V2', entry('Z)', "+08'00')")],
  ['no-date', 'a day that is none', 'V2', entry('D:20260301', 'D:20260230')],
  ['time-number', 'a time that is a number', 'V5', entry(/\/M \([^)]*\)/, '/M 2026')],
  [
    'other-name',
    'another name than that of the certificate',
    'V7',
    entry(/\/Name <[^>]*>/, '/Name (Governor)'),
  ],
  ['no-name', 'no name', 'V5', entry(/\/Name <[^>]*>/, '')],
  ['no-reason', 'no reason', 'V5', entry(/\/Reason <[^>]*>/, '')],
  ['key-twice', 'two ranges', 'V2', entry('/M ', '/ByteRange [0 1 2 3] /M ')],
  [
    'key-escaped',
    'two ranges, one with an escape in its name',
    'V2',
    entry('/M ', '/Byte#52ange [0 1 2 3] /M '),
  ],
];

const APPEARANCE: Row[] = [
  [
    'script',
    'a script in the appearance',
    'V9',
    form(`${FORM} ${BOX} /Resources << /X << /S /JavaScript /JS (1) >> >>`),
  ],
  ['action', 'an action in the appearance', 'V5', form(`${FORM} ${BOX} /A << /S /Named /N /Print >>`)],
  [
    'annotation',
    'an annotation in the appearance',
    'V5',
    form(`${FORM} ${BOX} /Resources FREE 0 R`, '', ['<< /Type /Annot /Subtype /Widget /Rect [0 0 9 9] >>']),
  ],
  [
    'link',
    'a link in the appearance',
    'V9',
    form(`${FORM} ${BOX} /Resources FREE 0 R`, '', ['<< /Annots [<< /Subtype /Link >>] >>']),
  ],
  [
    'page',
    'a page in the appearance',
    'V5',
    form(`${FORM} ${BOX} /Resources FREE 0 R`, '', ['<< /Type /Page >>']),
  ],
  [
    'catalogue',
    'a catalogue in the appearance',
    'V5',
    form(`${FORM} ${BOX} /Resources FREE 0 R`, '', ['<< /Type /Catalog >>']),
  ],
  [
    'signature',
    'a signature in the appearance',
    'V5',
    form(`${FORM} ${BOX} /Resources FREE 0 R`, '', ['<< /Type /Sig >>']),
  ],
  [
    'object-stream',
    'objects in a stream in the appearance',
    'V9',
    form(`${FORM} ${BOX} /Resources << /X FREE 0 R >>`, '', [
      '<< /Type /ObjStm /N 1 /First 4 /Length 9 >>\nstream\n1 0 null \nendstream',
    ]),
  ],
  [
    'xref-stream',
    'a cross-reference stream in the appearance',
    'V9',
    form(`${FORM} ${BOX} /Resources << /X FREE 0 R >>`, '', [
      '<< /Type /XRef /Size 1 /W [1 1 1] /Length 3 >>\nstream\n000\nendstream',
    ]),
  ],
  ['external', 'a stream kept in another file', 'V5', form(`${FORM} ${BOX} /F (other.pdf)`)],
  [
    'reference',
    'a page of another file (/Ref)',
    'V5',
    form(`${FORM} ${BOX} /Ref << /F (other.pdf) /Page 0 >>`),
  ],
  ['layer', 'an appearance in a layer', 'V5', form(`${FORM} ${BOX} /OC << /Type /OCG /Name (x) >>`)],
  ['attachment', 'a file attached to the appearance', 'V5', form(`${FORM} ${BOX} /AF []`)],
  [
    'postscript',
    'an appearance in PostScript (/PS)',
    'V5',
    form(`${FORM} ${BOX} /PS FREE 0 R`, '', [stream('showpage')]),
  ],
  [
    'postscript-kind',
    'an appearance of subtype PS',
    'V9',
    form(`${FORM} ${BOX} /Resources << /XObject << /X FREE 0 R >> >>`, '', [
      '<< /Type /XObject /Subtype /PS /Length 8 >>\nstream\nshowpage\nendstream',
    ]),
  ],
  [
    'postscript-form',
    'a form that is PostScript too (/Subtype2)',
    'V5',
    form(`${FORM} ${BOX} /Subtype2 /PS`),
  ],
  ['image', 'an appearance that is no form', 'V5', form('/Type /XObject /Subtype /Image /Width 1 /Height 1')],
  ['base-object', 'a resource of the base', 'V5', form(`${FORM} ${BOX} /Resources << /X 1 0 R >>`)],
  ['absent', 'a resource that is not there', 'V5', form(`${FORM} ${BOX} /Resources << /X FREE 0 R >>`)],
  ['no-box', 'an appearance without bounds (SSA)', 'V10', form(FORM, '1 g 0 0 9999 9999 re f')],
  [
    'box-empty',
    'an appearance with empty bounds (SSA)',
    'V10',
    form(`${FORM} /BBox [0 0 0 0]`, '1 g 0 0 9999 9999 re f'),
  ],
  ['box-words', 'an appearance whose bounds are no numbers', 'V10', form(`${FORM} /BBox [0 0 /a /b]`)],
  ['matrix', 'an appearance turned out of its box', 'V10', form(`${FORM} ${BOX} /Matrix [0 1 -1 0 0 0]`)],
  [
    'matrix-flat',
    'an appearance pressed flat: its bounds have no area',
    'V10',
    form(`${FORM} ${BOX} /Matrix [0 0 0 0 0 0]`),
  ],
  ['aloud', 'an appearance that claims a place in the tags', 'V5', form(`${FORM} ${BOX} /StructParents 0`)],
  ['aloud-one', 'an appearance that claims to be a tag', 'V5', form(`${FORM} ${BOX} /StructParent 0`)],
  [
    'metadata',
    'an appearance with metadata',
    'V5',
    form(`${FORM} ${BOX} /Metadata FREE 0 R`, '', [
      '<< /Type /Metadata /Subtype /XML /Length 4 >>\nstream\n<x/>\nendstream',
    ]),
  ],
  ['pieces', 'private data in the appearance', 'V5', form(`${FORM} ${BOX} /PieceInfo << >>`)],
];

const AGAIN: Row[] = [
  [
    'same-field',
    'a second signature in the same field',
    'V5',
    ({ file, issuer }) => signedWithExtra(file, fieldsIn(file)[0]!, issuer, () => []),
  ],
  [
    'two-in-one',
    'two fields signed in one revision',
    'V5',
    (subject) => {
      const other = fieldsIn(subject.file)[subject.signatures % 3]!;
      return signing((file, free) => [
        ...again(file, other, { V: reference(free) }),
        object(free, writeValue(dictionaryAt(subject.file, numbersOf(subject.file, 'Sig')[0]!))),
      ])(subject);
    },
  ],
  [
    'recycled',
    'the field of one more party leads to the value before (P24)',
    'V5',
    (subject) => {
      // With one signature there is none before: an object of the base stands for it.
      const used = numbersOf(given(subject), 'Sig')[0] ?? 1;
      return edited({ field: (entries) => void entries.set('V', reference(used)) })(subject);
    },
  ],
];

export const SECOND_SIGNER: AttackGroup[] = [
  { title: 'A signer who writes more', attacks: rows('signer-writes', WRITES) },
  { title: 'A signer who changes the field', attacks: rows('signer-field', FIELD) },
  { title: 'A signer who states something else', attacks: rows('signer-value', VALUE) },
  { title: 'A signer who shows something else', attacks: rows('signer-shows', APPEARANCE) },
  { title: 'A signer who signs twice', attacks: rows('signer-again', AGAIN) },
];
