// What the table holds, as the audit sees it: documents, numbers, and whatever none of our adapters writes so.
import { type DynamoDBClient, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { saveAuthority } from '../../functions/adapters/dynamo-authority.ts';
import { dynamoDocumentStore } from '../../functions/adapters/dynamo-document-store.ts';
import { dynamoInventory } from '../../functions/adapters/dynamo-inventory.ts';
import { dynamoNumberRegister } from '../../functions/adapters/dynamo-number-register.ts';
import { dynamoSessionRegister } from '../../functions/adapters/dynamo-session-register.ts';
import { ensureTable } from '../../functions/adapters/dynamo-table.ts';
import { says } from '../../functions/domain/fact.ts';
import { emulatedDynamo, hasAwsEmulator, newName } from '../contract/aws-emulator.ts';
import { documentOf, eventAt, listingOf } from '../contract/document-store.ts';
import { memoryTable } from '../contract/memory-table.ts';

type Opened = { client: DynamoDBClient; table: string; close(): Promise<void> };

async function collected<T>(from: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const one of from) found.push(one);
  return found;
}

function describeInventory(name: string, open: () => Promise<Opened>): void {
  describe(`the inventory of a table: ${name}`, () => {
    let opened: Opened;
    const inventory = () => dynamoInventory(opened.client, opened.table);
    beforeAll(async () => {
      opened = await open();
      const { client, table } = opened;
      const documents = dynamoDocumentStore(client, table);
      await documents.create({ ...documentOf('one'), head: { digest: 'd', signature: 's' } });
      await documents.append('one', 1, [eventAt(2)], listingOf({ number: '1号', wakeAt: '2026-02-01' }));
      await documents.create(documentOf('two'));
      const numbers = dynamoNumberRegister(client, table);
      for (const id of ['one', 'two']) await numbers.reserve('青发改〔2026〕', id);
      await dynamoSessionRegister(client, table).end('session', '2026-02-01T00:00:00.000Z');
      await saveAuthority({ client, table }, { version: 0, authorities: [], revoked: [] });
    });
    afterAll(() => opened.close());

    test('has all documents and numbers, and how each document finds its number again', async () => {
      expect((await collected(inventory().documents())).sort()).toEqual(['one', 'two']);
      const [one, two] = ['one', 'two'].map((documentId, i) => ({
        series: '青发改〔2026〕',
        number: i + 1,
        documentId,
      }));
      expect(await collected(inventory().numbers())).toEqual([one, two]);
      expect(await collected(inventory().holdings())).toEqual([one]);
    });

    test('knows everything that our adapters write', async () => {
      expect(await collected(inventory().strays())).toEqual([]);
    });

    test.each([
      [{ pk: 'spare#1', sk: 'x' }, 'table spare#1 x'],
      [{ pk: 'document#three', sk: 'other' }, 'table document#three other'],
      [{ pk: 'document#three', sk: 'document' }, 'table document#three document'],
      [{ pk: 'number#a', sk: '3', documentId: 'one' }, 'table number#a 3'],
      [{ pk: 'number#a', sk: '0000000003' }, 'table number#a 0000000003'],
      [{ pk: 'authority', sk: 'spare' }, 'table authority spare'],
      [{ pk: 'session#x', sk: 'ended', until: '2026', more: 1 }, 'table session#x ended'],
    ])('names what is strange: %j', async (item, path) => {
      const strange = await open();
      const { client, table } = strange;
      await client.send(new PutItemCommand({ TableName: table, Item: marshall(item) }));
      expect(await collected(dynamoInventory(client, table).strays())).toEqual([
        expect.objectContaining({ path }),
      ]);
      await strange.close();
    });

    test.each([
      ['county', '910101'],
      ['createdKey', '0'],
      ['search', 'nothing'],
      ['wakeShard', 'x'],
    ])('names a document that would not be found by its %s', async (attribute, value) => {
      const strange = await open();
      const { client, table } = strange;
      const documents = dynamoDocumentStore(client, table);
      await documents.create(documentOf('one', { wakeAt: '2026-02-01' }));
      await client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: marshall({ pk: 'document#one', sk: 'document' }),
          UpdateExpression: 'SET #name = :value',
          ExpressionAttributeNames: { '#name': attribute },
          ExpressionAttributeValues: marshall({ ':value': value }),
        }),
      );
      expect(await collected(dynamoInventory(client, table).strays())).toEqual([
        expect.objectContaining({
          path: `table document#one document ${attribute}`,
          document: 'one',
          found: says('{0}', value),
        }),
      ]);
      await strange.close();
    });
  });
}

describeInventory('dynamo against dynalite', memoryTable);

if (hasAwsEmulator)
  describeInventory('dynamo against an AWS emulator', async () => {
    const client = emulatedDynamo();
    const table = newName('inventory');
    await ensureTable(client, table);
    return { client, table, close: async () => client.destroy() };
  });
