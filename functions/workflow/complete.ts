// All parties have signed, and the file that holds their signatures verifies as it is stored.
import type { DocumentState } from '../domain/document.ts';
import { signers } from '../domain/document-questions.ts';
import { type Changing, change, load } from './change.ts';
import { mustStand } from './standing-signatures.ts';
import { soundStoredFile } from './stored-file.ts';
import type { World } from './world.ts';

type Completing = Changing &
  Pick<World, 'files' | 'documentType' | 'authority' | 'timestamps' | 'secondSignature'>;

/** Throws what `soundStoredFile` throws: of a file that cannot be shown again, nobody is told that it is done. */
export async function complete(world: Completing, id: string): Promise<void> {
  const { state } = await load(world, id);
  if (!signedByAll(state)) return;
  // No signature can be added any more: the file that is read here is the one that is completed below.
  await soundStoredFile(world, state);
  await mustStand(world, state);
  const { timestamper, policy } = world.timestamps;
  const timestamp = timestamper.available ? { timestamp: policy } : {};
  await change(world, id, { kind: 'workflow' }, (current) =>
    signedByAll(current)
      ? [{ kind: 'Completed', ...timestamp, ...(world.secondSignature ? { second: true } : {}) }]
      : [],
  );
}

const signedByAll = (state: DocumentState): boolean =>
  state.status === 'signing' && signers(state).every((role) => state.parties[role].signed);
