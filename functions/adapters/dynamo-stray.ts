// Whether an item of the table is one that our adapters write: by its keys, its attributes, and what indexes are made of.
import { says, value } from '../domain/fact.ts';
import type { Stray } from '../ports/inventory.ts';
import { fromAttributes, type ListingAttributes, toAttributes } from './dynamo-listing.ts';

type Item = Record<string, unknown>;

interface Kind {
  pk: RegExp;
  sk: RegExp;
  attributes: readonly string[];
}

/** Of every kind of item: keys, and the attributes beside them (dynamo-<port>.ts). */
const KINDS: readonly Kind[] = [
  { pk: /^number#/, sk: /^\d{10}$/, attributes: ['documentId'] },
  { pk: /^number-of#/, sk: /./, attributes: ['number'] },
  { pk: /^session#/, sk: /^ended$/, attributes: ['until'] },
  { pk: /^authority$/, sk: /^record$/, attributes: ['version', 'authorities', 'revoked'] },
  { pk: /^authority$/, sk: /^root$/, attributes: ['certificate'] },
];

const DOCUMENT = /^document#(.+)$/;
const OF_DOCUMENT = ['version', 'events', 'writes', 'head'];

export function strayOf({ pk, sk, ...rest }: Item): Stray | undefined {
  const path = `table ${pk} ${sk}`;
  const id = DOCUMENT.exec(String(pk))?.[1];
  if (id !== undefined && sk === 'document') return strayDocument(path, id, rest);
  const kind = KINDS.find((one) => one.pk.test(String(pk)) && one.sk.test(String(sk)));
  if (!kind) return { path, expected: says('none'), found: says('an item of a kind that nobody writes') };
  return differing(path, kind.attributes, Object.keys(rest));
}

/** What lists and the loop find a document by must follow from its listing. */
function strayDocument(path: string, id: string, item: Item): Stray | undefined {
  const listing = item as unknown as ListingAttributes;
  if (typeof listing.region !== 'string' || typeof listing.title !== 'string')
    return {
      path,
      document: id,
      expected: says('a document with its listing'),
      found: value(Object.keys(item).join(', ')),
    };
  const should = Object.fromEntries(
    Object.entries(toAttributes(id, fromAttributes(listing))).filter(([, value]) => value !== undefined),
  );
  // A head that is missing is found by whoever reads the document.
  const stray = differing(path, [...OF_DOCUMENT, ...Object.keys(should)], ['head', ...Object.keys(item)]);
  if (stray) return { ...stray, document: id };
  const [other] = Object.entries(should).filter(([name, value]) => item[name] !== value);
  if (other)
    return {
      path: `${path} ${other[0]}`,
      document: id,
      expected: value(String(other[1])),
      found: value(String(item[other[0]])),
    };
  return undefined;
}

function differing(path: string, should: readonly string[], is: readonly string[]): Stray | undefined {
  const [expected, found] = [should, is].map((names) => [...new Set(names)].sort().join(', '));
  return expected === found ? undefined : { path, expected: value(expected), found: value(found) };
}
