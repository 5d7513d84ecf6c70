// Places in a signed file: the objects by what they are, and the tokens of its last signature.
import { isKind, isName, type PdfDictionary, type PdfValue } from '../../../functions/sign/pdf-values.ts';
import { objectsAfter, type Revision, readRevisions } from '../../../functions/sign/revisions.ts';
import { currentValue, latin1 } from '../../sign/attacker.ts';

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

export const numberOf = (value: PdfValue | undefined): number => {
  if (!isKind(value, 'reference')) throw new Error('not a reference');
  return value.number;
};

export const dictionaryAt = (file: Uint8Array, number: number): PdfDictionary => {
  const value = currentValue(file, number);
  const found = isKind(value, 'stream') ? value.dictionary : value;
  if (!(found instanceof Map)) throw new Error(`object ${number} is no dictionary`);
  return new Map(found);
};

// Each of these answers with the number of an object.
type Find = (file: Uint8Array) => number;
export const catalogOf: Find = (file) => numberOf(lastRevision(file).trailer.get('Root'));
export const formOf: Find = (file) => numberOf(dictionaryAt(file, catalogOf(file)).get('AcroForm'));
export const treeOf: Find = (file) => numberOf(dictionaryAt(file, catalogOf(file)).get('Pages'));
export const firstPage: Find = (file) => pagesOf(file)[0]!;
export const lastPage: Find = (file) => pagesOf(file).at(-1)!;
/** The field of the first signer. */
export const firstField: Find = (file) => fieldsIn(file)[0]!;
/** The value of the first signer's field. */
export const firstValue: Find = (file) => numberOf(dictionaryAt(file, firstField(file)).get('V'));
/** What the first signer's field shows. */
export const firstAppearance: Find = (file) =>
  numberOf((dictionaryAt(file, firstField(file)).get('AP') as PdfDictionary).get('N'));
/** The first object of a /Type. */
export const first =
  (type: string): Find =>
  (file) =>
    numbersOf(file, type)[0]!;
/** The first structure element of a kind (/S). */
export const element =
  (kind: string): Find =>
  (file) => {
    for (const [number, value] of objectsAfter(readRevisions(file)))
      if (value instanceof Map && isName(value.get('S'), kind)) return number;
    throw new Error(`no element ${kind}`);
  };
/** The content of a page, counted from 0, or from -1 backwards. */
export const contentOf = (file: Uint8Array, page: number): number =>
  numberOf(dictionaryAt(file, pagesOf(file).at(page)!).get('Contents'));

export const pagesOf = (file: Uint8Array): number[] =>
  (dictionaryAt(file, treeOf(file)).get('Kids') as PdfValue[]).map(numberOf);
export const fieldsIn = (file: Uint8Array): number[] =>
  (dictionaryAt(file, formOf(file)).get('Fields') as PdfValue[]).map(numberOf);
/** The objects of a /Type, in the order of the file. */
export const numbersOf = (file: Uint8Array, type: string): number[] =>
  [...objectsAfter(readRevisions(file))].flatMap(([number, value]) => {
    const dictionary = isKind(value, 'stream') ? value.dictionary : value;
    return dictionary instanceof Map && isName(dictionary.get('Type'), type) ? [number] : [];
  });
/** What a page shows in boxes. */
export const annotationsOf = (file: Uint8Array, page: number): PdfValue[] =>
  (dictionaryAt(file, page).get('Annots') as PdfValue[] | undefined) ?? [];
