// The last day has passed without all signatures.
import { type Changing, change } from './change.ts';

export async function expire(world: Changing, id: string): Promise<void> {
  await change(world, id, { kind: 'workflow' }, (state, now) =>
    state.status === 'signing' && state.issue && now >= state.issue.dueAt ? [{ kind: 'Expired' }] : [],
  );
}
