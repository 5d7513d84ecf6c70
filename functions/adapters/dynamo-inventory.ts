// Everything in the table, by consistent scans: documents, numbers, and items that nobody of ours has written so.
import { type AttributeValue, type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { GivenNumber, Inventory } from '../ports/inventory.ts';
import { strayOf } from './dynamo-stray.ts';

/** Needs dynamodb:Scan. */
export function dynamoInventory(
  client: DynamoDBClient,
  table: string,
): Pick<Inventory, 'documents' | 'numbers' | 'holdings' | 'strays'> {
  async function* items(narrowed: object = {}): AsyncIterable<Record<string, unknown>> {
    let start: Record<string, AttributeValue> | undefined;
    do {
      const page = await client.send(
        new ScanCommand({ TableName: table, ConsistentRead: true, ExclusiveStartKey: start, ...narrowed }),
      );
      for (const item of page.Items ?? []) yield unmarshall(item);
      start = page.LastEvaluatedKey;
    } while (start);
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
  };
}
