// Reads one PDF object without any tolerance: what two readers could take differently is refused.
import { ascii, asciiAt } from './bytes.ts';
import type { PdfDictionary, PdfValue } from './pdf-values.ts';
import { must, Unsound } from './unsound.ts';

/** Nesting of arrays and dictionaries within one object. */
const MAX_DEPTH = 32;
/** Characters of a name as it is written (ISO 32000-1 annex C: 127 octets, each written with three at most). */
const MAX_NAME = 381;
/** Characters of a number or a word: ten times any. */
const MAX_WORD = 64;
/** Octets of a string, as many as a signature may have; and of all strings of one file, hundreds of times those of a plan. */
const MAX_STRING = 65_536;
const MAX_STRINGS = 4 * 1024 * 1024;
/** Values in one file: twenty times those of a plan. A dictionary or a string takes the memory of several others. */
const MAX_VALUES = 400_000;
const HEAVY = 3;
const REFERENCE_END = ascii(' 0 R');
const STREAM = ascii('\nstream\n');
const ENDSTREAM = ascii('\nendstream');
const ESCAPES: Readonly<Record<string, number>> = {
  n: 10,
  r: 13,
  t: 9,
  b: 8,
  f: 12,
  '(': 40,
  ')': 41,
  '\\': 92,
};

const isSpace = (byte: number) =>
  byte === 32 || byte === 10 || byte === 13 || byte === 9 || byte === 12 || byte === 0;
/** By byte: 1 for what ends a word (7.2.2, table 2). Asked for every byte of a file. */
const DELIMITER = new Uint8Array(256);
for (const byte of ascii('()<>[]{}/%')) DELIMITER[byte] = 1;
const isDelimiter = (byte: number) => DELIMITER[byte] === 1;
const isDigit = (byte: number) => byte >= 48 && byte <= 57;

/** What a hexadecimal digit stands for; NaN for any other byte. */
function nibble(byte: number): number {
  if (isDigit(byte)) return byte - 48;
  const letter = byte | 0x20;
  return letter >= 97 && letter <= 102 ? letter - 87 : Number.NaN;
}

/** What may still be read; the readers of one file share it. */
interface Budget {
  values: number;
  /** Octets of strings. */
  octets: number;
}

export const readingBudget = (): Budget => ({ values: MAX_VALUES, octets: MAX_STRINGS });

/** A place in a file from which objects are read; `at` moves forward only. */
export class PdfReader {
  constructor(
    private readonly file: Uint8Array,
    public at: number,
    private readonly budget = readingBudget(),
  ) {}

  /** Takes exactly `text` at this place. */
  take(text: string): void {
    const found = asciiAt(this.file, this.at, this.at + text.length);
    must(found === text, 'V2', `expected ${JSON.stringify(text)} at byte ${this.at}`);
    this.at += text.length;
  }

  /** A dictionary or any other direct object (ISO 32000-1 7.3). */
  value(depth = 0): PdfValue {
    must(depth <= MAX_DEPTH, 'V11', `objects nested deeper than ${MAX_DEPTH}`);
    this.skipSpace();
    const byte = this.peek();
    this.budget.values -= byte === 0x28 || byte === 0x3c ? HEAVY : 1;
    must(this.budget.values >= 0, 'V11', `more than ${MAX_VALUES} values`);
    if (byte === 0x2f) return { kind: 'name', name: this.name() };
    if (byte === 0x28) return this.literalString();
    if (byte === 0x5b) return this.array(depth);
    if (byte === 0x3c) return this.peek(1) === 0x3c ? this.dictionary(depth) : this.hexString();
    const start = this.at;
    const word = this.word(MAX_WORD);
    if (word === 'true') return true;
    if (word === 'false') return false;
    if (word === 'null') return null;
    must(/^[+-]?(\d+\.?\d*|\.\d+)$/.test(word), 'V2', `no object at byte ${start}`);
    if (/^[1-9]\d*$/.test(word) && this.takeReferenceEnd())
      return { kind: 'reference', number: Number(word) };
    return Number(word);
  }

  /** A direct object, or a stream: only an indirect object may be one (7.3.8). */
  valueOrStream(): PdfValue {
    const value = this.value();
    if (!(value instanceof Map) || !this.startsWith(STREAM)) return value;
    const length = value.get('Length');
    const start = this.at + STREAM.length;
    must(
      typeof length === 'number' && Number.isInteger(length) && length >= 0,
      'V2',
      `stream length at ${start}`,
    );
    must(start + length <= this.file.length, 'V2', `stream at ${start} longer than the file`);
    this.at = start + length;
    must(this.startsWith(ENDSTREAM), 'V2', `stream at ${start} does not end where its Length says`);
    this.at += ENDSTREAM.length;
    return { kind: 'stream', dictionary: value, data: this.file.subarray(start, start + length) };
  }

  private peek(ahead = 0): number {
    const byte = this.file[this.at + ahead];
    if (byte === undefined) throw new Unsound('V2', 'the file ends inside an object');
    return byte;
  }

  private startsWith(bytes: Uint8Array): boolean {
    for (let i = 0; i < bytes.length; i++) if (this.file[this.at + i] !== bytes[i]) return false;
    return true;
  }

  private skipSpace(): void {
    while (isSpace(this.peek())) this.at++;
  }

  /** Counted before it is made: a text of 31 MB would be held twice over. */
  private word(longest: number): string {
    const start = this.at;
    while (!isSpace(this.peek()) && !isDelimiter(this.peek())) {
      this.at++;
      must(this.at - start <= longest, 'V11', `a name or number longer than ${longest} characters`);
    }
    return asciiAt(this.file, start, this.at);
  }

  private spend(octets: number): void {
    must(octets <= MAX_STRING, 'V11', `a string longer than ${MAX_STRING} octets`);
    this.budget.octets -= octets;
    must(this.budget.octets >= 0, 'V11', `more than ${MAX_STRINGS} octets of strings`);
  }

  /** After an integer: " 0 R" makes it a reference (7.3.10). */
  private takeReferenceEnd(): boolean {
    if (!this.startsWith(REFERENCE_END)) return false;
    const next = this.peek(4);
    if (!isSpace(next) && !isDelimiter(next)) return false;
    this.at += 4;
    return true;
  }

  private name(): string {
    this.at++;
    return this.word(MAX_NAME).replace(/#(.{0,2})/g, (_, hex: string) => {
      must(/^[0-9a-fA-F]{2}$/.test(hex) && hex !== '00', 'V2', `escape in a name before byte ${this.at}`);
      return String.fromCharCode(Number.parseInt(hex, 16));
    });
  }

  private array(depth: number): PdfValue[] {
    this.at++;
    const items: PdfValue[] = [];
    for (;;) {
      this.skipSpace();
      if (this.peek() === 0x5d) break;
      items.push(this.value(depth + 1));
    }
    this.at++;
    return items;
  }

  private dictionary(depth: number): PdfDictionary {
    this.at += 2;
    const entries: PdfDictionary = new Map();
    for (;;) {
      this.skipSpace();
      if (this.peek() === 0x3e) break;
      must(this.peek() === 0x2f, 'V2', `dictionary key at byte ${this.at}`);
      const key = this.name();
      // 7.3.7: no two entries with one key; readers differ in which of them they take.
      must(!entries.has(key), 'V2', `key /${key} twice in one dictionary`);
      entries.set(key, this.value(depth + 1));
    }
    this.take('>>');
    return entries;
  }

  private hexString(): PdfValue {
    const start = this.at;
    const close = this.file.indexOf(0x3e, start);
    must(close > 0, 'V2', 'the file ends inside a string');
    this.spend((close - start - 1) / 2);
    const bytes = new Uint8Array(Math.floor((close - start - 1) / 2));
    let sound = start + 1 + 2 * bytes.length === close;
    for (let i = 0; i < bytes.length; i++) {
      const octet = 16 * nibble(this.peek(1 + 2 * i)) + nibble(this.peek(2 + 2 * i));
      sound &&= octet >= 0;
      bytes[i] = octet;
    }
    must(sound, 'V2', `hexadecimal string at byte ${start}`);
    this.at = close + 1;
    return { kind: 'string', bytes, start, end: this.at };
  }

  private literalString(): PdfValue {
    const start = this.at++;
    const octets: number[] = [];
    for (let open = 1; ; this.at++) {
      const byte = this.peek();
      if (byte === 0x28) open++;
      if (byte === 0x29 && --open === 0) break;
      must(octets.length <= MAX_STRING, 'V11', `a string longer than ${MAX_STRING} octets`);
      if (byte === 0x5c) this.escape(octets);
      // 7.3.4.2: an end of line within a string is read as one line feed.
      else if (byte === 13) {
        octets.push(10);
        if (this.peek(1) === 10) this.at++;
      } else octets.push(byte);
    }
    this.spend(octets.length);
    this.at++;
    return { kind: 'string', bytes: Uint8Array.from(octets), start, end: this.at };
  }

  /** Stands on a backslash, leaves on the last byte of the escape sequence (7.3.4.2, table 3). */
  private escape(octets: number[]): void {
    const next = this.peek(1);
    this.at++;
    if (isDigit(next)) {
      const digits = /^[0-7]{1,3}/.exec(asciiAt(this.file, this.at, this.at + 3))?.[0];
      must(digits, 'V2', `escape in a string at byte ${this.at}`);
      octets.push(Number.parseInt(digits, 8) & 0xff);
      this.at += digits.length - 1;
    } else if (next === 13 || next === 10) {
      if (next === 13 && this.peek(1) === 10) this.at++;
    } else octets.push(ESCAPES[String.fromCharCode(next)] ?? next);
  }
}
