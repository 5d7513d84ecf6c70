// Every minute: which documents are due. Lambda hands the answer on to the react function (its destination on
// success), so that this function needs no right but to read one index.
import { sweepWorld } from '../wire.ts';

/** The most overdue first; what does not fit is found a minute later. */
const LIMIT = 50;

const world = sweepWorld();

export async function handler(): Promise<{ ids: string[] }> {
  return { ids: await world.documents.due(world.clock.now(), LIMIT) };
}
