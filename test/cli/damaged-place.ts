// A data folder as the embedded system leaves it, of which bytes are changed: for the tests of the audit.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeTableCommand, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { dynamoDocumentStore } from '../../functions/adapters/dynamo-document-store.ts';
import { dateInShanghai } from '../../functions/domain/time.ts';
import { writePageVerifier } from '../../functions/local/page-verifier.ts';
import { draft } from '../../functions/workflow/draft.ts';
import { prepareRegister } from '../../functions/workflow/prepare-register.ts';
import { react } from '../../functions/workflow/react.ts';
import { PLEDGE } from '../../templates/pledge/pledge.ts';
import { sampleOn } from '../../templates/sample-on.ts';
import { STAFF } from '../workflow/sealing-world.ts';
import { issueSeen, testWorld } from '../workflow/test-world.ts';
import { diskWorld, TABLE, withTable } from './disk-world.ts';

export interface DataFolder {
  path: string;
  /** One that has its number and its file, and then the drafts. */
  issued: string;
  drafts: string[];
  dispose(): void;
}

/** With `drafts` drafts and one issued pledge, everything of the table in .ldb files. */
export async function dataFolder(drafts: number): Promise<DataFolder> {
  const path = mkdtempSync(join(tmpdir(), 'lianqian-damaged-'));
  const made = testWorld();
  // The audit goes by the clock of the machine, and lists of what is revoked end after a quarter of a year.
  const now = new Date().toISOString();
  made.world.clock.set(now);
  const documents: string[] = [];
  let issued = '';
  await withTable(path, async (client) => {
    const world = await diskWorld(path, client, { ...made, founding: { ...made.founding, now } });
    await prepareRegister(world);
    await writePageVerifier(world.site);
    issued = (await draft(world, STAFF, 'pledge', sampleOn(PLEDGE, dateInShanghai(now)))).id;
    await issueSeen(world, STAFF, issued);
    await react(world, issued);
    for (let i = 0; i < drafts; i += 1)
      documents.push((await draft(world, STAFF, 'pledge', { town: { name: `小镇${i}` } } as never)).id);
  });
  // LevelDB moves what its log holds into a file of its own when it is opened again.
  await withTable(path, async () => undefined);
  made.dispose();
  return {
    path,
    issued,
    drafts: documents,
    dispose: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** A copy of `from`, with bytes of its largest .ldb file changed, `span` from `part` of its length on; to be removed. */
export function damagedCopy(from: string, part: number, span = 1): string {
  const path = mkdtempSync(join(tmpdir(), 'lianqian-damaged-'));
  cpSync(from, path, { recursive: true });
  const files = readdirSync(join(path, 'table')).filter((name) => name.endsWith('.ldb'));
  const [bytes, file] = files
    .map((name) => join(path, 'table', name))
    .map((name) => [readFileSync(name), name] as const)
    .sort(([a], [b]) => b.length - a.length)[0]!;
  const first = Math.floor((bytes.length - 1) * part);
  for (let at = first; at < first + span; at += 1) bytes[at] = bytes[at]! ^ 0xff;
  writeFileSync(file, bytes);
  return path;
}

/**
 * As damagedCopy, at the first place by which some of the drafts are lost and fewer than half, but neither the table's own
 * description nor the authority's record, without which no document is judged: identifiers are random, so what lies where
 * is different each time.
 */
export async function copyWithLostDrafts(whole: DataFolder): Promise<{ path: string; lost: string[] }> {
  for (let part = 0.02; part < 0.99; part += 0.02) {
    const path = damagedCopy(whole.path, part, 100);
    const { judged, lost } = await leftOf(path, whole);
    if (judged && lost.length > 0 && lost.length < whole.drafts.length / 2) return { path, lost };
    rmSync(path, { recursive: true, force: true });
  }
  throw new Error('there is no place by which some drafts are lost, and not the record of the authority');
}

/** What can still be read in the data folder `path`, item by item. */
async function leftOf(path: string, { drafts }: DataFolder): Promise<{ judged: boolean; lost: string[] }> {
  const lost: string[] = [];
  let judged = false;
  await withTable(path, async (client) => {
    const reads = (read: Promise<unknown>) =>
      read.then(
        () => true,
        () => false,
      );
    const Key = { pk: { S: 'authority' }, sk: { S: 'record' } };
    judged =
      (await reads(client.send(new DescribeTableCommand({ TableName: TABLE })))) &&
      (await reads(client.send(new GetItemCommand({ TableName: TABLE, Key }))));
    const documents = dynamoDocumentStore(client, TABLE);
    for (const id of drafts) if (judged && !(await reads(documents.load(id)))) lost.push(id);
  });
  return { judged, lost };
}
