// All documents and numbers of the table, by a consistent scan of its keys.
import { type AttributeValue, type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { GivenNumber, Inventory } from '../ports/inventory.ts';

/** Needs dynamodb:Scan. */
export function dynamoInventory(
  client: DynamoDBClient,
  table: string,
): Pick<Inventory, 'documents' | 'numbers'> {
  async function* items(prefix: string): AsyncIterable<Record<string, string>> {
    let start: Record<string, AttributeValue> | undefined;
    do {
      const page = await client.send(
        new ScanCommand({
          TableName: table,
          ConsistentRead: true,
          ExclusiveStartKey: start,
          ProjectionExpression: 'pk, sk, documentId',
          FilterExpression: 'begins_with(pk, :prefix)',
          ExpressionAttributeValues: marshall({ ':prefix': prefix }),
        }),
      );
      for (const item of page.Items ?? []) yield unmarshall(item);
      start = page.LastEvaluatedKey;
    } while (start);
  }

  return {
    async *documents() {
      for await (const { pk } of items('document#')) yield pk!.slice('document#'.length);
    },
    async *numbers() {
      for await (const { pk, sk, documentId } of items('number#'))
        yield { series: pk!.slice('number#'.length), number: Number(sk), documentId } as GivenNumber;
    },
  };
}
