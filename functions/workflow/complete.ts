// All three have signed.
import { ROLES } from '../domain/party.ts';
import { type Changing, change } from './change.ts';

export async function complete(world: Changing, id: string): Promise<void> {
  await change(world, id, { kind: 'workflow' }, (state) =>
    state.status === 'signing' && ROLES.every((role) => state.parties[role].signed)
      ? [{ kind: 'Completed' }]
      : [],
  );
}
