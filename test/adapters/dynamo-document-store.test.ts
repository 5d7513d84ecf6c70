// The document store on DynamoDB keeps the contract, and knows its own write when the answer was lost.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { dynamoDocumentStore } from '../../functions/adapters/dynamo-document-store.ts';
import { ensureTable } from '../../functions/adapters/dynamo-table.ts';
import { VersionConflict } from '../../functions/ports/document-store.ts';
import { emulatedDynamo, hasAwsEmulator, newName } from '../contract/aws-emulator.ts';
import { describeDocumentStore, documentOf, eventAt, listingOf } from '../contract/document-store.ts';
import { type MemoryTable, memoryTable } from '../contract/memory-table.ts';

describeDocumentStore('dynamo against dynalite', async () => {
  const { client, table, close } = await memoryTable();
  return { store: dynamoDocumentStore(client, table), close };
});

if (hasAwsEmulator) {
  describeDocumentStore('dynamo against an AWS emulator', async () => {
    const client = emulatedDynamo();
    const table = newName('documents');
    await ensureTable(client, table);
    return { store: dynamoDocumentStore(client, table), close: async () => client.destroy() };
  });
}

describe('when the answer to a write is lost and the client sends it again', () => {
  let memory: MemoryTable;
  let lost = 0;
  beforeAll(async () => {
    memory = await memoryTable();
    memory.client.middlewareStack.add(
      (next, context) => async (args) => {
        const result = await next(args);
        if (lost > 0 && /^(Put|Update)/.test(context.commandName ?? '')) {
          lost -= 1;
          throw Object.assign(new Error('socket hang up'), { name: 'TimeoutError', code: 'ECONNRESET' });
        }
        return result;
      },
      { step: 'deserialize', priority: 'low', name: 'loseAnswers' },
    );
  });
  afterAll(() => memory.close());

  test('an append that is in has succeeded', async () => {
    const store = dynamoDocumentStore(memory.client, memory.table);
    await store.create(documentOf('a'));
    lost = 1;
    await store.append('a', 1, [eventAt(2)], listingOf());
    expect(lost).toBe(0);
    expect((await store.load('a'))!.events).toEqual([eventAt(1), eventAt(2)]);
  });

  test('a creation that is in has succeeded', async () => {
    const store = dynamoDocumentStore(memory.client, memory.table);
    lost = 1;
    await store.create(documentOf('b'));
    expect(lost).toBe(0);
    await expect(store.create(documentOf('b'))).rejects.toBeInstanceOf(VersionConflict);
  });

  test('another writer of the very same events is still in conflict', async () => {
    const store = dynamoDocumentStore(memory.client, memory.table);
    await store.create(documentOf('c'));
    await store.append('c', 1, [eventAt(2)], listingOf());
    lost = 1;
    await expect(store.append('c', 1, [eventAt(2)], listingOf())).rejects.toBeInstanceOf(VersionConflict);
    lost = 0;
  });
});
