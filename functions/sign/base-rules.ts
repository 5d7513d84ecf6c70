// What the base revision may hold (V9), and where its signature fields are.
import { isKind, isName, type PdfDictionary, type PdfValue, textOf, walk } from './pdf-values.ts';
import type { Revision } from './revisions.ts';
import { must } from './unsound.ts';

/**
 * Keys that make a reader do something, show something else later, or look outside the file: actions and
 * scripts (ISO 32000-1 12.6), attachments (7.11.4), layers (8.11), XFA (12.7.8), encryption (7.6).
 */
const FORBIDDEN_KEYS = new Set([
  'AA',
  'OpenAction',
  'JS',
  'JavaScript',
  'URI',
  'EmbeddedFiles',
  'EF',
  'AF',
  'OCProperties',
  'OC',
  'XFA',
  'NeedAppearances',
  'Encrypt',
  'RichMediaContent',
  'Collection',
  'Alternates',
  'OPI',
  'PS',
]);
/** The kinds of action (12.6.4, table 198; ISO 32000-2 adds two): none has a place here, not even that of a link. */
const ACTIONS = new Set([
  'GoTo',
  'GoToR',
  'GoToE',
  'GoToDp',
  'Launch',
  'Thread',
  'URI',
  'Sound',
  'Movie',
  'Hide',
  'Named',
  'SubmitForm',
  'ResetForm',
  'ImportData',
  'JavaScript',
  'SetOCGState',
  'Rendition',
  'Trans',
  'GoTo3DView',
  'RichMediaExecute',
]);

export interface Field {
  number: number;
  name: string;
  dictionary: PdfDictionary;
}

/** Throws Unsound (V2, V9) when the first revision is not a document this profile would issue. */
export function checkBase(base: Revision | undefined): asserts base is Revision {
  must(base, 'V2', 'the file has no revision');
  must(base.trailer.get('Prev') === undefined, 'V3', 'the base points to an earlier revision');
  const trailerKeys = [...base.trailer.keys()].filter((key) => !['Size', 'Root', 'Info', 'ID'].includes(key));
  must(trailerKeys.length === 0, 'V9', `trailer entry /${trailerKeys[0]}`);
  const { objects } = base;
  for (const object of objects.values()) walk(object, (value) => checkHarmless(value, objects));
}

/**
 * Shared by the base and the appearances that signatures add; `objects` are those that a reference may lead to.
 * /Type is optional in actions and annotations (12.6.2, 12.5.2), so they are known by what they cannot do without:
 * an action by its /S or by hanging on /A, an annotation by its /Rect or by hanging on /Annots.
 */
export function checkHarmless(value: PdfValue, objects: ReadonlyMap<number, PdfValue>): void {
  if (isKind(value, 'stream')) must(!value.dictionary.has('F'), 'V9', 'a stream kept in another file');
  if (!(value instanceof Map)) return;
  for (const key of value.keys()) must(!FORBIDDEN_KEYS.has(key), 'V9', `entry /${key}`);
  for (const key of ['Type', 'Subtype', 'S'])
    must(!isKind(value.get(key), 'reference'), 'V9', `/${key} in another object`);
  const [type, kind] = [value.get('Type'), value.get('S')];
  const acts = isName(type, 'Action') || (isKind(kind, 'name') && ACTIONS.has(kind.name));
  must(!acts, 'V9', 'an action');
  // A structure element has an /A as well: attributes, which name their owner (14.7.5.1, table 327).
  for (const hung of entriesOf(value.get('A'), objects))
    must(!(hung instanceof Map) || isKind(hung.get('O'), 'name'), 'V9', 'an action');
  if (isName(type, 'Annot') || value.has('Rect')) checkAnnotation(value);
  for (const annotation of entriesOf(value.get('Annots'), objects)) checkAnnotation(annotation);
}

function checkAnnotation(value: PdfValue | undefined): void {
  const isField = value instanceof Map && isName(value.get('Subtype'), 'Widget');
  must(isField, 'V9', 'an annotation other than the box of a field');
}

/** The value itself or, of an array, its elements, wherever they stand. */
function entriesOf(
  value: PdfValue | undefined,
  objects: ReadonlyMap<number, PdfValue>,
): (PdfValue | undefined)[] {
  if (value === undefined) return [];
  const target = (from: PdfValue) => (isKind(from, 'reference') ? objects.get(from.number) : from);
  const found = target(value);
  return Array.isArray(found) ? found.map(target) : [found];
}

/** The signature fields of the form, in its order; every field of the form must be one. */
export function fieldsOf(base: Revision): Field[] {
  const dictionaryOf = (value: PdfValue | undefined, what: string): PdfDictionary => {
    const target = isKind(value, 'reference') ? base.objects.get(value.number) : value;
    must(target instanceof Map, 'V2', `${what} is missing`);
    return target;
  };
  const form = dictionaryOf(
    dictionaryOf(base.trailer.get('Root'), 'the catalog').get('AcroForm'),
    'the form',
  );
  must(form.get('SigFlags') === 3, 'V2', 'SigFlags is not 3');
  const references = form.get('Fields');
  must(Array.isArray(references), 'V2', 'the form has no fields');
  const fields = references.map((reference) => {
    must(isKind(reference, 'reference'), 'V2', 'a field is not an indirect object');
    const dictionary = dictionaryOf(reference, 'a field');
    const title = dictionary.get('T');
    must(isName(dictionary.get('FT'), 'Sig') && isKind(title, 'string'), 'V2', 'not a signature field');
    must(!dictionary.has('V') && !dictionary.has('Kids'), 'V2', 'a field of the base is not empty');
    return { number: reference.number, name: textOf(title), dictionary };
  });
  must(new Set(fields.map(({ name }) => name)).size === fields.length, 'V6', 'two fields of one name');
  return fields;
}

/** V10: the boxes, fixed in the base, are apart from each other. */
export function checkBoxes(fields: readonly Field[]): void {
  const boxes = fields.map(({ name, dictionary }) => {
    const [page, rect] = [dictionary.get('P'), dictionary.get('Rect')];
    const numbers = Array.isArray(rect) ? rect.filter((side) => typeof side === 'number') : [];
    must(isKind(page, 'reference') && numbers.length === 4, 'V2', `field ${name} has no place`);
    const [left = 0, bottom = 0, right = 0, top = 0] = numbers;
    must(left < right && bottom < top, 'V10', `the box of field ${name} is empty`);
    return { name, page: page.number, left, bottom, right, top };
  });
  boxes.forEach((a, i) => {
    for (const b of boxes.slice(0, i)) {
      const apart = a.left >= b.right || b.left >= a.right || a.bottom >= b.top || b.bottom >= a.top;
      must(a.page !== b.page || apart, 'V10', `the boxes of ${b.name} and ${a.name} overlap`);
    }
  });
}
