// The files that a report of evidence carries (ISO 19005-3 6.8, ISO 32000-2 14.13): where they may hang, in one form only.
import { isKind, isName, type PdfDictionary, type PdfValue, textOf, walk } from './pdf-values.ts';
import type { Revision } from './revisions.ts';
import { instantOf } from './signature-dictionary.ts';
import { must } from './unsound.ts';

/** The one signature field of a report. No document of parties has it, so none of theirs may carry a file. */
export const REPORT_FIELD = 'platform';
export const MOST_FILES = 64;
/** By the ending of a name: what a file is said to be. */
export const FILE_TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  png: 'image/png',
  bin: 'application/octet-stream',
};
/** Nothing in it can be a path, a command or a trick of writing direction. */
const NAME = /^[a-z0-9]+(-[a-z0-9]+){0,8}\.(pdf|jpg|png|bin)$/;
const MAX_NAME = 64;
const MAX_DESCRIPTION = 1024;

const SPECIFICATION_KEYS = ['Type', 'F', 'UF', 'Desc', 'AFRelationship', 'EF'];
const STREAM_KEYS = ['Type', 'Subtype', 'Params', 'Length'];

export interface AssociatedFile {
  name: string;
  data: Uint8Array;
}

export interface AssociatedFiles {
  files: AssociatedFile[];
  /** The entries that only here have a place, each with the dictionary that has it. */
  allowed: ReadonlyMap<PdfDictionary, string>;
}

const NONE: AssociatedFiles = { files: [], allowed: new Map() };

/**
 * Those of a base whose only field is `REPORT_FIELD`; of any other none, and what would carry them has no place in it
 * (base-rules.ts). They stand in the catalog, in /AF and in the tree of names, in one order; each is the original source
 * of what the report says of it (/Source); its octets stand in the file as they came, without a filter, so that nothing
 * has to be unpacked to hold them against a digest; and nothing else of the file leads to them.
 * Throws Unsound (V9, V11) for a report that carries files in any other form.
 */
export function associatedFiles({ objects, trailer }: Revision): AssociatedFiles {
  const at = (value: PdfValue | undefined): PdfValue | undefined =>
    isKind(value, 'reference') ? objects.get(value.number) : value;
  const catalog = at(trailer.get('Root'));
  const named = catalog instanceof Map ? catalog.get('AF') : undefined;
  if (!(catalog instanceof Map) || named === undefined || !isReport(catalog, at)) return NONE;
  must(Array.isArray(named) && named.length > 0, 'V9', 'a list of files that is none');
  must(named.length <= MOST_FILES, 'V11', `more than ${MOST_FILES} files`);
  const files = named.map((one) => fileAt(one, at));
  const names = files.map(({ name }) => name);
  must(names.join() === [...new Set(names)].sort().join(), 'V9', 'files out of order or of one name');

  const tree = catalog.get('Names');
  const leaf = tree instanceof Map && tree.size === 1 ? tree.get('EmbeddedFiles') : undefined;
  must(tree instanceof Map && leaf instanceof Map && leaf.size === 1, 'V9', 'the names of the files');
  const pairs = leaf.get('Names');
  const told = Array.isArray(pairs) && pairs.length === 2 * files.length && pairs;
  const same = files.every(({ name, specification }, i) => {
    const [key, value] = told ? told.slice(2 * i, 2 * i + 2) : [];
    return isText(key, name) && isKind(value, 'reference') && value.number === specification;
  });
  must(same, 'V9', 'the names of the files are not those of the list');
  checkLedTo(objects, files);
  return {
    files: files.map(({ name, data }) => ({ name, data })),
    allowed: new Map<PdfDictionary, string>([
      [catalog, 'AF'],
      [tree, 'EmbeddedFiles'],
      ...files.map(({ dictionary }) => [dictionary, 'EF'] as const),
    ]),
  };
}

function isReport(
  catalog: PdfDictionary,
  at: (value: PdfValue | undefined) => PdfValue | undefined,
): boolean {
  const form = at(catalog.get('AcroForm'));
  const fields = form instanceof Map ? form.get('Fields') : undefined;
  const [field, ...others] = Array.isArray(fields) ? fields.map(at) : [];
  return field instanceof Map && others.length === 0 && isText(field.get('T'), REPORT_FIELD);
}

interface Found extends AssociatedFile {
  dictionary: PdfDictionary;
  /** Object numbers. */
  specification: number;
  stream: number;
}

/** 7.11.3, table 43, and 7.11.4, tables 44 to 46. */
function fileAt(one: PdfValue, at: (value: PdfValue | undefined) => PdfValue | undefined): Found {
  const dictionary = at(one);
  must(isKind(one, 'reference') && dictionary instanceof Map, 'V9', 'a file that is not described');
  must(hasOnly(dictionary, SPECIFICATION_KEYS), 'V9', 'the description of a file');
  const name = dictionary.get('F');
  const description = dictionary.get('Desc');
  must(isKind(name, 'string') && isKind(description, 'string'), 'V9', 'a file without a name');
  const text = textOf(name);
  must(text.length <= MAX_NAME && NAME.test(text), 'V9', 'the name of a file');
  must(isText(dictionary.get('UF'), text), 'V9', `file ${text} has two names`);
  must(description.bytes.length <= MAX_DESCRIPTION, 'V11', `file ${text}: a long description`);
  const typed = isName(dictionary.get('Type'), 'Filespec');
  must(typed && isName(dictionary.get('AFRelationship'), 'Source'), 'V9', `file ${text}: what it is for`);
  const kept = dictionary.get('EF');
  const [plain, unicode] = kept instanceof Map && kept.size === 2 ? [kept.get('F'), kept.get('UF')] : [];
  const alike = isKind(plain, 'reference') && isKind(unicode, 'reference') && plain.number === unicode.number;
  must(alike, 'V9', `file ${text} is not one stream`);
  const stream = at(plain);
  must(isKind(stream, 'stream'), 'V9', `file ${text} is not one stream`);
  checkStream(text, stream);
  return {
    name: text,
    data: stream.data,
    dictionary,
    specification: one.number,
    stream: (plain as { number: number }).number,
  };
}

function checkStream(name: string, stream: { dictionary: PdfDictionary; data: Uint8Array }): void {
  const { dictionary, data } = stream;
  must(hasOnly(dictionary, STREAM_KEYS), 'V9', `file ${name}: an entry of its stream`);
  const type = FILE_TYPES[name.slice(name.lastIndexOf('.') + 1)]!;
  const typed = isName(dictionary.get('Type'), 'EmbeddedFile') && isName(dictionary.get('Subtype'), type);
  must(typed, 'V9', `file ${name}: its type`);
  const facts = dictionary.get('Params');
  const sized = facts instanceof Map && facts.size === 2 && facts.get('Size') === data.length;
  const date = sized ? facts.get('ModDate') : undefined;
  must(isKind(date, 'string') && instantOf(textOf(date)), 'V9', `file ${name}: its size or date`);
}

/** A page that led to one would show what nobody has set. */
function checkLedTo(objects: ReadonlyMap<number, PdfValue>, files: readonly Found[]): void {
  const counts = new Map(
    files.flatMap(({ specification, stream }) => [
      [specification, 0],
      [stream, 0],
    ]),
  );
  for (const object of objects.values())
    walk(object, (value) => {
      if (!isKind(value, 'reference')) return;
      const count = counts.get(value.number);
      if (count !== undefined) counts.set(value.number, count + 1);
    });
  // In the list and in the tree of names; under /F and /UF.
  must(counts.size === 2 * files.length, 'V9', 'one stream under two names');
  must(
    [...counts.values()].every((count) => count === 2),
    'V9',
    'something else leads to a file',
  );
}

const hasOnly = (dictionary: PdfDictionary, keys: readonly string[]): boolean =>
  dictionary.size === keys.length && keys.every((key) => dictionary.has(key));

const isText = (value: PdfValue | undefined, text: string): boolean =>
  isKind(value, 'string') && textOf(value) === text;
