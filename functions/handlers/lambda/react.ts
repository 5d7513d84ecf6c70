// The loop on Lambda: reacts to documents that have changed (the table's stream) and to those that are due (what
// the sweep found). The only function that signs, sends mail and publishes.
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { revocationWatch } from '../../workflow/mark-revoked.ts';
import { prepareRegister } from '../../workflow/prepare-register.ts';
import { react } from '../../workflow/react.ts';
import { loopWorld } from '../wire.ts';

/** What Lambda sends to the destination of the sweep (AWS Lambda developer guide, "Retain records of asynchronous invocations"). */
interface SweepResult {
  responsePayload: { ids: string[] };
}

/** Documents worked on at once: reading, signing by KMS and mail are mostly waiting. */
const AT_ONCE = 4;
const DOCUMENT = 'document#';

/** The table's lists are eventually consistent: mostly a second, rarely more. */
const LISTS_LAG_MS = 60_000;

const world = await loopWorld();
const lookForRevocations = revocationWatch(world, LISTS_LAG_MS);
let prepared: Promise<void> | undefined;

export async function handler(event: DynamoDBStreamEvent | SweepResult): Promise<DynamoDBBatchResponse> {
  return 'Records' in event ? reactToChanges(event) : reactToDue(event);
}

/** Of the records that failed, the first is named: Lambda repeats the batch from there on. */
async function reactToChanges({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  const changed = Records.map(({ dynamodb }) => ({
    id: dynamodb?.Keys?.pk?.S?.slice(DOCUMENT.length) ?? '',
    position: dynamodb?.SequenceNumber ?? '',
  }));
  const failed = await reactToAll(changed.map(({ id }) => id));
  const first = changed.find(({ id }) => failed.has(id));
  return { batchItemFailures: first ? [{ itemIdentifier: first.position }] : [] };
}

async function reactToDue({ responsePayload }: SweepResult): Promise<DynamoDBBatchResponse> {
  // Once per start: the register can be read before its first pledge, and has the pages of this version.
  prepared ??= prepareRegister(world).catch((error) => {
    prepared = undefined;
    throw error;
  });
  const [preparation, failed] = await Promise.all([
    prepared.then(lookForRevocations).then(
      () => undefined,
      (error: unknown) => error ?? 'unknown',
    ),
    reactToAll(responsePayload.ids),
  ]);
  if (preparation) throw preparation;
  if (failed.size > 0) throw new Error(`${failed.size} documents could not be worked on`);
  return { batchItemFailures: [] };
}

/** Returns the ids that failed: one that cannot be read does not hold up the others. */
async function reactToAll(ids: readonly string[]): Promise<Set<string>> {
  const waiting = [...new Set(ids)];
  const failed = new Set<string>();
  async function work(): Promise<void> {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      try {
        await react(world, id);
      } catch (error) {
        failed.add(id);
        const code = error instanceof Error ? error.name : 'unknown';
        world.log({ level: 'error', what: 'document not worked on', document: id, code });
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return failed;
}
