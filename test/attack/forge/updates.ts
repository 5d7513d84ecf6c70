// Well-formed updates behind a signed file, as any editor writes them.
import type { PdfDictionary } from '../../../functions/sign/pdf-values.ts';
import { writeValue } from '../../../functions/sign/pdf-writer.ts';
import { appended, latin1, object } from '../../sign/attacker.ts';
import type { Attack } from '../attack.ts';
import { annotationsOf, dictionaryAt, freeNumber } from './places.ts';
import { type Entries, reference } from './values.ts';

/** The dictionary of an object with some entries changed. */
export function changed(file: Uint8Array, number: number, entries: Entries): PdfDictionary {
  const dictionary = dictionaryAt(file, number);
  for (const [key, value] of Object.entries(entries))
    if (value === undefined) dictionary.delete(key);
    else dictionary.set(key, value);
  return dictionary;
}

/** The same, as it is written. */
export const rewritten = (file: Uint8Array, number: number, entries: Entries): string =>
  writeValue(changed(file, number, entries));

/** An update that writes one object again with some entries changed. */
export const withEntries = (file: Uint8Array, number: number, entries: Entries): Uint8Array =>
  appended(file, [object(number, rewritten(file, number, entries))]);

/** The object that `find` finds, written again with some entries changed. */
export const updated =
  (find: (file: Uint8Array) => number, entries: Entries | ((file: Uint8Array) => Entries)): Attack['build'] =>
  ({ file }) =>
    withEntries(file, find(file), typeof entries === 'function' ? entries(file) : entries);

/** A page that shows one box more: its number and what is written for it. */
export const shownOn = (page: number, file: Uint8Array, annotation: number): [number, string] => [
  page,
  rewritten(file, page, { Annots: [...annotationsOf(file, page), reference(annotation)] }),
];

/** Whole objects by their numbers, of which `free` is the first that is not in use. */
export const adding =
  (make: (file: Uint8Array, free: number) => [number, string][]): Attack['build'] =>
  ({ file }) =>
    appended(
      file,
      make(file, freeNumber(file)).map(([number, body]) => object(number, body)),
    );

/** The text of an object, as its last revision has it. */
export function bodyOf(file: Uint8Array, number: number): Uint8Array {
  const whole = latin1(file);
  const start = whole.lastIndexOf(`\n${number} 0 obj\n`) + `\n${number} 0 obj\n`.length;
  return file.subarray(start, whole.indexOf('\nendobj\n', start));
}
/** An object written again, octet by octet as it was. */
export const repeated =
  (find: (file: Uint8Array) => number): Attack['build'] =>
  ({ file }) =>
    appended(file, [{ number: find(file), body: bodyOf(file, find(file)) }]);
