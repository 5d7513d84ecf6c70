// What the base revision may hold (V9), and where its signature fields are.
import { associatedFiles } from './associated-files.ts';
import { asciiAt } from './bytes.ts';
import { isKind, isName, type PdfDictionary, type PdfValue, textOf, walk } from './pdf-values.ts';
import type { Revision } from './revisions.ts';
import { must } from './unsound.ts';

/**
 * Keys that make a reader do something, show something else later, or look outside the file: actions and
 * scripts (ISO 32000-1 12.6), attachments (7.11.4), layers (8.11), XFA (12.7.8), encryption (7.6), pages of other files
 * (8.10.4), PostScript (8.8.2), permissions (12.8.4), what a reader must know (12.10), another picture of a page (12.3.4),
 * data that only one program reads (14.5), what a field asks of its signer or does to others (12.7.4.5). Attachments
 * have a place in a report of evidence alone, and there in one form (associated-files.ts).
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
  'Ref',
  'Subtype2',
  'Perms',
  'Legal',
  'DSS',
  'Requirements',
  'NeedsRendering',
  'Threads',
  'SpiderInfo',
  'DPartRoot',
  'Thumb',
  'PieceInfo',
  'Lock',
  'SV',
]);
/** The entries of our form; an order of calculation or a default appearance are for other fields than ours. */
const FORM_KEYS = ['Fields', 'SigFlags'];
const MAX_FIELDS = 16;
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
  const { objects, trailer } = base;
  const { allowed } = associatedFiles(base);
  for (const object of objects.values()) walk(object, (value) => checkHarmless(value, objects, allowed));
  checkReachable(objects, trailer);
}

/**
 * Every object is led to, so that none sleeps until a later revision wakes it; and every reference leads to an object,
 * so that none of a later revision, an appearance for instance, can become part of a page.
 */
function checkReachable(objects: ReadonlyMap<number, PdfValue>, trailer: PdfDictionary): void {
  const reached = new Set<number>();
  const reach = (value: PdfValue) =>
    walk(value, (inner) => {
      if (isKind(inner, 'reference')) reached.add(inner.number);
    });
  reach(trailer);
  // The set grows while it is walked.
  for (const number of reached) {
    const object = objects.get(number);
    must(object !== undefined, 'V9', `a reference to object ${number}, which is not there`);
    must(!isKind(object, 'reference'), 'V9', `object ${number} is only a reference to another`);
    reach(object);
  }
  must(reached.size === objects.size, 'V9', 'an object that nothing leads to');
  const root = trailer.get('Root');
  const catalog = isKind(root, 'reference') ? objects.get(root.number) : undefined;
  // 7.5.2: it would stand above that of the header.
  must(catalog instanceof Map && !catalog.has('Version'), 'V9', 'another version in the catalog');
}

/**
 * Shared by the base and the appearances that signatures add; `objects` are those that a reference may lead to.
 * /Type is optional in actions and annotations (12.6.2, 12.5.2), so they are known by what they cannot do without:
 * an action by its /S or by hanging on /A, an annotation by its /Rect or by hanging on /Annots. `allowed`: of a
 * dictionary the one entry that only there has a place.
 */
export function checkHarmless(
  value: PdfValue,
  objects: ReadonlyMap<number, PdfValue>,
  allowed: ReadonlyMap<PdfDictionary, string> = NOTHING,
): void {
  if (isKind(value, 'stream')) checkStream(value.dictionary, value.data);
  if (!(value instanceof Map)) return;
  for (const key of value.keys())
    must(!FORBIDDEN_KEYS.has(key) || allowed.get(value) === key, 'V9', `entry /${key}`);
  for (const key of ['Type', 'Subtype', 'S'])
    must(!isKind(value.get(key), 'reference'), 'V9', `/${key} in another object`);
  const [type, kind] = [value.get('Type'), value.get('S')];
  const acts = isName(type, 'Action') || (isKind(kind, 'name') && ACTIONS.has(kind.name));
  must(!acts, 'V9', 'an action');
  // A structure element has an /A as well: attributes, which name their owner (14.7.5.1, table 327).
  for (const hung of entriesOf(value.get('A'), objects, SEEN.A))
    must(!(hung instanceof Map) || isKind(hung.get('O'), 'name'), 'V9', 'an action');
  if (isName(type, 'Annot') || value.has('Rect')) checkAnnotation(value);
  for (const annotation of entriesOf(value.get('Annots'), objects, SEEN.Annots)) checkAnnotation(annotation);
}

/** A reader that rebuilds a file reads objects out of streams that no table names. */
function checkStream(dictionary: PdfDictionary, data: Uint8Array): void {
  must(!dictionary.has('F'), 'V9', 'a stream kept in another file');
  const [type, subtype] = [dictionary.get('Type'), dictionary.get('Subtype')];
  must(!isName(type, 'ObjStm') && !isName(type, 'XRef'), 'V9', 'a stream of objects');
  must(!isName(subtype, 'PS'), 'V9', 'PostScript');
  if (isName(type, 'Metadata') || isName(subtype, 'XML')) checkMetadata(dictionary, data);
}

/** XMP is XML in UTF-8 as it stands, without a document type: whatever reads it would follow its entities. */
function checkMetadata(dictionary: PdfDictionary, data: Uint8Array): void {
  must(!dictionary.has('Filter') && !data.includes(0), 'V9', 'metadata that are not plain UTF-8');
  must(!/<!(DOCTYPE|ENTITY)/.test(asciiAt(data, 0, data.length)), 'V9', 'metadata with a document type');
}

function checkAnnotation(value: PdfValue | undefined): void {
  const isField = value instanceof Map && isName(value.get('Subtype'), 'Widget');
  must(isField, 'V9', 'an annotation other than the box of a field');
}

/**
 * The value itself or, of an array, its elements, wherever they stand. An array in `seen` has been looked at: a thousand
 * dictionaries may lead to one array of a thousand.
 */
function entriesOf(
  value: PdfValue | undefined,
  objects: ReadonlyMap<number, PdfValue>,
  seen: WeakSet<PdfValue[]>,
): (PdfValue | undefined)[] {
  if (value === undefined) return [];
  const target = (from: PdfValue) => (isKind(from, 'reference') ? objects.get(from.number) : from);
  const found = target(value);
  if (!Array.isArray(found)) return [found];
  if (seen.has(found)) return [];
  seen.add(found);
  return found.map(target);
}
const NOTHING: ReadonlyMap<PdfDictionary, string> = new Map();
const SEEN = { A: new WeakSet<PdfValue[]>(), Annots: new WeakSet<PdfValue[]>() };

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
  const other = [...form.keys()].find((key) => !FORM_KEYS.includes(key));
  must(other === undefined, 'V9', `entry /${other} of the form`);
  const references = form.get('Fields');
  must(Array.isArray(references), 'V2', 'the form has no fields');
  must(references.length <= MAX_FIELDS, 'V11', `more than ${MAX_FIELDS} fields`);
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
