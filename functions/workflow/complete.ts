// All parties have signed.
import { signers } from '../domain/document.ts';
import { type Changing, change } from './change.ts';

export async function complete(world: Changing, id: string): Promise<void> {
  await change(world, id, { kind: 'workflow' }, (state) =>
    state.status === 'signing' && signers(state).every((role) => state.parties[role].signed)
      ? [{ kind: 'Completed' }]
      : [],
  );
}
