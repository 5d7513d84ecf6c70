// Incremental saving, shadow and annotation attacks: well-formed updates behind a signed file, as any editor writes them.
import { isKind, type PdfDictionary, type PdfValue } from '../../functions/sign/pdf-values.ts';
import { writeValue } from '../../functions/sign/pdf-writer.ts';
import { objectsAfter, readRevisions } from '../../functions/sign/revisions.ts';
import { appended, latin1, object, stream } from '../sign/attacker.ts';
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
  joined,
  lastRevision,
  name,
  numberOf,
  numbersOf,
  pagesOf,
  reference,
  rows,
  text,
  withEntries,
} from './attack.ts';

import { PAINT } from './paint.ts';

type Row = [string, string, Attack['verdict'], Attack['build']];
type Values = Record<string, PdfValue | undefined>;
const map = (entries: Record<string, PdfValue>): PdfDictionary => new Map(Object.entries(entries));

const onCatalog =
  (entries: Values): Attack['build'] =>
  ({ file }) =>
    withEntries(file, catalogOf(file), entries);
const onPage =
  (entries: Values | ((file: Uint8Array) => Values), page = 0): Attack['build'] =>
  ({ file }) =>
    withEntries(file, pagesOf(file).at(page)!, typeof entries === 'function' ? entries(file) : entries);
const onForm =
  (entries: Values): Attack['build'] =>
  ({ file }) =>
    withEntries(file, formOf(file), entries);
/** The field of the first signer, who has signed. */
const onField =
  (entries: Values): Attack['build'] =>
  ({ file }) =>
    withEntries(file, fieldsIn(file)[0]!, entries);
const onSignature =
  (entries: Values): Attack['build'] =>
  ({ file }) =>
    withEntries(file, signatureOf(file), entries);
const signatureOf = (file: Uint8Array) => numberOf(dictionaryAt(file, fieldsIn(file)[0]!).get('V'));
const formAppearanceOf = (file: Uint8Array) =>
  numberOf((dictionaryAt(file, fieldsIn(file)[0]!).get('AP') as PdfDictionary).get('N'));
const onFirst =
  (type: string, entries: Values): Attack['build'] =>
  ({ file }) =>
    withEntries(file, numbersOf(file, type)[0]!, entries);
/** The first structure element with /S `kind`. */
const onElement =
  (kind: string, entries: Values): Attack['build'] =>
  ({ file }) =>
    withEntries(file, elementOf(file, kind), entries);
function elementOf(file: Uint8Array, kind: string): number {
  for (const [number, value] of objectsAfter(readRevisions(file))) {
    const tag = value instanceof Map ? value.get('S') : undefined;
    if (isKind(tag, 'name') && tag.name === kind) return number;
  }
  throw new Error(`no element ${kind}`);
}

/** `objects` from the first free number on, beside those that lead to them. */
const adding =
  (make: (file: Uint8Array, free: number) => [number, string][]): Attack['build'] =>
  ({ file }) =>
    appended(
      file,
      make(file, freeNumber(file)).map(([number, body]) => object(number, body)),
    );
/** An annotation on the first page, in a new object; `more` follow it. */
const annotated = (annotation: string, ...more: string[]): Attack['build'] =>
  adding((file, free) => {
    const page = pagesOf(file)[0]!;
    const annotations = (dictionaryAt(file, page).get('Annots') as PdfValue[] | undefined) ?? [];
    return [
      [page, writeValue(changed(file, page, { Annots: [...annotations, reference(free)] }))],
      [free, annotation.replaceAll('FREE', String(free + 1)).replace('PAGE', String(page))],
      ...more.map((body, i): [number, string] => [free + 1 + i, body]),
    ];
  });
const painted = (content = PAINT) =>
  `<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Length ${content.length} >>\nstream\n${content}\nendstream`;
const streamWith = (
  file: Uint8Array,
  number: number,
  content: string,
  keep = ['Type', 'Subtype', 'BBox'],
) => {
  const old = dictionaryAt(file, number);
  const entries = keep.filter((key) => old.has(key)).map((key) => `/${key} ${writeValue(old.get(key)!)} `);
  return `<< ${entries.join('')}/Length ${content.length} >>\nstream\n${content}\nendstream`;
};
const RECT = '/Rect [60 300 540 500]';

const RAW: Row[] = [
  [
    'objects-only',
    'bare objects behind the end, no table, no trailer (P5)',
    'V3',
    ({ file }) => joined(file, `${contentOf(file, 0)} 0 obj\n${stream(PAINT)}\nendobj\n`),
  ],
  [
    'no-xref',
    'an update without a table (P5)',
    'V2',
    ({ file }) =>
      joined(
        file,
        `${contentOf(file, 0)} 0 obj\n${stream(PAINT)}\nendobj\ntrailer\n<< /Root ${catalogOf(file)} 0 R >>\nstartxref\n0\n%%EOF\n`,
      ),
  ],
  [
    'no-trailer',
    'an update without a trailer (P5)',
    'V3',
    ({ file }) => {
      const whole = latin1(appended(file, [object(contentOf(file, 0), stream(PAINT))]));
      return joined(whole.slice(0, whole.lastIndexOf('trailer\n')));
    },
  ],
  ['comment', 'a comment behind the end (P8)', 'V3', ({ file }) => joined(file, '% a note\n')],
  ['line', 'a line feed behind the end', 'V3', ({ file }) => joined(file, '\n')],
  ['nul', 'a zero octet behind the end', 'V3', ({ file }) => joined(file, '\0')],
  ['eof', 'a second %%EOF', 'V3', ({ file }) => joined(file, '%%EOF\n')],
  [
    'tail',
    'the old end of the file copied behind an unlisted object',
    'V3',
    ({ file }) => joined(file, '9999 0 obj\nnull\nendobj\n', file.subarray(file.length - 40)),
  ],
  ['zip', 'an archive behind the end', 'V3', ({ file }) => joined(file, 'PK\x05\x06', '\0'.repeat(18))],
  ['file', 'the unsigned base behind the end', 'V3', ({ file, base }) => joined(file, base)],
  ['front', 'bytes before the header', 'V2', ({ file }) => joined('\n', file)],
  [
    'front-html',
    'a web page before the header',
    'V2',
    ({ file }) => joined('<html><script>alert(1)</script>', file),
  ],
  ['truncated', 'the last 20 bytes cut off (P17)', 'V3', ({ file }) => file.subarray(0, file.length - 20)],
  ['half', 'cut in half', 'V3', ({ file }) => file.subarray(0, file.length >> 1)],
  [
    'crlf',
    'every line feed has become two characters',
    'V3',
    ({ file }) => joined(latin1(file).replaceAll('\n', '\r\n')),
  ],
  ['empty-update', 'an update of no object', 'V5', ({ file }) => appended(file, [])],
];

const CONTENT: Row[] = [
  [
    'content',
    'other content on the first page (P4)',
    'V5',
    adding((file) => [[contentOf(file, 0), stream(PAINT)]]),
  ],
  [
    'content-last',
    'other content on the last page',
    'V5',
    adding((file) => [[contentOf(file, -1), stream(PAINT)]]),
  ],
  ['content-empty', 'a page without content', 'V5', onPage({ Contents: undefined })],
  [
    'content-more',
    'a second content behind the first',
    'V5',
    adding((file, free) => [
      [
        pagesOf(file)[0]!,
        writeValue(
          changed(file, pagesOf(file)[0]!, { Contents: [reference(contentOf(file, 0)), reference(free)] }),
        ),
      ],
      [free, stream(PAINT)],
    ]),
  ],
  [
    'content-same',
    'the content as it was, written again (P6)',
    'V5',
    ({ file }) => rewritten(file, contentOf(file, 0)),
  ],
  [
    'signature-same',
    'the signature dictionary as it was, written again (P6)',
    'V5',
    ({ file }) => appended(file, [object(signatureOf(file), latin1(rawObject(file, signatureOf(file))))]),
  ],
  ['page-same', 'the page as it was, written again', 'V5', onPage({})],
  ['null', 'the page content is null', 'V5', adding((file) => [[contentOf(file, 0), 'null']])],
  ['resources', 'a page with other resources', 'V5', onPage({ Resources: map({}) })],
  ['rotate', 'a page rotated', 'V5', onPage({ Rotate: 180 })],
  ['crop', 'a page cropped', 'V5', onPage({ CropBox: [0, 400, 595, 842] })],
  ['media', 'a page of another size', 'V5', onPage({ MediaBox: [0, 0, 595, 400] })],
  ['unit', 'a page of another unit (/UserUnit)', 'V5', onPage({ UserUnit: 10 })],
  ['boxes', 'a page with a trim box', 'V5', onPage({ TrimBox: [0, 0, 10, 10] })],
  ['group', 'a page with a transparency group', 'V5', onPage({ Group: map({ S: name('Transparency') }) })],
  ['thumb', 'a page with another picture in the overview', 'V5', onPage({ Thumb: reference(1) })],
  ['duration', 'a page that turns by itself', 'V5', onPage({ Dur: 1 })],
  [
    'page-added',
    'a page added (P9)',
    'V5',
    adding((file, free) => {
      const tree = numberOf(dictionaryAt(file, catalogOf(file)).get('Pages'));
      const pages = pagesOf(file);
      return [
        [
          tree,
          writeValue(
            changed(file, tree, {
              Kids: [reference(free), ...pages.map(reference)],
              Count: pages.length + 1,
            }),
          ),
        ],
        [
          free,
          `<< /Type /Page /Parent ${tree} 0 R /MediaBox [0 0 595 842] /Resources << >> /Contents ${free + 1} 0 R >>`,
        ],
        [free + 1, stream(PAINT)],
      ];
    }),
  ],
  ['page-removed', 'the first page removed', 'V5', withPages((pages) => pages.slice(1))],
  [
    'page-last-removed',
    'the last page, with the signatures, removed',
    'V5',
    withPages((pages) => pages.slice(0, -1)),
  ],
  ['page-order', 'the pages in another order', 'V5', withPages((pages) => pages.toReversed())],
  ['page-twice', 'the first page twice', 'V5', withPages((pages) => [pages[0]!, ...pages])],
  [
    'page-cycle',
    'a page tree that holds itself (P26)',
    'V5',
    ({ file }) => {
      const tree = numberOf(dictionaryAt(file, catalogOf(file)).get('Pages'));
      return withEntries(file, tree, { Kids: [reference(tree)] });
    },
  ],
  ['page-count', 'a page tree that counts wrongly', 'V5', withPages((pages) => pages, 99)],
  [
    'page-tenth',
    'the change is on a page beyond the tenth',
    'V5',
    ({ file }) => {
      const long = withLongTree(file);
      return appended(long, [object(contentOf(file, -1), stream(PAINT))]);
    },
  ],
];

function withPages(order: (pages: number[]) => number[], count?: number): Attack['build'] {
  return ({ file }) => {
    const tree = numberOf(dictionaryAt(file, catalogOf(file)).get('Pages'));
    const pages = order(pagesOf(file));
    return withEntries(file, tree, { Kids: pages.map(reference), Count: count ?? pages.length });
  };
}

/** Twelve pages before those that were there. */
function withLongTree(file: Uint8Array): Uint8Array {
  const tree = numberOf(dictionaryAt(file, catalogOf(file)).get('Pages'));
  const free = freeNumber(file);
  const blank = Array.from({ length: 12 }, (_, i) => free + i);
  const pages = [...blank, ...pagesOf(file)];
  return appended(file, [
    object(tree, writeValue(changed(file, tree, { Kids: pages.map(reference), Count: pages.length }))),
    ...blank.map((number) =>
      object(number, `<< /Type /Page /Parent ${tree} 0 R /MediaBox [0 0 595 842] /Resources << >> >>`),
    ),
  ]);
}

function rawObject(file: Uint8Array, number: number): Uint8Array {
  const whole = latin1(file);
  const start = whole.lastIndexOf(`\n${number} 0 obj\n`) + `\n${number} 0 obj\n`.length;
  return file.subarray(start, whole.indexOf('\nendobj\n', start));
}
const rewritten = (file: Uint8Array, number: number) =>
  appended(file, [{ number, body: rawObject(file, number) }]);

const SHADOW: Row[] = [
  [
    'hide',
    'a form drawn over the text is blanked (P18)',
    'V5',
    ({ file }) =>
      appended(file, [object(formAppearanceOf(file), streamWith(file, formAppearanceOf(file), ''))]),
  ],
  [
    'hide-null',
    "a signer's appearance is freed",
    'V5',
    ({ file }) => appended(file, [object(formAppearanceOf(file), 'null')]),
  ],
  ['replace-font', 'a font with other widths (P19)', 'V5', onFirst('Font', { W: [0, [9]] })],
  [
    'replace-font-file',
    'another font program',
    'V5',
    ({ file }) => {
      const descriptor = numbersOf(file, 'FontDescriptor')[0]!;
      const key = dictionaryAt(file, descriptor).has('FontFile2') ? 'FontFile2' : 'FontFile3';
      return appended(file, [object(numberOf(dictionaryAt(file, descriptor).get(key)), stream('another'))]);
    },
  ],
  [
    'replace-encoding',
    'a font with another encoding',
    'V5',
    ({ file }) => withEntries(file, compositeFont(file), { Encoding: name('Identity-V') }),
  ],
  [
    'replace-cid',
    'a font that shows other glyphs for its codes (CIDToGIDMap)',
    'V5',
    ({ file }) => {
      const font = numbersOf(file, 'Font').find((number) => dictionaryAt(file, number).has('CIDToGIDMap'))!;
      return withEntries(file, font, { CIDToGIDMap: name('Identity') });
    },
  ],
  [
    'to-unicode',
    'what is copied reads otherwise (ToUnicode)',
    'V5',
    ({ file }) =>
      appended(file, [
        object(
          numberOf(dictionaryAt(file, compositeFont(file)).get('ToUnicode')),
          stream('/CIDInit /ProcSet findresource begin'),
        ),
      ]),
  ],
  [
    'to-unicode-gone',
    'what is copied reads as nothing',
    'V5',
    ({ file }) => withEntries(file, compositeFont(file), { ToUnicode: undefined }),
  ],
  [
    'root-swap',
    'the trailer leads to another catalogue, by an update of no other object (P20)',
    'V5',
    ({ file }) => appended(file, [], `${numbersOf(file, 'Pages')[0]} 0 R`),
  ],
  [
    'root-new',
    'the trailer leads to a new catalogue (P20)',
    'V5',
    ({ file }) =>
      appended(
        file,
        [object(freeNumber(file), writeValue(dictionaryAt(file, catalogOf(file))))],
        `${freeNumber(file)} 0 R`,
      ),
  ],
  [
    'root-generation',
    'the trailer leads to the catalogue in another generation',
    'V2',
    ({ file }) => appended(file, [], `${catalogOf(file)} 1 R`),
  ],
  [
    'pages-new',
    'the catalogue leads to another page tree (P21)',
    'V5',
    adding((file, free) => [
      [catalogOf(file), writeValue(changed(file, catalogOf(file), { Pages: reference(free) }))],
      [free, `<< /Type /Pages /Count 1 /Kids [${free + 1} 0 R] >>`],
      [
        free + 1,
        `<< /Type /Page /Parent ${free} 0 R /MediaBox [0 0 595 842] /Resources << >> /Contents ${free + 2} 0 R >>`,
      ],
      [free + 2, stream(PAINT)],
    ]),
  ],
  ['colour', 'another output intent', 'V5', onCatalog({ OutputIntents: [] })],
  [
    'profile',
    'another colour profile',
    'V5',
    ({ file }) => {
      const profile = [...objectsAfter(readRevisions(file)).values()].find(
        (value) => value instanceof Map && value.has('DestOutputProfile'),
      ) as PdfDictionary | undefined;
      const [intent] = profile
        ? [profile]
        : (dictionaryAt(file, catalogOf(file)).get('OutputIntents') as PdfDictionary[]);
      return appended(file, [object(numberOf(intent!.get('DestOutputProfile')), stream(''))]);
    },
  ],
  [
    'sleeping',
    'an object that nothing leads to yet',
    'V5',
    adding((_, free) => [[free, '<< /Type /Page >>']]),
  ],
];
const compositeFont = (file: Uint8Array) =>
  numbersOf(file, 'Font').find((number) => dictionaryAt(file, number).has('ToUnicode'))!;

const FORM: Row[] = [
  [
    'no-form',
    'a catalogue without a form: the signatures deleted (P7)',
    'V5',
    onCatalog({ AcroForm: undefined }),
  ],
  ['no-fields', 'a form without fields', 'V5', onForm({ Fields: [] })],
  [
    'fields-order',
    'the fields in another order',
    'V5',
    ({ file }) => withEntries(file, formOf(file), { Fields: fieldsIn(file).toReversed().map(reference) }),
  ],
  ['flags', 'a form that says it holds no signature', 'V5', onForm({ SigFlags: 0 })],
  [
    'need-appearances',
    'a form that lets the reader draw its fields (/NeedAppearances)',
    'V5',
    onForm({ NeedAppearances: true }),
  ],
  ['xfa', 'a form with XFA', 'V5', onForm({ XFA: text('<xdp/>') })],
  ['cleared', 'the first signature taken out of its field', 'V5', onField({ V: undefined })],
  ['renamed', 'the first field under another name', 'V5', onField({ T: text('governor') })],
  ['retitled', 'the first field described otherwise (/TU)', 'V5', onField({ TU: text('void') })],
  ['moved', 'the first box moved', 'V5', onField({ Rect: [0, 0, 595, 842] })],
  ['hidden', 'the first box hidden', 'V5', onField({ F: 2 })],
  [
    'repainted',
    'the first appearance painted anew (SSA)',
    'V5',
    adding((file, free) => [
      [
        fieldsIn(file)[0]!,
        writeValue(changed(file, fieldsIn(file)[0]!, { AP: map({ N: reference(free) }) })),
      ],
      [free, painted()],
    ]),
  ],
  ['type', 'the first field has become a text field', 'V5', onField({ FT: name('Tx') })],
  ['flag-state', 'the first field shows a state', 'V5', onField({ AS: name('Off') })],
  [
    'empty-field',
    'an unsigned field with a painted appearance (SSA, P23)',
    'V5',
    adding((file, free) => {
      const page = pagesOf(file)[0]!;
      return [
        [
          formOf(file),
          writeValue(changed(file, formOf(file), { Fields: [...fieldsIn(file), free].map(reference) })),
        ],
        [
          page,
          writeValue(
            changed(file, page, {
              Annots: [...((dictionaryAt(file, page).get('Annots') as PdfValue[]) ?? []), reference(free)],
            }),
          ),
        ],
        [
          free,
          `<< /Type /Annot /Subtype /Widget /FT /Sig /T (x) /F 132 /P ${page} 0 R ${RECT} /AP << /N ${free + 1} 0 R >> >>`,
        ],
        [free + 1, painted()],
      ];
    }),
  ],
  [
    'recycled',
    "a second field leads to the first signer's value (P24)",
    'V5',
    adding((file, free) => [
      [
        formOf(file),
        writeValue(changed(file, formOf(file), { Fields: [...fieldsIn(file), free].map(reference) })),
      ],
      [free, `<< /FT /Sig /T (governor) /V ${signatureOf(file)} 0 R >>`],
    ]),
  ],
  [
    'redefined',
    'the signature dictionary states another time and name (P15)',
    'V5',
    onSignature({ M: text('D:20200101000000Z'), Name: text('Governor') }),
  ],
  ['reason', 'the signature dictionary states another reason', 'V5', onSignature({ Reason: text('void') })],
  ['filter', 'the signature asks for another handler', 'V5', onSignature({ Filter: name('Nobody') })],
  [
    'phantom',
    'a signature without a field',
    'V5',
    adding((file, free) => [[free, latin1(rawObject(file, signatureOf(file)))]]),
  ],
  [
    'permissions',
    'the first signature is declared to certify (/Perms)',
    'V5',
    ({ file }) =>
      withEntries(file, catalogOf(file), { Perms: map({ DocMDP: reference(signatureOf(file)) }) }),
  ],
];

const ANNOTATIONS: Row[] = (
  [
    ['stamp', 'a stamp over the text (EAA, P22)', `/Subtype /Stamp /AP << /N FREE 0 R >>`],
    ['free-text', 'a note typed over the text', '/Subtype /FreeText /DA (/Helv 20 Tf) /Contents (PAY 900)'],
    ['highlight', 'a highlight', '/Subtype /Highlight /QuadPoints [60 500 540 500 60 300 540 300]'],
    ['redact', 'a redaction', '/Subtype /Redact /IC [1 1 1] /AP << /N FREE 0 R >>'],
    ['watermark', 'a watermark', '/Subtype /Watermark /AP << /N FREE 0 R >>'],
    ['square', 'a white square', '/Subtype /Square /IC [1 1 1] /AP << /N FREE 0 R >>'],
    ['ink', 'a drawing', '/Subtype /Ink /InkList [[60 300 540 500]]'],
    ['link', 'a link over the page', '/Subtype /Link /A << /S /URI /URI (http://example.test) >>'],
    ['popup', 'a popup', '/Subtype /Popup /Open true'],
    [
      'attachment',
      'an attached file',
      '/Subtype /FileAttachment /FS << /Type /Filespec /F (a.exe) /EF << /F FREE 0 R >> >>',
    ],
    ['screen', 'a screen that plays', '/Subtype /Screen /A << /S /Rendition /OP 0 >>'],
    ['movie', 'a 3D scene', '/Subtype /3D /3DD FREE 0 R'],
    [
      'button',
      'a button with a script',
      '/Subtype /Widget /FT /Btn /T (b) /A << /S /JavaScript /JS (app.alert\\(1\\)) >>',
    ],
    [
      'text-field',
      'a filled text field',
      '/Subtype /Widget /FT /Tx /T (t) /V (PAY 900) /AP << /N FREE 0 R >>',
    ],
  ] as const
).map(
  ([id, title, entries]): Row => [
    id,
    title,
    'V5',
    annotated(`<< /Type /Annot /F 4 /P PAGE 0 R ${RECT} ${entries} >>`, painted()),
  ],
);

const TREE: Row[] = [
  [
    'javascript',
    'a script when the file is opened (P26)',
    'V5',
    onCatalog({ OpenAction: map({ S: name('JavaScript'), JS: text('app.alert(1)') }) }),
  ],
  [
    'names-javascript',
    'a script in the name tree',
    'V5',
    onCatalog({
      Names: map({
        JavaScript: map({ Names: [text('a'), map({ S: name('JavaScript'), JS: text('app.alert(1)') })] }),
      }),
    }),
  ],
  [
    'aa',
    'an action before printing',
    'V5',
    onCatalog({ AA: map({ WP: map({ S: name('JavaScript'), JS: text('1') }) }) }),
  ],
  [
    'page-action',
    'an action when the page is shown',
    'V5',
    onPage({ AA: map({ O: map({ S: name('Launch'), F: text('a.exe') }) }) }),
  ],
  [
    'launch',
    'a program started when the file is opened',
    'V5',
    onCatalog({ OpenAction: map({ S: name('Launch'), F: text('a.exe') }) }),
  ],
  ['embedded', 'an embedded file', 'V5', onCatalog({ Names: map({ EmbeddedFiles: map({ Names: [] }) }) })],
  ['associated', 'an associated file', 'V5', onCatalog({ AF: [] })],
  [
    'layers',
    'layers, one switched off (P26)',
    'V5',
    onCatalog({ OCProperties: map({ OCGs: [], D: map({ BaseState: name('OFF') }) }) }),
  ],
  [
    'layered-page',
    'the content of a page in a layer',
    'V5',
    onPage({ OC: map({ Type: name('OCG'), Name: text('x') }) }),
  ],
  ['collection', 'a portfolio', 'V5', onCatalog({ Collection: map({}) })],
  ['version', 'a later version of the format', 'V5', onCatalog({ Version: name('2.0') })],
  ['extensions', 'an extension of the format', 'V5', onCatalog({ Extensions: map({}) })],
  [
    'viewer',
    'another way to be shown',
    'V5',
    onCatalog({ ViewerPreferences: map({ Direction: name('R2L') }) }),
  ],
  ['labels', 'other page numbers', 'V5', onCatalog({ PageLabels: map({ Nums: [0, map({ St: 9 })] }) })],
  ['outlines', 'another table of contents', 'V5', onCatalog({ Outlines: undefined })],
  ['requirements', 'a requirement of the reader', 'V5', onCatalog({ Requirements: [] })],
  ['pieces', "an application's private data", 'V5', onCatalog({ PieceInfo: map({}) })],
  [
    'store',
    'a security store without a time-stamp',
    'V5',
    adding((file, free) => [
      [catalogOf(file), writeValue(changed(file, catalogOf(file), { DSS: reference(free) }))],
      [free, '<< /Type /DSS /Certs [] /CRLs [] >>'],
    ]),
  ],
];

const READ_ALOUD: Row[] = [
  ['lang', 'another language is claimed (/Lang)', 'V5', onCatalog({ Lang: text('en') })],
  ['untagged', 'the tags are gone', 'V5', onCatalog({ StructTreeRoot: undefined, MarkInfo: undefined })],
  ['unmarked', 'the file says it is not tagged', 'V5', onCatalog({ MarkInfo: map({ Marked: false }) })],
  [
    'actual-text',
    'a paragraph is read aloud otherwise (/ActualText)',
    'V5',
    onElement('P', { ActualText: text('PAY 900') }),
  ],
  ['alt', 'a heading is described otherwise (/Alt)', 'V5', onElement('H1', { Alt: text('void') })],
  ['expansion', 'an abbreviation is read otherwise (/E)', 'V5', onElement('P', { E: text('void') })],
  ['silent', 'a paragraph is read as nothing', 'V5', onElement('P', { K: [] })],
  ['artifact', 'a paragraph is taken for decoration', 'V5', onElement('P', { S: name('Artifact') })],
  [
    'role-map',
    'kinds of tags mean something else',
    'V5',
    onFirst('StructTreeRoot', { RoleMap: map({ P: name('Artifact') }) }),
  ],
  [
    'order',
    'the document is read in another order',
    'V5',
    ({ file }) => {
      const root = elementOf(file, 'Document');
      return withEntries(file, root, { K: (dictionaryAt(file, root).get('K') as PdfValue[]).toReversed() });
    },
  ],
  [
    'parents',
    'text belongs to other tags (ParentTree)',
    'V5',
    ({ file }) => {
      return withEntries(file, numbersOf(file, 'StructTreeRoot')[0]!, { ParentTree: map({ Nums: [] }) });
    },
  ],
  [
    'field-name',
    'the field of a signature is read as another',
    'V5',
    onElement('Form', { Alt: text('void') }),
  ],
];

const METADATA: Row[] = [
  [
    'xmp',
    'other metadata',
    'V5',
    metadata('<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"/>'),
  ],
  [
    'xmp-dtd',
    'metadata with a document type and an external entity (P26)',
    'V5',
    metadata('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'),
  ],
  [
    'xmp-bomb',
    'metadata with entities in entities',
    'V5',
    metadata('<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'),
  ],
  ['xmp-gone', 'the metadata are gone', 'V5', onCatalog({ Metadata: undefined })],
  [
    'info',
    'another title in the information dictionary',
    'V5',
    ({ file }) =>
      withEntries(file, numberOf(lastRevision(file).trailer.get('Info')), { Title: text('void') }),
  ],
  [
    'info-new',
    'the trailer leads to other information',
    'V5',
    ({ file }) => replacedTrailer(file, /\/Info \d+ 0 R/, `/Info ${catalogOf(file)} 0 R`),
  ],
  [
    'id',
    'the identifier of another file',
    'V5',
    ({ file }) => replacedTrailer(file, /\/ID \[<[^>]*>/, '/ID [<00>'),
  ],
  [
    'encrypt',
    'the trailer says that the file is encrypted',
    'V5',
    ({ file }) =>
      replacedTrailer(
        file,
        /\/Prev/,
        '/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <00> /U <00> >> /Prev',
      ),
  ],
  [
    'trailer',
    'an entry more in the trailer',
    'V5',
    ({ file }) => replacedTrailer(file, /\/Prev/, '/Lianqian true /Prev'),
  ],
];
function metadata(xml: string): Attack['build'] {
  return ({ file }) =>
    appended(file, [
      object(
        numbersOf(file, 'Metadata')[0]!,
        `<< /Type /Metadata /Subtype /XML /Length ${xml.length} >>\nstream\n${xml}\nendstream`,
      ),
    ]);
}

/** A last update of no object, with another trailer. */
function replacedTrailer(file: Uint8Array, from: RegExp, to: string): Uint8Array {
  const whole = latin1(appended(file, []));
  const at = whole.lastIndexOf('trailer\n');
  if (!from.test(whole.slice(at))) throw new Error('no such entry');
  return joined(whole.slice(0, at), whole.slice(at).replace(from, to));
}

export const APPENDED: AttackGroup[] = [
  { title: 'Bytes around the file (ISA)', attacks: rows('around', RAW) },
  { title: 'An update that changes pages (ISA)', attacks: rows('page', CONTENT) },
  {
    title: 'An update that wakes or swaps what lies hidden (shadow attacks)',
    attacks: rows('shadow', SHADOW),
  },
  { title: 'An update of fields and signatures (SSA)', attacks: rows('form', FORM) },
  { title: 'An update with annotations (EAA)', attacks: rows('annotation', ANNOTATIONS) },
  { title: 'An update of the document as a whole', attacks: rows('document', TREE) },
  { title: 'An update of what a screen reader reads', attacks: rows('aloud', READ_ALOUD) },
  { title: 'An update of metadata and trailer', attacks: rows('metadata', METADATA) },
];
