// Ended sessions in DynamoDB: an item each, pk `session#<id>`, sk `ended`, until.
import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { SessionRegister } from '../ports/session-register.ts';

export function dynamoSessionRegister(client: DynamoDBClient, table: string): SessionRegister {
  const keyOf = (id: string) => ({ pk: `session#${id}`, sk: 'ended' });
  return {
    async end(id, until) {
      const item = marshall({ ...keyOf(id), until });
      await client.send(new PutItemCommand({ TableName: table, Item: item }));
    },
    async isEnded(id) {
      const key = marshall(keyOf(id));
      const { Item } = await client.send(
        new GetItemCommand({ TableName: table, Key: key, ConsistentRead: true }),
      );
      // Whether `until` has passed does not matter: a cookie says itself when it is too old.
      return Item !== undefined;
    },
  };
}
