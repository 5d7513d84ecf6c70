// Every minute: which documents are due. Lambda hands the answer on to the react function (its destination on
// success), so that this function needs no right but to read one index.
import type { ScheduledEvent } from 'aws-lambda';
import { after } from '../../domain/time.ts';
import { sweepWorld } from '../wire.ts';

/** The most overdue first; what does not fit is found a minute later. */
const LIMIT = 50;

/** The stream comes first: at once, two at work on one document would each send its mails. */
const GRACE_MS = 60_000;

const world = sweepWorld();

export async function handler({ time }: Pick<ScheduledEvent, 'time'>): Promise<{ ids: string[] }> {
  return { ids: await world.documents.due(after(time, -GRACE_MS), LIMIT) };
}
