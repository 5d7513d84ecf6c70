// Everything in the table, by consistent scans: documents, numbers, and items that nobody of ours has written so.
import {
  type AttributeValue,
  type DynamoDBClient,
  ScanCommand,
  type ScanCommandInput,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { GivenNumber, Inventory } from '../ports/inventory.ts';
import { strayOf } from './dynamo-stray.ts';

type Item = Record<string, AttributeValue>;

/** All items of the table or of an index, `narrowed` by what else a Scan takes. */
export type Scan = (narrowed?: Partial<ScanCommandInput>) => AsyncIterable<Item>;

function pagedScan(client: DynamoDBClient, table: string): Scan {
  return async function* (narrowed = {}) {
    let start: Item | undefined;
    do {
      const page = await client.send(
        new ScanCommand({ TableName: table, ConsistentRead: true, ExclusiveStartKey: start, ...narrowed }),
      );
      yield* page.Items ?? [];
      start = page.LastEvaluatedKey;
    } while (start);
  };
}

/** Needs dynamodb:Scan. A service that keeps the table whole has nothing that is unread. */
export function dynamoInventory(
  client: DynamoDBClient,
  table: string,
  scan: Scan = pagedScan(client, table),
): Pick<Inventory, 'documents' | 'numbers' | 'holdings' | 'strays' | 'unread'> {
  async function* items(narrowed?: Partial<ScanCommandInput>): AsyncIterable<Record<string, unknown>> {
    for await (const item of scan(narrowed)) yield unmarshall(item);
  }

  /** Keys of a kind, and of a number's item what it says. */
  const rows = (prefix: string) =>
    items({
      ProjectionExpression: 'pk, sk, documentId, #number',
      FilterExpression: 'begins_with(pk, :prefix)',
      ExpressionAttributeNames: { '#number': 'number' },
      ExpressionAttributeValues: marshall({ ':prefix': prefix }),
    }) as AsyncIterable<{ pk: string; sk: string; documentId: string; number: number }>;

  return {
    async *documents() {
      for await (const { pk } of rows('document#')) yield pk.slice('document#'.length);
    },
    async *numbers() {
      for await (const { pk, sk, documentId } of rows('number#'))
        yield { series: pk.slice('number#'.length), number: Number(sk), documentId } satisfies GivenNumber;
    },
    async *holdings() {
      for await (const { pk, sk, number } of rows('number-of#'))
        yield { series: sk, number, documentId: pk.slice('number-of#'.length) } satisfies GivenNumber;
    },
    async *strays() {
      for await (const item of items()) {
        const stray = strayOf(item);
        if (stray) yield stray;
      }
    },
    async *unread() {},
  };
}
