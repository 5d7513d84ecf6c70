// A table in files of this machine, of which a part may be damaged: everything that can be read of it, and what cannot.
import {
  type AttributeValue,
  DescribeTableCommand,
  type DynamoDBClient,
  ScanCommand,
  type ScanCommandInput,
} from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { says } from '../domain/fact.ts';
import { type Unread, Unreadable } from '../ports/inventory.ts';
import { dynamoInventory, type Scan } from './dynamo-inventory.ts';
import { LISTING_INDEXES, WAKE_INDEX } from './dynamo-table.ts';

/** The name of the error by which the table server says so (local/damaged-reads.ts). */
export const TABLE_DAMAGED = 'TableDamaged';

/** dynalite orders items by three hexadecimal digits of a digest of their key. */
const PARTS = 16 ** 3;
/** Into how many the table is parted at most: each costs a read, and a damaged block lies in many. */
const MOST_READS = 16 ** 2;

/** Also of bytes that can be read and are no item any more: the client cannot decode them. */
function isDamage(fault: unknown): boolean {
  const { name, message } = fault as Error;
  return name === TABLE_DAMAGED || fault instanceof TypeError || /^Unsupported type/.test(message);
}

/** What `read` gives; throws Unreadable where `path` cannot be read, or where what stands there is no such item. */
export async function readable<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (fault) {
    throw isDamage(fault) ? new Unreadable(path) : fault;
  }
}

type Item = Record<string, AttributeValue>;
type Page = { Items?: Item[] | undefined; LastEvaluatedKey?: Item | undefined };

function decodes(item: Item): boolean {
  try {
    return unmarshall(item) !== undefined;
  } catch {
    return false;
  }
}

/**
 * LevelDB passes over a damaged block in silence, and says so only to who reads on to the end. So a page that does not
 * reach its end is not believed: half as much is read instead, down to the smallest part, and of that item by item.
 */
function partedScan(client: DynamoDBClient, table: string, lost: (part: number) => void): Scan {
  const page = (more: Partial<ScanCommandInput>): Promise<Page> =>
    client.send(new ScanCommand({ TableName: table, ...more }));
  const damaged = (fault: unknown) => {
    if (!isDamage(fault)) throw fault;
    return undefined;
  };

  async function* part(narrowed: Partial<ScanCommandInput>, at: number, of: number): AsyncIterable<Item> {
    const asked = { ...narrowed, ...(of > 1 ? { Segment: at, TotalSegments: of } : {}) };
    const whole = await page(asked).catch(damaged);
    const sound = whole?.Items?.every(decodes);
    if (sound && !whole?.LastEvaluatedKey) return yield* whole?.Items ?? [];
    // Which part of an index it is helps nobody: it follows from the items.
    if (of < MOST_READS && (whole || narrowed.IndexName === undefined)) {
      yield* part(narrowed, 2 * at, 2 * of);
      return yield* part(narrowed, 2 * at + 1, 2 * of);
    }
    const width = PARTS / of;
    if (!sound) for (let i = 0; i < width; i += 1) lost(at * width + i);
    let one: Page | undefined;
    do {
      one = await page({ ...asked, Limit: 1, ExclusiveStartKey: one?.LastEvaluatedKey }).catch(damaged);
      yield* (one?.Items ?? []).filter(decodes);
    } while (one?.LastEvaluatedKey);
  }

  return async function* (narrowed = {}) {
    const described = await client.send(new DescribeTableCommand({ TableName: table })).catch(damaged);
    if (described) return yield* part(narrowed, 0, 1);
    for (let at = 0; at < PARTS; at += 1) lost(at);
  };
}

/** As dynamoInventory. Documents are found by the indexes too: in them those are named that cannot be read. */
export function damagedInventory(client: DynamoDBClient, table: string): ReturnType<typeof dynamoInventory> {
  const scan = (lost: (part: number) => void = () => undefined) => partedScan(client, table, lost);
  const inventory = dynamoInventory(client, table, scan());

  async function* listed(): AsyncIterable<string> {
    for (const { name } of LISTING_INDEXES)
      for await (const { pk } of scan()({ IndexName: name }))
        if (pk?.S?.startsWith('document#')) yield pk.S.slice('document#'.length);
  }

  return {
    ...inventory,
    async *documents() {
      const seen = new Set<string>();
      for (const ids of [inventory.documents(), listed()])
        for await (const id of ids) {
          if (!seen.has(id)) yield id;
          seen.add(id);
        }
    },
    async *unread() {
      yield* await unreadOf(scan, undefined);
      for (const name of [WAKE_INDEX, ...LISTING_INDEXES.map((index) => index.name)])
        yield* await unreadOf(scan, name);
    },
  };
}

async function unreadOf(
  scan: (lost: (part: number) => void) => Scan,
  index: string | undefined,
): Promise<Unread[]> {
  const parts: number[] = [];
  const narrowed = index === undefined ? { ProjectionExpression: 'pk, sk' } : { IndexName: index };
  for await (const _ of scan((part) => parts.push(part))(narrowed));
  return runsOf(parts).map(([first, last]) => ({
    path: index === undefined ? 'table' : `table index ${index}`,
    found: says('what cannot, parts {0} to {1} of {2}', first + 1, last + 1, PARTS),
    items: index === undefined,
  }));
}

/** One damaged block lies in all the parts that it touches, one after another. */
function runsOf(parts: readonly number[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const part of parts) {
    const last = runs.at(-1);
    if (last?.[1] === part - 1) last[1] = part;
    else runs.push([part, part]);
  }
  return runs;
}
