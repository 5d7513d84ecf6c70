// dynalite in the test's own process: DynamoDB's protocol on a free port of the loopback, in memory.
import type { AddressInfo } from 'node:net';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { ensureTable } from '../../functions/adapters/dynamo-table.ts';

export interface MemoryTable {
  client: DynamoDBClient;
  table: string;
  close(): Promise<void>;
}

/** An empty table, ready for use. */
export async function memoryTable(): Promise<MemoryTable> {
  const server = dynalite({ createTableMs: 0 });
  // A request that comes just when the server gives a connection up that has rested is an error for its client.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'local',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const table = 'documents';
  await ensureTable(client, table);
  return {
    client,
    table,
    async close() {
      client.destroy();
      await new Promise<void>((resolve, reject) =>
        server.close((error) => (error ? reject(error) : resolve())),
      );
    },
  };
}
