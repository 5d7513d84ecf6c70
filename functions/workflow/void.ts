// Staff void a document, with a reason: one that is not yet signed by all, or that can never be published because a
// signature in it has fallen; or they try a stuck one again.
import { retry as decideRetry, voidDocument as decideVoid, mayBeVoided } from '../domain/decide.ts';
import type { DocumentState } from '../domain/document.ts';
import { isUnfinished } from '../domain/document-questions.ts';
import { sha256 } from '../domain/trail.ts';
import { type Changing, change, load } from './change.ts';
import { putReason, reasonFile } from './reason.ts';
import { actor, mustSee, type Staff } from './staff.ts';
import { fallenByTrail, type RevokedBy } from './standing-signatures.ts';
import type { World } from './world.ts';

export type Voiding = Changing &
  Pick<World, 'files'> & {
    /** What is revoked; undefined while there is no authority. */
    authority(): Promise<{ readonly lists: readonly RevokedBy[] } | undefined>;
  };

export async function voidDocument(world: Voiding, staff: Staff, id: string, reason: string): Promise<void> {
  const { state } = await load(world, id);
  mustSee(staff.scope, state);
  const of = { document: id, act: 'Voided' } as const;
  const digest = sha256(reasonFile(of, reason));
  // Asked only where it matters: the file may be the very thing that is damaged.
  const fallen = !mayBeVoided(state) && (await hasFallen(world, state));
  await change(world, id, actor(staff), async (current) => {
    const events = decideVoid(current, digest, fallen);
    // Kept when the decision stands: the reason of an act that no event names is a finding of an audit.
    if (events.length > 0) await putReason(world.files, of, reason);
    return events;
  });
}

/** Whether a signature of a document that all have signed has fallen before the platform was done with it. */
export async function hasFallen(
  { files, authority }: Pick<Voiding, 'files' | 'authority'>,
  state: DocumentState,
): Promise<boolean> {
  if (!isUnfinished(state)) return false;
  const { lists } = (await authority()) ?? { lists: [] };
  return (await fallenByTrail({ files }, lists, state)).length > 0;
}

export async function retry(world: Changing, staff: Staff, id: string): Promise<void> {
  const { state } = await load(world, id);
  mustSee(staff.scope, state);
  await change(world, id, actor(staff), decideRetry);
}
