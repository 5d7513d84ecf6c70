// Staff void a document that is not yet signed by all, with a reason; or try a stuck one again.
import { retry as decideRetry, voidDocument as decideVoid } from '../domain/decide.ts';
import { type Changing, change, load } from './change.ts';
import { putReason } from './reason.ts';
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
  const digest = await putReason(world.files, reason);
  await change(world, id, actor(staff), (current) => decideVoid(current, digest));
}

export async function retry(world: Changing, staff: Staff, id: string): Promise<void> {
  const { state } = await load(world, id);
  mustSee(staff.scope, state);
  await change(world, id, actor(staff), decideRetry);
}
