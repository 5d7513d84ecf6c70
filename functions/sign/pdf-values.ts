// The objects of a PDF file as values (ISO 32000-1 7.3), and what can be asked of them.
import { equal } from './bytes.ts';

interface PdfName {
  kind: 'name';
  name: string;
}
/** `start` and `end` delimit the token in the file, brackets included. */
export interface PdfString {
  kind: 'string';
  bytes: Uint8Array;
  start: number;
  end: number;
}
/** Generations other than 0 do not occur in this profile. */
interface PdfReference {
  kind: 'reference';
  number: number;
}
interface PdfStream {
  kind: 'stream';
  dictionary: PdfDictionary;
  data: Uint8Array;
}
export type PdfDictionary = Map<string, PdfValue>;
export type PdfValue =
  | null
  | boolean
  | number
  | PdfName
  | PdfString
  | PdfReference
  | PdfStream
  | PdfValue[]
  | PdfDictionary;

type Kind = 'name' | 'string' | 'reference' | 'stream';

export function isKind<K extends Kind>(
  value: PdfValue | undefined,
  kind: K,
): value is Extract<PdfValue, { kind: K }> {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind;
}

export function isName(value: PdfValue | undefined, name: string): boolean {
  return isKind(value, 'name') && value.name === name;
}

export function sameValue(a: PdfValue | undefined, b: PdfValue | undefined): boolean {
  if (a === undefined || b === undefined || a === null || b === null) return a === b;
  if (typeof a !== 'object' || typeof b !== 'object') return a === b;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((item, i) => sameValue(item, b[i]));
  }
  if (a instanceof Map || b instanceof Map) {
    if (!(a instanceof Map) || !(b instanceof Map) || a.size !== b.size) return false;
    return [...a].every(([key, item]) => b.has(key) && sameValue(item, b.get(key)));
  }
  if (a.kind === 'name') return b.kind === 'name' && a.name === b.name;
  if (a.kind === 'string') return b.kind === 'string' && equal(a.bytes, b.bytes);
  if (a.kind === 'reference') return b.kind === 'reference' && a.number === b.number;
  return b.kind === 'stream' && sameValue(a.dictionary, b.dictionary) && equal(a.data, b.data);
}

/** Calls `visit` for the value itself and for every value inside it; references are not followed. */
export function walk(value: PdfValue, visit: (value: PdfValue) => void): void {
  visit(value);
  if (Array.isArray(value)) for (const item of value) walk(item, visit);
  else if (value instanceof Map) for (const item of value.values()) walk(item, visit);
  else if (isKind(value, 'stream')) walk(value.dictionary, visit);
}

const UTF16 = new TextDecoder('utf-16be', { fatal: true });

/** A text string (ISO 32000-1 7.9.2.2): UTF-16BE with its mark, else the ASCII part of PDFDocEncoding. */
export function textOf(string: PdfString): string {
  const { bytes } = string;
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return UTF16.decode(bytes.subarray(2));
  return String.fromCharCode(...bytes);
}
