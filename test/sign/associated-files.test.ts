// Files in a report of evidence: in it as they came, in one form, and in no other document.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { REPORT_FIELD } from '../../functions/sign/associated-files.ts';
import type { AttachedFile } from '../../functions/sign/attach-files.ts';
import { checkBase } from '../../functions/sign/base-rules.ts';
import { toHex } from '../../functions/sign/bytes.ts';
import type { PdfDictionary, PdfValue } from '../../functions/sign/pdf-values.ts';
import { writeText } from '../../functions/sign/pdf-writer.ts';
import { type Revision, readRevisions } from '../../functions/sign/revisions.ts';
import { addSignatureFields, type SignatureBox } from '../../functions/sign/signature-fields.ts';
import { Unsound } from '../../functions/sign/unsound.ts';
import { verifySignedPdf } from '../../functions/sign/verify.ts';
import { authority, boxes, pledge, signAs, typeset } from './sample-documents.ts';

const box = (field: string): SignatureBox => ({ ...boxes[0]!, field });
const latin = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const digestOf = async (bytes: Uint8Array) =>
  toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', latin(Buffer.from(bytes).toString('latin1')))));

const at = '2026-11-24T02:00:00.000Z';
/** What a reader that guesses would take for the end of the stream, and for another document. */
const HOSTILE =
  '%PDF-1.7\nendstream\nendobj\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n';
const files: AttachedFile[] = [
  {
    name: 'seal-county-1.bin',
    description: '县政府第1次申请的用印凭证',
    at,
    bytes: Uint8Array.from({ length: 256 }, (_, i) => i),
  },
  {
    name: 'scan-enterprise-1.pdf',
    description: '投资运营主体第1次上传的盖章扫描件',
    at,
    bytes: latin(HOSTILE),
  },
];

const report = (carried = files) =>
  addSignatureFields(
    typeset('= 签署证据报告\n正文。\n#pagebreak()\n签名', 'a-2a'),
    [box(REPORT_FIELD)],
    carried,
  );

test('a signed report is sound and tells what it carries, octet for octet', async () => {
  const by = await authority();
  const signed = await signAs(REPORT_FIELD, await report(), by);
  const found = await verifySignedPdf(signed, [by.certificate], { fields: [REPORT_FIELD] });
  const told = await Promise.all(
    [files[1]!, files[0]!].map(async ({ name, bytes }) => ({
      name,
      length: bytes.length,
      sha256: await digestOf(bytes),
    })),
  );
  expect(found).toMatchObject({ verdict: 'sound', files: told });
  expect(Buffer.from(signed).includes(HOSTILE)).toBe(true);
});

test('one octet of what it carries changed, and it is not sound', async () => {
  const by = await authority();
  const signed = await signAs(REPORT_FIELD, await report(), by);
  signed[Buffer.from(signed).indexOf(HOSTILE) + 20]! ^= 1;
  expect(await verifySignedPdf(signed, [by.certificate])).toMatchObject({ verdict: 'unsound', rule: 'V1' });
});

test.each([
  ['of three parties', () => boxes],
  ['of one party', () => [box('enterprise')]],
  ['of a party and the platform', () => [box(REPORT_FIELD), { ...boxes[1]! }]],
])('a document %s carries no file', async (_, fields) => {
  await expect(addSignatureFields(pledge(), fields(), files)).rejects.toEqual(new Unsound('V9', 'entry /AF'));
});

test('a report turned into the document of a party is unsound, in whatever form its files are', async () => {
  const base = Buffer.from(await report()).toString('latin1');
  const renamed = base.replace(/<FEFF0070006C006100740066006F0072006D>/, () =>
    writeText('countydo').toUpperCase(),
  );
  expect(renamed).not.toBe(base);
  const by = await authority();
  const signed = await signAs('countydo', latin(renamed), by);
  const unsound = { verdict: 'unsound', rule: 'V9', detail: 'entry /AF' };
  expect(await verifySignedPdf(signed, [by.certificate])).toEqual(unsound);
});

test('a report without files is what it was before', async () => {
  const text = Buffer.from(await report([])).toString('latin1');
  expect(text).not.toMatch(/EmbeddedFile|Filespec|\/AF|\/Names/);
});

describe('a report is unsound', () => {
  interface Parts {
    revision: Revision;
    catalog: PdfDictionary;
    /** Of the first file by name, the scan. */
    specification: PdfDictionary;
    stream: Extract<PdfValue, { kind: 'stream' }>;
    /** Numbers of these two objects. */
    numbers: { specification: number; stream: number };
    /** /EmbeddedFiles. */
    leaf: PdfDictionary;
  }
  const name = (text: string): PdfValue => ({ kind: 'name', name: text });
  const string = (text: string): PdfValue => ({ kind: 'string', bytes: latin(text), start: 0, end: 0 });
  const reference = (number: number): PdfValue => ({ kind: 'reference', number });
  let frozen: Uint8Array;
  beforeAll(async () => {
    frozen = await report();
  });

  function parts(): Parts {
    const revision = readRevisions(frozen)[0]!;
    const target = (value: PdfValue | undefined) =>
      revision.objects.get((value as { number: number }).number);
    const catalog = target(revision.trailer.get('Root')) as PdfDictionary;
    const first = (catalog.get('AF') as PdfValue[])[0]!;
    const specification = target(first) as PdfDictionary;
    const kept = (specification.get('EF') as PdfDictionary).get('F');
    return {
      revision,
      catalog,
      specification,
      stream: target(kept) as Parts['stream'],
      numbers: {
        specification: (first as { number: number }).number,
        stream: (kept as { number: number }).number,
      },
      leaf: (catalog.get('Names') as PdfDictionary).get('EmbeddedFiles') as PdfDictionary,
    };
  }

  const inPlaceOf = (array: PdfValue | undefined, i: number, value: PdfValue) =>
    (array as PdfValue[]).splice(i, 1, value);
  const params = ({ stream }: Parts) => stream.dictionary.get('Params') as PdfDictionary;

  test.each<[string, string, (parts: Parts) => unknown]>([
    ['whose list of files is empty', 'a list of files that is none', ({ catalog }) => catalog.set('AF', [])],
    [
      'whose files are in another order in the list',
      'files out of order or of one name',
      ({ catalog }) => (catalog.get('AF') as PdfValue[]).reverse(),
    ],
    [
      'that has another tree of names beside',
      'the names of the files',
      ({ catalog }) => (catalog.get('Names') as PdfDictionary).set('Pages', new Map()),
    ],
    [
      'whose names have limits',
      'the names of the files',
      ({ leaf }) => leaf.set('Limits', [string('a'), string('z')]),
    ],
    [
      'whose names lack a file',
      'the names of the files are not those of the list',
      ({ leaf }) => (leaf.get('Names') as PdfValue[]).splice(0, 2),
    ],
    [
      'that calls a file otherwise in the tree of names',
      'the names of the files are not those of the list',
      ({ leaf }) => inPlaceOf(leaf.get('Names'), 0, string('scan-enterprise-9.pdf')),
    ],
    [
      'whose tree of names leads to another file',
      'the names of the files are not those of the list',
      ({ leaf }) => inPlaceOf(leaf.get('Names'), 1, (leaf.get('Names') as PdfValue[])[3]!),
    ],
    [
      'that describes a file in the list itself',
      'a file that is not described',
      ({ catalog, specification }) => inPlaceOf(catalog.get('AF'), 0, specification),
    ],
    [
      'that says more of a file',
      'the description of a file',
      ({ specification }) => specification.set('ID', string('x')),
    ],
    [
      'with a file of no name',
      'a file without a name',
      ({ specification }) => specification.set('F', name('scan')),
    ],
    [
      'with a path for a name',
      'the name of a file',
      ({ specification }) => specification.set('F', string('../scan.pdf')),
    ],
    [
      'with a program in it',
      'the name of a file',
      ({ specification }) => specification.set('F', string('scan.exe')),
    ],
    [
      'with a long name',
      'the name of a file',
      ({ specification }) => specification.set('F', string(`${'a'.repeat(70)}.pdf`)),
    ],
    [
      'with two names for a file',
      'file scan-enterprise-1.pdf has two names',
      ({ specification }) => specification.set('UF', string('scan-enterprise-2.pdf')),
    ],
    [
      'with a file that is no dictionary of one',
      'file scan-enterprise-1.pdf: what it is for',
      ({ specification }) => specification.set('Type', name('F')),
    ],
    [
      'with a file of another relationship',
      'file scan-enterprise-1.pdf: what it is for',
      ({ specification }) => specification.set('AFRelationship', name('Alternative')),
    ],
    [
      'with another file for other systems',
      'file scan-enterprise-1.pdf is not one stream',
      ({ specification }) => (specification.get('EF') as PdfDictionary).set('UF', reference(1)),
    ],
    [
      'with a third name for other systems',
      'file scan-enterprise-1.pdf is not one stream',
      ({ specification, numbers }) =>
        (specification.get('EF') as PdfDictionary).set('DOS', reference(numbers.stream)),
    ],
    [
      'with a file that is no stream',
      'file scan-enterprise-1.pdf is not one stream',
      ({ specification }) =>
        specification.set(
          'EF',
          new Map([
            ['F', reference(1)],
            ['UF', reference(1)],
          ]),
        ),
    ],
    [
      'with a file that has to be unpacked',
      'file scan-enterprise-1.pdf: an entry of its stream',
      ({ stream }) => stream.dictionary.set('Filter', name('FlateDecode')),
    ],
    [
      'with a file of another type than its name',
      'file scan-enterprise-1.pdf: its type',
      ({ stream }) => stream.dictionary.set('Subtype', name('text/html')),
    ],
    [
      'with a stream that is no embedded file',
      'file scan-enterprise-1.pdf: its type',
      ({ stream }) => stream.dictionary.set('Type', name('XObject')),
    ],
    [
      'with a file of another size',
      'file scan-enterprise-1.pdf: its size or date',
      (all) => params(all).set('Size', 1),
    ],
    [
      'with a file of no date',
      'file scan-enterprise-1.pdf: its size or date',
      (all) => params(all).set('ModDate', string('D:2026')),
    ],
    [
      'with more said of the size',
      'file scan-enterprise-1.pdf: its size or date',
      (all) => params(all).set('Mac', new Map()),
    ],
    [
      'whose page shows a file',
      'something else leads to a file',
      ({ catalog, numbers }) => catalog.set('Contents', reference(numbers.stream)),
    ],
    [
      'whose page leads to a description',
      'something else leads to a file',
      ({ catalog, numbers }) => catalog.set('Other', reference(numbers.specification)),
    ],
    [
      'with a script among the names',
      'the names of the files',
      ({ catalog }) => (catalog.get('Names') as PdfDictionary).set('JavaScript', new Map()),
    ],
    [
      'with files of its pages besides',
      'entry /AF',
      ({ revision }) => {
        const pages = [...revision.objects.values()].filter(
          (one) => one instanceof Map && one.has('MediaBox'),
        );
        for (const page of pages) (page as PdfDictionary).set('AF', []);
      },
    ],
  ])('%s: %s', (_, detail, change) => {
    const all = parts();
    change(all);
    expect(() => checkBase(all.revision)).toThrow(new Unsound('V9', detail));
  });

  test('of more than 64 files, or with a description without end', () => {
    const many = parts();
    many.catalog.set(
      'AF',
      Array.from({ length: 65 }, () => reference(many.numbers.specification)),
    );
    expect(() => checkBase(many.revision)).toThrow(new Unsound('V11', 'more than 64 files'));
    const long = parts();
    long.specification.set('Desc', string('x'.repeat(2000)));
    expect(() => checkBase(long.revision)).toThrow('a long description');
  });

  test('of one stream under two names', async () => {
    const scan = files[1]!;
    const revision = readRevisions(await report([scan, { ...scan, name: 'scan-enterprise-2.pdf' }]))[0]!;
    const specifications = [...revision.objects.values()].filter(
      (one) => one instanceof Map && one.has('EF'),
    );
    const [first, second] = specifications as PdfDictionary[];
    second!.set('EF', first!.get('EF')!);
    expect(() => checkBase(revision)).toThrow(new Unsound('V9', 'one stream under two names'));
  });

  test('by such a change alone: unchanged it is sound', () => {
    expect(() => checkBase(parts().revision)).not.toThrow();
  });
});

test.each(['工单.pdf', 'scan.PDF', 'scan.exe', '-scan.pdf', 'a b.pdf'])(
  '%s is no name for a file',
  async (name) => {
    await expect(report([{ ...files[1]!, name }])).rejects.toThrow('V9');
  },
);

test('two files of one name are refused', async () => {
  await expect(report([files[1]!, files[1]!])).rejects.toEqual(
    new Unsound('V9', 'files out of order or of one name'),
  );
});
