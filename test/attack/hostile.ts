// Files made to cost a verifier its time and its memory: no signer is needed for any of them.
import { deflateSync } from 'node:zlib';
import { bytes, joined } from './forge/places.ts';

export interface Bomb {
  name: string;
  /** The rule that ends it; V6: harmless to us, and signed by nobody. */
  rule: string;
  /** Takes seconds to be made: for `bombs.ts` only. */
  heavy?: true;
  build(): Uint8Array;
}

const HEADER = joined('%PDF-1.7\n%', Uint8Array.of(0xe2, 0xe3, 0xcf, 0xd3), '\n');
const MEGABYTE = 1024 * 1024;
const TRAILER = '/Root 1 0 R /ID [<00> <00>]';
const BASE = [
  '<< /Type /Catalog /Pages 2 0 R /AcroForm 4 0 R >>',
  '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
  '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Annots [5 0 R] /Contents 6 0 R >>',
  '<< /Fields [5 0 R] /SigFlags 3 >>',
  '<< /Type /Annot /Subtype /Widget /FT /Sig /T (drc) /TU (drc) /Rect [9 9 99 99] /F 132 /P 3 0 R >>',
];
/** A base of one page whose object 6 is `content`; `more` follow it. */
function document(content: string | Uint8Array, more: string[] = []): Uint8Array {
  return written([...BASE, content, ...more]);
}
/** As our writer does it, which is not made for a million objects. */
function written(bodies: readonly (string | Uint8Array)[]): Uint8Array {
  let at = HEADER.length;
  const lines = ['0000000000 65535 f '];
  const parts: Uint8Array[] = [HEADER];
  for (const [i, body] of bodies.entries()) {
    const part = joined(`${i + 1} 0 obj\n`, body, '\nendobj\n');
    lines.push(`${String(at).padStart(10, '0')} 00000 n `);
    parts.push(part);
    at += part.length;
  }
  const size = bodies.length + 1;
  const end = `xref\n0 ${size}\n${lines.join('\n')}\ntrailer\n<< /Size ${size} ${TRAILER} >>\nstartxref\n${at}\n%%EOF\n`;
  return new Uint8Array(Buffer.concat([...parts, bytes(end)]));
}
const stream = (data: Uint8Array, entries = ''): Uint8Array =>
  joined(`<< ${entries}/Length ${data.length} >>\nstream\n`, data, '\nendstream');
const repeated = (count: number, make: (i: number) => string): string[] =>
  Array.from({ length: count }, (_, i) => make(i));
/** Updates of no object, one behind the other. */
function updates(count: number): Uint8Array {
  let file = document('null');
  for (let i = 0; i < count; i++) {
    const at = file.length;
    const previous = Number(
      /startxref\n(\d+)\n%%EOF\n$/.exec(Buffer.from(file.subarray(-40)).toString('latin1'))![1],
    );
    file = joined(
      file,
      `xref\ntrailer\n<< /Size 7 ${TRAILER} /Prev ${previous} >>\nstartxref\n${at}\n%%EOF\n`,
    );
  }
  return file;
}
/** A file that is a table and no more, which says that it has `count` objects. */
const table = (head: string, entries: string): Uint8Array => {
  const at = HEADER.length;
  return joined(HEADER, `xref\n${head}\n${entries}trailer\n<< /Size 9 >>\nstartxref\n${at}\n%%EOF\n`);
};

export const BOMBS: Bomb[] = [
  { name: '22 MB of zeros', heavy: true, rule: 'V3', build: () => new Uint8Array(22 * MEGABYTE) },
  { name: '23 MB of zeros', heavy: true, rule: 'V11', build: () => new Uint8Array(23 * MEGABYTE) },
  {
    name: '21 MB of line feeds before the end',
    heavy: true,
    rule: 'V2',
    build: () => joined(HEADER, '\n'.repeat(21 * MEGABYTE), 'startxref\n15\n%%EOF\n'),
  },
  {
    name: 'a page that inflates to a gigabyte',
    heavy: true,
    rule: 'V6',
    build: () => document(stream(deflateSync(new Uint8Array(1024 * MEGABYTE)), '/Filter /FlateDecode ')),
  },
  {
    name: 'a page deflated twice',
    heavy: true,
    rule: 'V6',
    build: () =>
      document(
        stream(
          deflateSync(deflateSync(new Uint8Array(256 * MEGABYTE))),
          '/Filter [/FlateDecode /FlateDecode] ',
        ),
      ),
  },
  {
    name: 'a hundred thousand arrays in each other',
    rule: 'V11',
    build: () => document('['.repeat(100_000) + ']'.repeat(100_000)),
  },
  {
    name: 'a hundred thousand dictionaries in each other',
    rule: 'V11',
    build: () => document(`${'<</A'.repeat(100_000)} null${'>>'.repeat(100_000)}`),
  },
  {
    name: 'an array of ten million numbers',
    heavy: true,
    rule: 'V11',
    build: () => document(`[${'0 '.repeat(10 * MEGABYTE)}]`),
  },
  {
    name: 'ten million empty arrays',
    heavy: true,
    rule: 'V11',
    build: () => document(`[${'[]'.repeat(10_000_000)}]`),
  },
  {
    name: 'five million empty dictionaries',
    heavy: true,
    rule: 'V11',
    build: () => document(`[${'<<>>'.repeat(5_000_000)}]`),
  },
  {
    name: 'five million strings',
    heavy: true,
    rule: 'V11',
    build: () => document(`[${'<00>'.repeat(5_000_000)}]`),
  },
  {
    name: 'a hundred strings of 60 kB',
    rule: 'V11',
    build: () => document(`[${`(${'a'.repeat(60_000)})`.repeat(100)}]`),
  },
  {
    name: 'a dictionary of a million keys',
    heavy: true,
    rule: 'V11',
    build: () => document(`<<${repeated(1_000_000, (i) => `/k${i} 0`).join('')}>>`),
  },
  {
    name: 'a literal string of 21 MB',
    heavy: true,
    rule: 'V11',
    build: () => document(`(${'a'.repeat(21 * MEGABYTE)})`, ['null']),
  },
  {
    name: 'a literal string of ten million escapes',
    heavy: true,
    rule: 'V11',
    build: () => document(`(${'\\a'.repeat(10 * MEGABYTE)})`, ['null']),
  },
  {
    name: 'a literal string that never ends',
    heavy: true,
    rule: 'V11',
    build: () => document(`(${'('.repeat(21 * MEGABYTE)}`),
  },
  {
    name: 'a hexadecimal string of 21 MB',
    heavy: true,
    rule: 'V11',
    build: () => document(`<${'00'.repeat(10 * MEGABYTE)}>`, ['null']),
  },
  {
    name: 'ten million hexadecimal strings begun',
    heavy: true,
    rule: 'V11',
    build: () => document('<0'.repeat(10 * MEGABYTE)),
  },
  {
    name: 'a name of 21 MB',
    heavy: true,
    rule: 'V11',
    build: () => document(`/${'n'.repeat(21 * MEGABYTE)}`, ['null']),
  },
  {
    name: 'a name of seven million escapes',
    heavy: true,
    rule: 'V11',
    build: () => document(`/${'#41'.repeat(7_000_000)}`, ['null']),
  },
  {
    name: 'a number of 21 MB',
    heavy: true,
    rule: 'V11',
    build: () => document('1'.repeat(21 * MEGABYTE), ['null']),
  },
  {
    name: 'ninety thousand objects that nothing leads to',
    rule: 'V9',
    build: () =>
      document(
        'null',
        repeated(90_000, () => 'null'),
      ),
  },
  {
    name: 'a hundred and ten thousand objects',
    rule: 'V11',
    build: () =>
      document(
        'null',
        repeated(110_000, () => 'null'),
      ),
  },
  {
    name: 'half a million objects',
    heavy: true,
    rule: 'V11',
    build: () =>
      document(
        'null',
        repeated(500_000, () => '0'),
      ),
  },
  {
    name: 'a chain of ninety thousand references',
    rule: 'V9',
    build: () =>
      document(
        '[7 0 R]',
        repeated(90_000, (i) => `[${i + 8} 0 R]`),
      ),
  },
  {
    name: 'forty thousand dictionaries that share forty thousand annotations',
    rule: 'V9',
    build: () =>
      document('null', [
        `[${'<</Subtype/Widget>>'.repeat(40_000)}]`,
        ...repeated(40_000, () => '<</Annots 7 0 R>>'),
      ]),
  },
  {
    name: 'forty thousand dictionaries that share attributes of a hundred thousand',
    rule: 'V9',
    build: () =>
      document('null', [`[${'null '.repeat(100_000)}]`, ...repeated(40_000, () => '<</A 7 0 R>>')]),
  },
  { name: 'ninety thousand fields', rule: 'V11', build: () => fields(90_000) },
  { name: 'a page tree of ninety thousand levels', heavy: true, rule: 'V11', build: () => pages() },
  { name: 'a table that says ten million objects', rule: 'V11', build: () => table('0 9999999', '') },
  {
    name: 'a table of a million entries',
    heavy: true,
    rule: 'V11',
    build: () => table('0 1000000', '0000000000 65535 f \n'.repeat(1_000_000)),
  },
  {
    name: 'a table of a hundred thousand subsections',
    rule: 'V3',
    build: () => table(repeated(100_000, (i) => `${2 * i + 1} 1\n0000000015 00000 n `).join('\n'), ''),
  },
  {
    name: 'a /Size of nine million',
    rule: 'V3',
    build: () => joined(Buffer.from(document('null')).toString('latin1').replace('/Size 7', '/Size 9000000')),
  },
  { name: 'sixteen updates', rule: 'V11', build: () => updates(16) },
  {
    name: 'a hundred thousand updates',
    rule: 'V2',
    build: () =>
      joined(
        document('null'),
        'xref\ntrailer\n<< /Size 7 >>\nstartxref\n0\n%%EOF\n'.repeat(100_000),
        updates(16),
      ),
  },
  {
    name: 'noise',
    rule: 'V3',
    build: () => Uint8Array.from({ length: 4 * MEGABYTE }, (_, i) => Math.imul(i, 2654435761) >>> 24),
  },
];

function fields(count: number): Uint8Array {
  const [catalog, tree, page, , field] = BASE as [string, string, string, string, string];
  const form = `<< /Fields [${'5 0 R '.repeat(count)}] /SigFlags 3 >>`;
  return written([catalog, tree, page, form, field, 'null']);
}
function pages(): Uint8Array {
  const levels = repeated(
    90_000,
    (i) => `<< /Type /Pages /Parent ${i === 0 ? 2 : i + 6} 0 R /Count 1 /Kids [${i + 8} 0 R] >>`,
  );
  const last = `<< /Type /Page /Parent ${90_006} 0 R /MediaBox [0 0 9 9] >>`;
  return written([
    BASE[0]!,
    '<< /Type /Pages /Count 2 /Kids [3 0 R 7 0 R] >>',
    ...BASE.slice(2),
    'null',
    ...levels,
    last,
  ]);
}
