// A party is reminded: by staff, or once by the workflow before the last day. Or staff let it have more codes.
import { remind as decideRemind, renewCodes as decideRenewCodes } from '../domain/decide.ts';
import { inTurn } from '../domain/document-questions.ts';
import type { Role } from '../domain/party.ts';
import { type Changing, change, load } from './change.ts';
import { actor, mustSee, type Staff } from './staff.ts';

export async function remind(world: Changing, staff: Staff, id: string, role: Role): Promise<void> {
  const { state } = await load(world, id);
  mustSee(staff.scope, state);
  await change(world, id, actor(staff), (current, now) => decideRemind(current, role, now));
}

/** For a signer whose codes somebody or something else has used up. */
export async function renewCodes(world: Changing, staff: Staff, id: string, role: Role): Promise<void> {
  const { state } = await load(world, id);
  mustSee(staff.scope, state);
  await change(world, id, actor(staff), (current, now) => decideRenewCodes(current, role, now));
}

export async function remindAsWorkflow(world: Changing, id: string, role: Role): Promise<void> {
  await change(world, id, { kind: 'workflow' }, (state) =>
    inTurn(state).includes(role) ? [{ kind: 'Reminded', role }] : [],
  );
}
