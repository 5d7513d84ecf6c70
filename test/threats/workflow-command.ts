// What a command on the workflow and its model is, and what is looked at after each.
import { expect } from '@jest/globals';
import type fc from 'fast-check';
import { fold } from '../../functions/domain/document.ts';
import type { LinkHolder } from '../../functions/domain/link.ts';
import type { Role } from '../../functions/domain/party.ts';
import { Refusal } from '../../functions/domain/refusal.ts';
import { Crash, type Mortal, type QuickWorld } from './quick-world.ts';
import { faultsOfTrail } from './trail-rules.ts';
import { type DocumentModel, type Model, runLoop } from './workflow-model.ts';

export interface Real {
  world: QuickWorld;
  mortal: Mortal;
}

export type Command = fc.AsyncCommand<Model, Real>;

export const trailOf = async ({ world }: Real, id: string) => (await world.documents.load(id))!.events;

export const stateOf = async (real: Real, id: string) => fold(await trailOf(real, id));

export const holderOf = ({ id }: DocumentModel, role: Role): LinkHolder => ({ document: id, role });

/** The code of the refusal that `act` meets, or undefined; any other error is thrown. */
export async function refusalOf(act: Promise<unknown>): Promise<string | undefined> {
  try {
    await act;
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

/** Every trail keeps the rules, and no two documents have one number. */
export async function mustKeepRules(model: Model, real: Real): Promise<void> {
  const numbers: string[] = [];
  for (const { id } of model.documents) {
    const trail = await trailOf(real, id);
    expect(faultsOfTrail(trail)).toEqual([]);
    for (const event of trail) if (event.kind === 'Issued') numbers.push(event.number);
  }
  expect(new Set(numbers).size).toBe(numbers.length);
}

/** Lets `work` die at an effect; tells whether it did. */
export async function dies(real: Real, call: number, when: 'before' | 'after', work: () => Promise<unknown>) {
  real.mortal.dieAt(call, when);
  try {
    await work();
    return false;
  } catch (error) {
    if (!(error instanceof Crash)) throw error;
    return true;
  } finally {
    real.mortal.revive();
  }
}

/** What the loop did before it died is read from the trail: the model says only what must stand when it has finished. */
export async function readLoop(document: DocumentModel, real: Real): Promise<void> {
  const state = await stateOf(real, document.id);
  for (const [role, party] of Object.entries(document.parties)) {
    const { signed, remindedAt } = state.parties[role as Role];
    party.signed = signed !== undefined;
    party.reminded = remindedAt.map((at) => Date.parse(at));
  }
  if (state.status === 'expired') document.ended = 'expired';
  if (state.status === 'signed' || state.status === 'published') document.ended = 'completed';
}

/** A command on one document; which one, if there are fewer, is taken round. */
export abstract class OnDocument implements Command {
  constructor(readonly index: number) {}

  check = (model: Readonly<Model>) => model.documents.length > 0;

  async run(model: Model, real: Real): Promise<void> {
    await this.act(model, real, model.documents[this.index % model.documents.length]!);
    await mustKeepRules(model, real);
  }

  abstract act(model: Model, real: Real, document: DocumentModel): Promise<void>;
  abstract toString(): string;
}

/** Whatever had died before: once the loop has run, all that was consented to in time is signed, and what is over has ended. */
export async function mustHaveFinished(model: Model, real: Real, document: DocumentModel): Promise<void> {
  runLoop(model, document);
  const state = await stateOf(real, document.id);
  const done = document.discloses ? 'published' : 'signed';
  const status = document.ended === 'completed' ? done : (document.ended ?? 'signing');
  expect(state.status).toBe(status);
  for (const [role, { signed, reminded }] of Object.entries(document.parties)) {
    expect([role, state.parties[role as Role].signed !== undefined]).toEqual([role, signed]);
    expect(state.parties[role as Role].remindedAt.length).toBeGreaterThanOrEqual(reminded.length);
  }
  expect(state.failures).toEqual({});
  expect(await real.world.documents.due(real.world.clock.now(), 10)).not.toContain(document.id);
  await readLoop(document, real);
}
