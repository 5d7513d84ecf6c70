// Documents in DynamoDB: one item each, every change one conditional write, every list one Query.
import { randomBytes } from 'node:crypto';
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { DocumentEvent } from '../domain/event.ts';
import {
  type DocumentStore,
  type Listing,
  type SignedHead,
  type StoredDocument,
  VersionConflict,
} from '../ports/document-store.ts';
import { listDocuments } from './dynamo-document-list.ts';
import {
  fromAttributes,
  type ListingAttributes,
  OPTIONAL_ATTRIBUTES,
  toAttributes,
} from './dynamo-listing.ts';
import { WAKE_INDEX, WAKE_SHARD } from './dynamo-table.ts';

/** As stored. `writes[i]` names the call that brought `events[i]`: see `isOurs`. */
interface Item extends ListingAttributes {
  pk: string;
  sk: string;
  version: number;
  events: DocumentEvent[];
  writes: string[];
  head?: SignedHead;
}

const SK = 'document';
const keyOf = (id: string) => ({ pk: `document#${id}`, sk: SK });
const without = { removeUndefinedValues: true };

export function dynamoDocumentStore(client: DynamoDBClient, table: string): DocumentStore {
  async function read(id: string): Promise<Item | undefined> {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: table, Key: marshall(keyOf(id)), ConsistentRead: true }),
    );
    return Item && (unmarshall(Item) as Item);
  }

  /**
   * The client sends a request again when the answer is lost, and then meets its own write: the condition
   * fails although the events are in. Comparing events would not do: two callers may decide the same thing in
   * the same millisecond (two wrong codes), and each must be counted. So every call has a name of its own.
   */
  async function isOurs(id: string, position: number, write: string): Promise<boolean> {
    return (await read(id))?.writes[position] === write;
  }

  return {
    async load(id) {
      const item = await read(id);
      if (!item) return undefined;
      const { version, events, head } = item;
      return { id, version, events, listing: fromAttributes(item), ...(head ? { head } : {}) };
    },

    async create({ id, version, events, listing, head }: StoredDocument) {
      const write = newWrite();
      const item = {
        ...keyOf(id),
        version,
        events,
        writes: events.map(() => write),
        head,
        ...toAttributes(id, listing),
      };
      const put = new PutItemCommand({
        TableName: table,
        Item: marshall(item, without),
        ConditionExpression: 'attribute_not_exists(pk)',
      });
      await conflictUnless(
        () => client.send(put),
        () => isOurs(id, 0, write),
        id,
      );
    },

    async append(id, expectedVersion, events, listing, head) {
      const write = newWrite();
      const update = new UpdateItemCommand({
        TableName: table,
        Key: marshall(keyOf(id)),
        ConditionExpression: '#version = :expected',
        ...updateOf(id, { version: expectedVersion, events, listing, head, write }),
      });
      await conflictUnless(
        () => client.send(update),
        () => isOurs(id, expectedVersion, write),
        id,
      );
    },

    async due(now, limit) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: WAKE_INDEX,
          KeyConditionExpression: 'wakeShard = :shard AND wakeAt <= :now',
          ExpressionAttributeValues: marshall({ ':shard': WAKE_SHARD, ':now': now }),
          Limit: limit,
        }),
      );
      return Items.map((item) => unmarshall(item).pk.slice('document#'.length));
    },

    list: (query) => listDocuments(client, table, query),
  };
}

const newWrite = (): string => randomBytes(9).toString('base64url');

async function conflictUnless(write: () => Promise<unknown>, isOurs: () => Promise<boolean>, id: string) {
  try {
    await write();
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    if (!(await isOurs())) throw new VersionConflict(id);
  }
}

interface Change {
  version: number;
  events: DocumentEvent[];
  listing: Listing;
  head: SignedHead | undefined;
  write: string;
}

/** One update that adds the events and replaces the listing whole: what the listing no longer has is removed. */
function updateOf(id: string, { version, events, listing, head, write }: Change) {
  const attributes: ListingAttributes = toAttributes(id, listing);
  const kept = Object.entries({ ...attributes, head }).filter(([, value]) => value !== undefined);
  const gone = OPTIONAL_ATTRIBUTES.filter((name) => attributes[name] === undefined);
  const names = ['version', 'events', 'writes', ...kept.map(([name]) => name), ...gone];
  const set = [
    '#version = :next',
    '#events = list_append(#events, :events)',
    '#writes = list_append(#writes, :writes)',
    ...kept.map(([name]) => `#${name} = :${name}`),
  ];
  const remove = gone.length > 0 ? ` REMOVE ${gone.map((name) => `#${name}`).join(', ')}` : '';
  return {
    UpdateExpression: `SET ${set.join(', ')}${remove}`,
    ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: marshall(
      {
        ':expected': version,
        ':next': version + events.length,
        ':events': events,
        ':writes': events.map(() => write),
        ...Object.fromEntries(kept.map(([name, value]) => [`:${name}`, value])),
      },
      without,
    ),
  };
}
