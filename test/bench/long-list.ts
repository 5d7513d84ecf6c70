// The console's list with ten thousand documents, through the real adapter against dynalite on disk.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoDocumentStore } from '../../functions/adapters/dynamo-document-store.ts';
import { ensureTable } from '../../functions/adapters/dynamo-table.ts';
import type { Status } from '../../functions/domain/document.ts';
import { extendTrail } from '../../functions/domain/trail.ts';
import { startTableServer } from '../../functions/local/table-server.ts';
import type { DocumentStore, ListQuery, StoredDocument } from '../../functions/ports/document-store.ts';
import { type Timing, time } from './measure.ts';

const DOCUMENTS = 10_000;
const AT_ONCE = 25;
const TYPES = ['pledge', 'creation-plan', 'rectification-order'];
const STATUSES: Status[] = ['drafted', 'signing', 'signed', 'published', 'voided'];
const REGIONS = ['630121', '630122', '630202', '632221', '632801'];

export interface ListTimings {
  firstPage: Timing;
  filtered: Timing;
  textSearch: Timing;
}

/** @param directory for the tables */
export async function timeLists(directory: string, runs: number): Promise<ListTimings> {
  const server = await startTableServer(directory);
  const client = new DynamoDBClient(server);
  try {
    await ensureTable(client, 'bench');
    const store = dynamoDocumentStore(client, 'bench');
    await fill(store);
    const ask = (query: Partial<ListQuery>, atLeast: number) =>
      time(
        runs,
        async () => {
          const { items } = await store.list({ scope: '63', limit: 50, ...query });
          if (items.length < atLeast) throw new Error(`the list holds ${items.length} of ${atLeast}`);
        },
        2,
      );
    return {
      firstPage: await ask({}, 50),
      filtered: await ask({ type: 'pledge', status: 'signing', region: '630121' }, 50),
      // One document, in the middle: the whole index is read.
      textSearch: await ask({ text: '第5000号' }, 1),
    };
  } finally {
    client.destroy();
    await server.stop();
  }
}

async function fill(store: DocumentStore): Promise<void> {
  for (let from = 0; from < DOCUMENTS; from += AT_ONCE)
    await Promise.all(
      Array.from({ length: AT_ONCE }, (_, index) => store.create(documentNumber(from + index))),
    );
}

function documentNumber(number: number): StoredDocument {
  const type = TYPES[number % TYPES.length]!;
  const region = REGIONS[Math.floor(number / 15) % REGIONS.length]!;
  const status = STATUSES[Math.floor(number / 3) % STATUSES.length]!;
  const title = `河湟文旅小镇第${number}号承诺书`;
  const createdAt = new Date(Date.UTC(2026, 0, 1) + number * 60_000).toISOString();
  const summary = { title, town: '河湟文旅小镇', region };
  const input = '0'.repeat(64);
  const events = extendTrail([], [{ kind: 'Drafted', type, input, summary }], createdAt, {
    kind: 'workflow',
  });
  const listing = { type, status, ...summary, createdAt, stuck: false };
  return { id: `bench${String(number).padStart(8, '0')}`, version: 1, events, listing };
}
