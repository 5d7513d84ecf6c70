// What a revision after the base may hold (V5): one signature value for one empty field, and its appearance.
import { checkHarmless, type Field } from './base-rules.ts';
import { boxOf } from './page-rules.ts';
import {
  isKind,
  isName,
  type PdfDictionary,
  type PdfString,
  type PdfValue,
  sameValue,
  walk,
} from './pdf-values.ts';
import type { Revision } from './revisions.ts';
import { must } from './unsound.ts';

export interface Increment {
  field: Field;
  /** The signature dictionary. */
  value: PdfDictionary;
}

/** Octets; eight times what is kept for a CMS. */
const MAX_CONTENTS = 65_536;
const TRAILER_KEYS = ['Size', 'Root', 'Info', 'ID', 'Prev'];
const VALUE_KEYS = [
  'Type',
  'Filter',
  'SubFilter',
  'ByteRange',
  'Contents',
  'M',
  'Name',
  'Reason',
  'Location',
];
/** Nothing that belongs to the document tree has a place under an appearance. */
const FOREIGN_TYPES = [
  'Annot',
  'Page',
  'Pages',
  'Catalog',
  'Sig',
  'DocTimeStamp',
  'Action',
  'ObjStm',
  'XRef',
];

/**
 * `before` holds the objects up to `previous`, `fields` the signature fields of the base.
 * Throws Unsound (V3, V5, V9) when the revision does anything else than sign one of them.
 */
export function checkIncrement(
  revision: Revision,
  previous: Revision,
  before: ReadonlyMap<number, PdfValue>,
  fields: readonly Field[],
): Increment {
  checkTrailer(revision, previous);
  const [changed, ...others] = [...revision.objects.keys()].filter((number) => number < previous.size);
  must(changed !== undefined, 'V5', 'a revision signs no field');
  must(others.length === 0, 'V5', `objects ${[changed, ...others].join(', ')} written again in one revision`);
  const field = fields.find(({ number }) => number === changed);
  must(field, 'V5', `object ${changed} written again, it is no signature field`);
  const { value, form } = checkField(field, before.get(changed), revision.objects.get(changed));

  const added = new Map([...revision.objects].filter(([number]) => number !== changed));
  const dictionary = added.get(value);
  must(dictionary instanceof Map, 'V5', `field ${field.name}: its value is not a new dictionary`);
  added.delete(value);
  checkValue(dictionary);
  checkAppearance(form, added);
  return { field, value: dictionary };
}

export function checkTrailer({ trailer }: Revision, previous: Revision): void {
  const unknown = [...trailer.keys()].find((key) => !TRAILER_KEYS.includes(key));
  must(unknown === undefined, 'V5', `trailer entry /${unknown}`);
  for (const key of ['Root', 'Info']) {
    must(sameValue(trailer.get(key), previous.trailer.get(key)), 'V5', `/${key} of the trailer changed`);
  }
  must(trailer.get('Prev') === previous.xref, 'V3', '/Prev does not lead to the revision before');
  const [id, old] = [trailer.get('ID'), previous.trailer.get('ID')];
  const kept = Array.isArray(id) && Array.isArray(old) && id.length === 2 && sameValue(id[0], old[0]);
  must(kept && isKind(id[1], 'string'), 'V5', '/ID of the trailer changed');
}

/** The field as it was, plus /V, with another /AP; both lead to objects of this revision. */
function checkField(
  { name }: Field,
  was: PdfValue | undefined,
  is: PdfValue | undefined,
): { value: number; form: number } {
  must(was instanceof Map && is instanceof Map, 'V5', `field ${name} is no dictionary`);
  must(!was.has('V'), 'V5', `field ${name} changed after it was signed`);
  const keys = new Set([...was.keys(), ...is.keys()]);
  for (const key of keys) {
    const free = key === 'V' || key === 'AP';
    must(free || sameValue(was.get(key), is.get(key)), 'V5', `field ${name}: entry /${key} changed`);
  }
  const [value, appearance] = [is.get('V'), is.get('AP')];
  const form = appearance instanceof Map && appearance.size === 1 ? appearance.get('N') : undefined;
  must(isKind(value, 'reference'), 'V5', `field ${name} got no value`);
  must(isKind(form, 'reference'), 'V5', `field ${name}: its appearance is not one form`);
  return { value: value.number, form: form.number };
}

/** ISO 32000-1 12.8.1, table 252, and EN 319 142-1 §6.3. */
function checkValue(value: PdfDictionary): void {
  const unknown = [...value.keys()].find((key) => !VALUE_KEYS.includes(key));
  must(unknown === undefined, 'V5', `signature entry /${unknown}`);
  must(isName(value.get('Type'), 'Sig'), 'V5', 'the value is not a signature');
  must(isName(value.get('Filter'), 'Adobe.PPKLite'), 'V8', 'signature filter');
  must(isName(value.get('SubFilter'), 'ETSI.CAdES.detached'), 'V8', 'signature format');
  for (const key of ['M', 'Name', 'Reason', 'Location']) {
    const text = value.get(key);
    const present = isKind(text, 'string');
    must(present || (key === 'Location' && text === undefined), 'V5', `signature entry /${key}`);
  }
}

/** 8.10.2, table 95; what is left out gives the form a place in the tags, data of its own, or another look elsewhere. */
const FORM_KEYS = [
  'Type',
  'Subtype',
  'FormType',
  'BBox',
  'Matrix',
  'Resources',
  'Group',
  'Filter',
  'DecodeParms',
  'Length',
];
const FOREIGN_KEYS = ['StructParent', 'StructParents', 'Metadata'];

/**
 * A reader fits the bounds of the form into the box of the field and shows nothing beyond them (12.5.5, algorithm 8.1).
 * Of bounds that are absent, without an area, or turned, readers make different things.
 */
function checkForm(form: PdfDictionary): void {
  const other = [...form.keys()].find((key) => !FORM_KEYS.includes(key));
  must(other === undefined, 'V5', `entry /${other} of the appearance`);
  must(boxOf(form.get('BBox')), 'V10', 'the appearance has no bounds');
  const matrix = form.get('Matrix') ?? [1, 0, 0, 1, 0, 0];
  const numbers = Array.isArray(matrix) ? matrix.filter((one) => typeof one === 'number') : [];
  const moves = numbers.length === 6 && [1, 0, 0, 1].every((one, i) => numbers[i] === one);
  must(moves, 'V10', 'the appearance is turned or stretched');
}

/** Every object of `added` is the form or a resource it leads to, and leads nowhere else. */
function checkAppearance(form: number, added: ReadonlyMap<number, PdfValue>): void {
  const stream = added.get(form);
  must(isKind(stream, 'stream'), 'V5', 'the appearance is not a new stream');
  must(isName(stream.dictionary.get('Subtype'), 'Form'), 'V5', 'the appearance is not a form');
  checkForm(stream.dictionary);
  const reached = new Set([form]);
  for (const number of reached) {
    const object = added.get(number);
    must(object !== undefined, 'V5', `the appearance leads to object ${number} outside it`);
    walk(object, (value) => {
      checkHarmless(value, added);
      if (isKind(value, 'reference')) reached.add(value.number);
      if (!(value instanceof Map)) return;
      const foreign = FOREIGN_TYPES.find((type) => isName(value.get('Type'), type));
      must(foreign === undefined, 'V5', `an object of type /${foreign} in the appearance`);
      const key = FOREIGN_KEYS.find((one) => value.has(one));
      must(key === undefined, 'V5', `entry /${key} in the appearance`);
    });
  }
  must(reached.size === added.size, 'V5', 'objects that belong to no appearance');
}

/** The covered bytes are all of the revision but the string of Contents: V2, V3 and V4 for one signature. */
export function checkCoverage(value: PdfDictionary, revision: Revision, file: Uint8Array): PdfString {
  const range = value.get('ByteRange');
  must(Array.isArray(range) && range.length === 4, 'V2', 'ByteRange is not four numbers');
  const numbers = range.filter((number): number is number => Number.isInteger(number));
  const [first = 1, length = 0, second = 0, rest = 0] = numbers;
  must(numbers.length === 4 && first === 0 && length > 0 && second > length && rest > 0, 'V2', 'ByteRange');
  must(second + rest === revision.end, 'V3', 'the covered bytes do not end with their revision');
  const contents = value.get('Contents');
  must(isKind(contents, 'string'), 'V2', 'Contents is not a string');
  must(contents.bytes.length <= MAX_CONTENTS, 'V11', `Contents longer than ${MAX_CONTENTS} octets`);
  must(contents.start === length && contents.end === second, 'V4', 'the gap is not the string of Contents');
  // One spelling only, so that not even a letter's case is free; and never a literal string.
  for (let at = length + 1; at < second - 1; at++) {
    const byte = file[at] as number;
    must(
      (byte >= 48 && byte <= 57) || (byte >= 97 && byte <= 102),
      'V4',
      'Contents is not lower-case hexadecimal',
    );
  }
  return contents;
}
