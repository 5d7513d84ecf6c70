// The table is made once, whoever asks, and its lists cannot read what they must not.
import { ListTablesCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from '@jest/globals';
import { dynamoDocumentStore } from '../../functions/adapters/dynamo-document-store.ts';
import { ensureTable, LISTING_INDEXES, tableDefinition } from '../../functions/adapters/dynamo-table.ts';
import { documentOf } from '../contract/document-store.ts';
import { memoryTable } from '../contract/memory-table.ts';

test('a table that stands is left as it is, also when several ask at once', async () => {
  const { client, close } = await memoryTable();
  await Promise.all([1, 2, 3].map(() => ensureTable(client, 'shared')));
  await ensureTable(client, 'shared');
  expect((await client.send(new ListTablesCommand({}))).TableNames).toContain('shared');
  await close();
});

test('no index holds events, and the wake index holds only documents that wait for something', async () => {
  const { client, table, close } = await memoryTable();
  const store = dynamoDocumentStore(client, table);
  await store.create(documentOf('idle'));
  await store.create(documentOf('waiting', { wakeAt: '2026-01-09T00:00:00.000Z' }));
  const rowsOf = async (index: string) =>
    (await client.send(new ScanCommand({ TableName: table, IndexName: index }))).Items!;
  for (const { name } of LISTING_INDEXES) {
    const rows = await rowsOf(name);
    expect(rows).toHaveLength(2);
    for (const row of rows) expect(Object.keys(row)).not.toEqual(expect.arrayContaining(['events']));
  }
  const waiting = await rowsOf('wake');
  expect(waiting.map(({ pk }) => pk!.S)).toEqual(['document#waiting']);
  await close();
});

test('every key of the table and its indexes has a type, and none is declared without use', () => {
  const { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes } = tableDefinition('any');
  const used = [KeySchema!, ...GlobalSecondaryIndexes!.map((index) => index.KeySchema!)].flat();
  const declared = AttributeDefinitions!.map(({ AttributeName }) => AttributeName);
  expect(new Set(used.map(({ AttributeName }) => AttributeName))).toEqual(new Set(declared));
});
