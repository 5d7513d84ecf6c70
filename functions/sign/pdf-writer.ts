// Writes PDF objects and whole revisions: body, cross-reference table, trailer (ISO 32000-1 7.5).
import { ascii, concatenate, toHex } from './bytes.ts';
import { isKind, type PdfDictionary, type PdfValue } from './pdf-values.ts';

/** `body` is the object without its "n 0 obj" frame. */
export interface WrittenObject {
  number: number;
  body: Uint8Array;
}

/** A direct object in PDF syntax; streams are not among them. */
export function writeValue(value: PdfValue): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return writeNumber(value);
  if (Array.isArray(value)) return `[${value.map(writeValue).join(' ')}]`;
  if (value instanceof Map) return writeDictionary(value);
  if (isKind(value, 'name')) return writeName(value.name);
  if (isKind(value, 'string')) return `<${toHex(value.bytes)}>`;
  if (isKind(value, 'reference')) return `${value.number} 0 R`;
  throw new TypeError('a stream is not a direct object');
}

function writeDictionary(dictionary: PdfDictionary): string {
  return `<< ${[...dictionary].map(([key, value]) => `${writeName(key)} ${writeValue(value)}`).join(' ')} >>`;
}

/** 7.3.3: no exponents. Six decimals are a three-hundred-thousandth of a millimetre. */
function writeNumber(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(6).replace(/\.?0+$/, '');
}

/** 7.3.5: anything but regular ASCII characters is written as #xx. */
function writeName(name: string): string {
  return `/${name.replace(/[^!-~]|[#()<>[\]{}/%]/g, (c) => `#${toHex(Uint8Array.of(c.charCodeAt(0)))}`)}`;
}

/** A text string (7.9.2.2) as hexadecimal UTF-16BE with its mark: Chinese without any escaping. */
export function writeText(text: string): string {
  const units = Array.from({ length: text.length }, (_, i) =>
    text.charCodeAt(i).toString(16).padStart(4, '0'),
  );
  return `<feff${units.join('')}>`;
}

/** Where each object's body starts in the file, and the file itself. */
export interface WrittenRevision {
  file: Uint8Array;
  bodyOffsets: Map<number, number>;
}

/**
 * `before` is the header (7.5.2) or the earlier revisions; `trailer` the entries other than /Size.
 * `size` is one more than the highest object number in use.
 */
export function writeRevision(
  before: Uint8Array,
  objects: readonly WrittenObject[],
  size: number,
  trailer: string,
): WrittenRevision {
  const parts: Uint8Array[] = [before];
  const offsets = new Map<number, number>();
  const bodyOffsets = new Map<number, number>();
  let at = before.length;
  const put = (...pieces: Uint8Array[]) => {
    for (const piece of pieces) {
      parts.push(piece);
      at += piece.length;
    }
  };
  for (const { number, body } of objects) {
    offsets.set(number, at);
    put(ascii(`${number} 0 obj\n`));
    bodyOffsets.set(number, at);
    put(body, ascii('\nendobj\n'));
  }
  const xref = at;
  put(ascii(`${writeTable(offsets)}trailer\n<< /Size ${size} ${trailer} >>\nstartxref\n${xref}\n%%EOF\n`));
  return { file: concatenate(...parts), bodyOffsets };
}

/** 7.5.4: entries of exactly 20 bytes; object 0, the head of the free list, stands in the base only. */
function writeTable(offsets: ReadonlyMap<number, number>): string {
  const entries = new Map<number, string>();
  if (offsets.has(1)) entries.set(0, '0000000000 65535 f \n');
  for (const number of [...offsets.keys()].sort((a, b) => a - b)) {
    entries.set(number, `${String(offsets.get(number)).padStart(10, '0')} 00000 n \n`);
  }
  const sections: { first: number; lines: string[] }[] = [];
  for (const [number, line] of entries) {
    const last = sections.at(-1);
    if (last && last.first + last.lines.length === number) last.lines.push(line);
    else sections.push({ first: number, lines: [line] });
  }
  return `xref\n${sections.map(({ first, lines }) => `${first} ${lines.length}\n${lines.join('')}`).join('')}`;
}
