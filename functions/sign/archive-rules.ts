// What an archival revision may hold (V5): the validation data, one more field, and a time-stamp over all of it.
import { archiveField } from './archive-revision.ts';
import { distinct, equal } from './bytes.ts';
import { checkTrailer } from './increment-rules.ts';
import { isKind, isName, type PdfDictionary, type PdfValue, sameValue, textOf } from './pdf-values.ts';
import type { Revision } from './revisions.ts';
import { MAX_LIST } from './stamp-lists.ts';
import { must } from './unsound.ts';

export interface Archive {
  /** The time-stamp dictionary. */
  value: PdfDictionary;
  /** DER, as they stand in the store. */
  certificates: Uint8Array[];
  lists: Uint8Array[];
}

/** Certificates, or lists, in one store; and octets of each. */
const MAX_STORED = 32;
const MAX_ENTRY = MAX_LIST;
const VALUE_KEYS = ['Type', 'Filter', 'SubFilter', 'ByteRange', 'Contents'];

/** Whether the revision writes the catalog again, which no signature does. */
export function isArchive(revision: Revision): boolean {
  const root = revision.trailer.get('Root');
  return isKind(root, 'reference') && revision.objects.has(root.number);
}

/**
 * `before` holds the objects up to `previous`; `count` the archival revisions so far. Throws Unsound (V3, V5) when the
 * revision does anything else: the catalog gets its /DSS and nothing more, the form one field, every object is used.
 */
export function checkArchive(
  revision: Revision,
  previous: Revision,
  before: ReadonlyMap<number, PdfValue>,
  count: number,
): Archive {
  checkTrailer(revision, previous);
  const { objects } = revision;
  const free = new Set(objects.keys());
  const take = (value: PdfValue | undefined, what: string, again = false): PdfValue => {
    must(
      isKind(value, 'reference') && free.delete(value.number),
      'V5',
      `${what} is not an object of its own`,
    );
    // Else a page's content could be written again as a certificate.
    must(again || value.number >= previous.size, 'V5', `object ${value.number} written again as ${what}`);
    return objects.get(value.number) as PdfValue;
  };
  const dictionary = (value: PdfValue | undefined, what: string, again = false): PdfDictionary => {
    const found = take(value, what, again);
    must(found instanceof Map, 'V5', `${what} is no dictionary`);
    return found;
  };

  const root = revision.trailer.get('Root');
  const catalog = dictionary(root, 'the catalog', true);
  const old = earlier(before, root);
  mustBe(catalog, old, 'DSS', 'the catalog');
  const form = dictionary(catalog.get('AcroForm'), 'the form', true);
  const oldForm = earlier(before, catalog.get('AcroForm'));
  mustBe(form, oldForm, 'Fields', 'the form');
  const [fields, oldFields] = [form.get('Fields'), oldForm.get('Fields')];
  must(Array.isArray(fields) && Array.isArray(oldFields), 'V5', 'the form has no fields');
  must(sameValue(fields.slice(0, -1), oldFields), 'V5', 'the form has not one field more');

  const field = dictionary(fields.at(-1), 'the field of the time-stamp');
  const title = field.get('T');
  const named = isKind(title, 'string') && textOf(title) === archiveField(count + 1);
  mustHave(field, ['FT', 'T', 'V'], 'the field of the time-stamp');
  must(isName(field.get('FT'), 'Sig') && named, 'V5', 'the field of the time-stamp is another one');
  const value = dictionary(field.get('V'), 'the time-stamp');
  mustHave(value, VALUE_KEYS, 'the time-stamp');
  must(isName(value.get('Type'), 'DocTimeStamp'), 'V5', 'the value is no document time-stamp');
  must(isName(value.get('Filter'), 'Adobe.PPKLite'), 'V8', 'time-stamp filter');
  must(isName(value.get('SubFilter'), 'ETSI.RFC3161'), 'V8', 'time-stamp format');

  const store = dictionary(catalog.get('DSS'), 'the security store');
  mustHave(store, ['Type', 'Certs', 'CRLs'], 'the security store');
  must(isName(store.get('Type'), 'DSS'), 'V5', 'the security store has another type');
  const [certificates = [], lists = []] = ['Certs', 'CRLs'].map((key) => {
    const list = store.get(key);
    must(Array.isArray(list), 'V5', `/${key} of the security store`);
    must(list.length <= MAX_STORED, 'V11', `more than ${MAX_STORED} entries of /${key}`);
    return list.map((one) => {
      const stream = take(one, `an entry of /${key}`);
      const plain = isKind(stream, 'stream') && [...stream.dictionary.keys()].join() === 'Length';
      must(plain, 'V5', `an entry of /${key} is no plain stream`);
      must(stream.data.length <= MAX_ENTRY, 'V11', `an entry of /${key} longer than ${MAX_ENTRY} octets`);
      return stream.data;
    });
  });
  must(free.size === 0, 'V5', `object ${[...free][0]} has no place in an archival revision`);
  return { value, certificates, lists };
}

/** Every certificate of the store is one that the signatures use; anything else has no business in the file. */
export function checkStore(certificates: readonly Uint8Array[], used: readonly Uint8Array[]): void {
  must(
    certificates.every((one) => used.some((other) => equal(one, other))),
    'V5',
    'a certificate in the security store that no signature uses',
  );
  const once = distinct(certificates).length === certificates.length;
  must(once, 'V5', 'a certificate twice in the security store');
}

function earlier(before: ReadonlyMap<number, PdfValue>, value: PdfValue | undefined): PdfDictionary {
  const found = isKind(value, 'reference') ? before.get(value.number) : undefined;
  must(found instanceof Map, 'V5', 'an object that was not there before');
  return found;
}

function mustBe(is: PdfDictionary, was: PdfDictionary, free: string, what: string): void {
  for (const key of new Set([...is.keys(), ...was.keys()]))
    must(key === free || sameValue(is.get(key), was.get(key)), 'V5', `${what}: entry /${key} changed`);
}

function mustHave(dictionary: PdfDictionary, keys: readonly string[], what: string): void {
  const same = dictionary.size === keys.length && keys.every((key) => dictionary.has(key));
  must(same, 'V5', `${what} has other entries than it should`);
}
