// What one attack is, and what every attacker needs: places in a signed file, and ways to write to it.

import { isKind, isName, type PdfDictionary, type PdfValue } from '../../functions/sign/pdf-values.ts';
import { writeValue } from '../../functions/sign/pdf-writer.ts';
import { objectsAfter, type Revision, readRevisions } from '../../functions/sign/revisions.ts';
import type { Rule } from '../../functions/sign/unsound.ts';
import type { Expectation } from '../../functions/sign/verify.ts';
import { timeStampingAuthority } from '../fakes/time-stamping-authority.ts';
import { appended, currentValue, latin1, object } from '../sign/attacker.ts';
import type { Subject } from './subject.ts';

export interface Attack {
  /** Unique in the corpus; the file's name is made of it. */
  id: string;
  name: string;
  /**
   * The rule that refuses the file. `sound`: the file is true, it only says less than the record does; nobody can see
   * that in the file itself, so the row has a `record` and is refused with it, or its name says what is missing.
   */
  verdict: Rule | 'sound';
  build(subject: Subject): Uint8Array | Promise<Uint8Array>;
  /** What the platform's record says, where the file alone cannot show the attack. */
  record?(subject: Subject): Expectation;
}

export interface AttackGroup {
  title: string;
  attacks: Attack[];
}

type Build = Attack['build'];

/** Rows of a table: id, name, verdict, and how it is done. */
export const rows = (prefix: string, table: [string, string, Attack['verdict'], Build][]): Attack[] =>
  table.map(([id, name, verdict, build]) => ({ id: `${prefix}-${id}`, name, verdict, build }));

/** Whose time-stamps the verifier believes. */
export const clock = timeStampingAuthority({ now: () => new Date('2026-03-01T02:00:07Z') });

export const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');
export const joined = (...parts: (Uint8Array | string)[]): Uint8Array =>
  new Uint8Array(Buffer.concat(parts.map((part) => (typeof part === 'string' ? bytes(part) : part))));

/** The last signature's tokens: [start, end). */
export function lastSignature(file: Uint8Array): Record<'contents' | 'range', [number, number]> {
  const text = latin1(file);
  const contents = text.lastIndexOf('/Contents <') + '/Contents '.length;
  const range = text.lastIndexOf('/ByteRange [') + '/ByteRange '.length;
  return {
    contents: [contents, text.indexOf('>', contents) + 1],
    range: [range, text.indexOf(']', range) + 1],
  };
}

/** `text` over [start, end), filled up with spaces: every offset holds. */
export function over(file: Uint8Array, [start, end]: [number, number], text: string): Uint8Array {
  if (text.length > end - start) throw new Error('longer than its place');
  const copy = file.slice();
  copy.set(bytes(text.padEnd(end - start)), start);
  return copy;
}

export const lastRevision = (file: Uint8Array): Revision => readRevisions(file).at(-1)!;
export const freeNumber = (file: Uint8Array): number => lastRevision(file).size;

export const reference = (number: number): PdfValue => ({ kind: 'reference', number });
export const name = (text: string): PdfValue => ({ kind: 'name', name: text });
export const numberOf = (value: PdfValue | undefined): number => {
  if (!isKind(value, 'reference')) throw new Error('not a reference');
  return value.number;
};

/** Numbers of the objects of a /Type, in the order of the file. */
export function numbersOf(file: Uint8Array, type: string): number[] {
  return [...objectsAfter(readRevisions(file))].flatMap(([number, value]) => {
    const dictionary = isKind(value, 'stream') ? value.dictionary : value;
    return dictionary instanceof Map && isName(dictionary.get('Type'), type) ? [number] : [];
  });
}

export const dictionaryAt = (file: Uint8Array, number: number): PdfDictionary => {
  const value = currentValue(file, number);
  const found = isKind(value, 'stream') ? value.dictionary : value;
  if (!(found instanceof Map)) throw new Error(`object ${number} is no dictionary`);
  return new Map(found);
};

export const catalogOf = (file: Uint8Array): number => numberOf(lastRevision(file).trailer.get('Root'));
export const formOf = (file: Uint8Array): number =>
  numberOf(dictionaryAt(file, catalogOf(file)).get('AcroForm'));
export const pagesOf = (file: Uint8Array): number[] => {
  const tree = dictionaryAt(file, numberOf(dictionaryAt(file, catalogOf(file)).get('Pages')));
  return (tree.get('Kids') as PdfValue[]).map(numberOf);
};
export const contentOf = (file: Uint8Array, page: number): number =>
  numberOf(dictionaryAt(file, pagesOf(file).at(page)!).get('Contents'));
export const fieldsIn = (file: Uint8Array): number[] =>
  (dictionaryAt(file, formOf(file)).get('Fields') as PdfValue[]).map(numberOf);

/** The dictionary of an object with some entries changed; `undefined` takes one away. */
export function changed(
  file: Uint8Array,
  number: number,
  entries: Record<string, PdfValue | undefined>,
): PdfDictionary {
  const dictionary = dictionaryAt(file, number);
  for (const [key, value] of Object.entries(entries))
    if (value === undefined) dictionary.delete(key);
    else dictionary.set(key, value);
  return dictionary;
}

/** An update that writes one object again with some entries changed. */
export const withEntries = (
  file: Uint8Array,
  number: number,
  entries: Record<string, PdfValue | undefined>,
): Uint8Array => appended(file, [object(number, writeValue(changed(file, number, entries)))]);

/** PDF syntax read by nobody: for values that `writeValue` would not write. */
export const text = (words: string): PdfValue => ({ kind: 'string', bytes: bytes(words), start: 0, end: 0 });
