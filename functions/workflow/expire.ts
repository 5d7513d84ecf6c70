// The last day has passed without all signatures.
import { type Changing, change } from './change.ts';
import { next } from './next.ts';

/** Asked once more of the newest state: a consent or a scan may have come in while this was begun. */
export async function expire(world: Changing, id: string): Promise<void> {
  await change(world, id, { kind: 'workflow' }, (state, now) =>
    next(state, now).job?.verb === 'expire' ? [{ kind: 'Expired' }] : [],
  );
}
