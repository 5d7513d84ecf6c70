// A page of a list: Query after Query on one partition of one listing index until the page is full.
import { type AttributeValue, type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { CursorUnknown, type ListPage, type ListQuery } from '../ports/document-store.ts';
import { CHECK_MARK, fromAttributes, type ListingAttributes, searchText } from './dynamo-listing.ts';
import { LISTING_INDEXES } from './dynamo-table.ts';

/** How many index rows one Query may read: at first about a page, then more, for filters that let few through. */
const LARGEST_READ = 1000;

type Row = Omit<ListingAttributes, 'wakeShard'> & { pk: string; sk: string };

/**
 * Throws CursorUnknown, and RangeError for a limit or a scope that no caller may give. One row more than `limit`
 * is looked for: only so does the last page know that it is the last.
 */
export async function listDocuments(
  client: DynamoDBClient,
  table: string,
  query: ListQuery,
): Promise<ListPage> {
  if (!(query.limit >= 1 && query.limit <= 100)) throw new RangeError(`limit ${query.limit}`);
  const partition = partitionOf(query);
  if (!partition) return { items: [] };

  const { index, region } = partition;
  const filter = filterOf(query);
  const rows: Row[] = [];
  let start = query.cursor === undefined ? undefined : startAfter(query.cursor, index.key, region);
  let reads = query.limit + 1;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: index.name,
        ScanIndexForward: false,
        Limit: reads,
        ExclusiveStartKey: start,
        KeyConditionExpression: '#region = :region',
        ...(filter.expression === '' ? {} : { FilterExpression: filter.expression }),
        ExpressionAttributeNames: { '#region': index.key, ...filter.names },
        ExpressionAttributeValues: marshall({ ':region': region, ...filter.values }),
      }),
    );
    for (const item of page.Items ?? []) rows.push(unmarshall(item) as Row);
    start = page.LastEvaluatedKey;
    reads = Math.min(reads * 4, LARGEST_READ);
  } while (start && rows.length <= query.limit);

  const shown = rows.slice(0, query.limit);
  const items = shown.map((row) => ({ id: row.pk.slice('document#'.length), listing: fromAttributes(row) }));
  if (rows.length === shown.length) return { items };
  return { items, cursor: Buffer.from(shown.at(-1)!.createdKey).toString('base64url') };
}

/** The region asked for, if the scope sees it; undefined: nothing can be found. */
function partitionOf({ scope, region = scope }: ListQuery) {
  if (!/^(\d\d){1,3}$/.test(scope)) throw new RangeError(`scope ${scope}`);
  const index = LISTING_INDEXES.find(({ digits }) => digits === region.length);
  return index && region.startsWith(scope) ? { index, region } : undefined;
}

/**
 * A cursor is the sort key of the last row shown, nothing more: the partition comes from the query, so that a
 * cursor someone has changed cannot lead out of the scope.
 */
function startAfter(cursor: string, key: string, region: string): Record<string, AttributeValue> {
  const createdKey = Buffer.from(cursor, 'base64url').toString();
  const id = /^\d{4}-[\dTZ:.-]{6,23}#(.{1,200})$/u.exec(createdKey)?.[1];
  if (id === undefined) throw new CursorUnknown();
  return marshall({ pk: `document#${id}`, sk: 'document', [key]: region, createdKey });
}

function filterOf({ type, status, town, text, toCheck }: ListQuery) {
  const wanted = Object.entries({ type, status, town }).filter(([, value]) => value !== undefined);
  const clauses = wanted.map(([name]) => `#${name} = :${name}`);
  const names = Object.fromEntries(wanted.map(([name]) => [`#${name}`, name]));
  const values: Record<string, string | undefined> = Object.fromEntries(
    wanted.map(([name, value]) => [`:${name}`, value]),
  );
  // `contains` with an empty operand is an error; every title contains the empty text.
  if (text) {
    clauses.push('contains(#search, :search)');
    names['#search'] = 'search';
    values[':search'] = searchText(text);
  }
  if (toCheck) {
    clauses.push('contains(#search, :mark)');
    names['#search'] = 'search';
    values[':mark'] = CHECK_MARK;
  }
  return { expression: clauses.join(' AND '), names, values };
}
