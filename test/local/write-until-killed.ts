// Run by the table's test: writes and rewrites items as fast as it can, saying each one the table acknowledged.
import { CreateTableCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { startTableServer } from '../../functions/local/table-server.ts';

const { endpoint, region, credentials } = await startTableServer(process.argv[2]!);
const client = new DynamoDBClient({ endpoint, region, credentials });
await client.send(
  new CreateTableCommand({
    TableName: 'Things',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: 'id', AttributeType: 'S' },
      { AttributeName: 'loop', AttributeType: 'S' },
      { AttributeName: 'wakeAt', AttributeType: 'S' },
    ],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'wake',
        KeySchema: [
          { AttributeName: 'loop', KeyType: 'HASH' },
          { AttributeName: 'wakeAt', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
  }),
);

await Promise.all(
  Array.from({ length: 8 }, async (_, writer) => {
    for (let step = 0; ; step++) {
      const id = `${writer}-${Math.floor(step / 4)}`;
      const wakeAt = String(step).padStart(8, '0');
      await client.send(
        new PutItemCommand({
          TableName: 'Things',
          Item: { id: { S: id }, loop: { S: 'x' }, wakeAt: { S: wakeAt } },
        }),
      );
      process.stdout.write(`${id}@${wakeAt}\n`);
    }
  }),
);
