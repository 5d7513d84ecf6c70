// The one table: its keys and indexes as data, for whoever makes it. One item per document; numbers beside them.

import { setTimeout as wait } from 'node:timers/promises';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceInUseException,
  ResourceNotFoundException,
} from '@aws-sdk/client-dynamodb';

/** Sparse: holds only documents that the workflow must look at. */
export const WAKE_INDEX = 'wake';

/** The partition key of the wake index: all that wait stand in one line, ordered by time. */
export const WAKE_SHARD = 'w';

/** A list of 2, 4 or 6 digits of a region is one partition of one of these (GB/T 2260: province, prefecture, county). */
export const LISTING_INDEXES = [
  { name: 'listing-province', key: 'province', digits: 2 },
  { name: 'listing-prefecture', key: 'prefecture', digits: 4 },
  { name: 'listing-county', key: 'county', digits: 6 },
] as const;

/** What a list shows and filters by. Never the events: a list of fifty must not read fifty trails. */
export const LISTING_ATTRIBUTES = [
  'type',
  'status',
  'title',
  'town',
  'region',
  'number',
  'createdAt',
  'wakeAt',
  'stuck',
  'search',
] as const;

type Definition = CreateTableCommandInput &
  Required<Pick<CreateTableCommandInput, 'AttributeDefinitions' | 'GlobalSecondaryIndexes'>>;

/** The table as CreateTable takes it: embedded it is made from this, in the cloud the stack repeats it. */
export function tableDefinition(name: string): Definition {
  const texts = ['pk', 'sk', 'wakeShard', 'wakeAt', 'createdKey', ...LISTING_INDEXES.map(({ key }) => key)];
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: texts.map((text) => ({ AttributeName: text, AttributeType: 'S' })),
    KeySchema: keys('pk', 'sk'),
    GlobalSecondaryIndexes: [
      {
        IndexName: WAKE_INDEX,
        KeySchema: keys('wakeShard', 'wakeAt'),
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
      ...LISTING_INDEXES.map((index) => ({
        IndexName: index.name,
        KeySchema: keys(index.key, 'createdKey'),
        Projection: { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: [...LISTING_ATTRIBUTES] },
      })),
    ],
  };
}

function keys(hash: string, range: string) {
  return [
    { AttributeName: hash, KeyType: 'HASH' as const },
    { AttributeName: range, KeyType: 'RANGE' as const },
  ];
}

/** Makes the table unless it stands, and returns when it can be used. For the embedded runtime and for tests. */
export async function ensureTable(client: DynamoDBClient, name: string): Promise<void> {
  if ((await statusOf(client, name)) === undefined) {
    try {
      await client.send(new CreateTableCommand(tableDefinition(name)));
    } catch (error) {
      if (!(error instanceof ResourceInUseException)) throw error;
    }
  }
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if ((await statusOf(client, name)) === 'ACTIVE') return;
    await wait(25);
  }
  throw new Error(`table ${name} is not ready`);
}

async function statusOf(client: DynamoDBClient, name: string): Promise<string | undefined> {
  try {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
    return Table?.TableStatus;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}
