// Staff void a document that is not yet signed by all, with a reason; or try a stuck one again.
import { retry as decideRetry, voidDocument as decideVoid } from '../domain/decide.ts';
import { sha256 } from '../domain/trail.ts';
import { type Changing, change, load } from './change.ts';
import { putReason, reasonFile } from './reason.ts';
import { actor, mustSee, type Staff } from './staff.ts';
import type { World } from './world.ts';

export async function voidDocument(
  world: Changing & Pick<World, 'files'>,
  staff: Staff,
  id: string,
  reason: string,
): Promise<void> {
  const { state } = await load(world, id);
  mustSee(staff.scope, state);
  const of = { document: id, act: 'Voided' } as const;
  const digest = sha256(reasonFile(of, reason));
  await change(world, id, actor(staff), async (current) => {
    const events = decideVoid(current, digest);
    // Kept when the decision stands: the reason of an act that no event names is a finding of an audit.
    if (events.length > 0) await putReason(world.files, of, reason);
    return events;
  });
}

export async function retry(world: Changing, staff: Staff, id: string): Promise<void> {
  const { state } = await load(world, id);
  mustSee(staff.scope, state);
  await change(world, id, actor(staff), decideRetry);
}
