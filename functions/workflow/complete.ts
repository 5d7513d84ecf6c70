// All parties have signed.
import { signers } from '../domain/document-questions.ts';
import { type Changing, change } from './change.ts';
import type { World } from './world.ts';

export async function complete(
  world: Changing & Pick<World, 'timestamps' | 'secondSignature'>,
  id: string,
): Promise<void> {
  const { timestamper, policy } = world.timestamps;
  const timestamp = timestamper.available ? { timestamp: policy } : {};
  await change(world, id, { kind: 'workflow' }, (state) =>
    state.status === 'signing' && signers(state).every((role) => state.parties[role].signed)
      ? [{ kind: 'Completed', ...timestamp, ...(world.secondSignature ? { second: true } : {}) }]
      : [],
  );
}
