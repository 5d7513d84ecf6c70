// The commands that are tried in every order, each run on the model and on the workflow; fast-check makes the orders.
import { expect } from '@jest/globals';
import fc from 'fast-check';
import { fold } from '../../functions/domain/document.ts';
import { type LinkHolder, linkToken, oneTimeCode } from '../../functions/domain/link.ts';
import { ROLES, type Role } from '../../functions/domain/party.ts';
import { Refusal } from '../../functions/domain/refusal.ts';
import { draft } from '../../functions/workflow/draft.ts';
import { issue } from '../../functions/workflow/issue.ts';
import { react } from '../../functions/workflow/react.ts';
import { remind } from '../../functions/workflow/remind.ts';
import {
  consent,
  consentVersion,
  decline,
  openLink,
  PUBLICATION_VERSION,
  requestCode,
} from '../../functions/workflow/signer.ts';
import type { Staff } from '../../functions/workflow/staff.ts';
import { voidDocument } from '../../functions/workflow/void.ts';
import { Crash, type Mortal, QUICK_INPUT, QUICK_TYPES, type QuickWorld } from './quick-world.ts';
import { faultsOfTrail } from './trail-rules.ts';
import {
  type DocumentModel,
  type Model,
  newPartyModel,
  type PartyModel,
  refusalOfCode,
  refusalOfTyped,
  refusalToAct,
  refusalToRemind,
  runLoop,
} from './workflow-model.ts';

const STAFF: Staff = { id: 'xining', name: '李海燕', organization: '西宁市发改委', scope: '6301' };
const REASON = '规划面积与批复不符';

export interface Real {
  world: QuickWorld;
  mortal: Mortal;
}

type Command = fc.AsyncCommand<Model, Real>;

const trailOf = async ({ world }: Real, id: string) => (await world.documents.load(id))!.events;
const stateOf = async (real: Real, id: string) => fold(await trailOf(real, id));
const holderOf = ({ id }: DocumentModel, role: Role): LinkHolder => ({ document: id, role });

/** The code of the refusal that `act` meets, or undefined; any other error is thrown. */
async function refusalOf(act: Promise<unknown>): Promise<string | undefined> {
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
async function dies(real: Real, call: number, when: 'before' | 'after', work: () => Promise<unknown>) {
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
async function readLoop(document: DocumentModel, real: Real): Promise<void> {
  const state = await stateOf(real, document.id);
  for (const [role, party] of Object.entries(document.parties)) {
    const { signed, remindedAt } = state.parties[role as Role];
    party.signed = signed !== undefined;
    party.reminded = remindedAt.map((at) => Date.parse(at));
  }
  if (state.status === 'expired') document.ended = 'expired';
  if (state.status === 'signed' || state.status === 'published') document.ended = 'completed';
}

class Issue implements Command {
  constructor(
    readonly type: number,
    readonly call: number,
    readonly when: 'before' | 'after',
  ) {}

  check = (model: Readonly<Model>) => model.documents.length < 3;

  async run(model: Model, real: Real): Promise<void> {
    const type = QUICK_TYPES[this.type]!;
    const { id } = await draft(real.world, STAFF, type.id, QUICK_INPUT);
    const work = () => issue(real.world, id, { kind: 'workflow' });
    // The process dies while it issues; the next one is asked again.
    const died = await dies(real, this.call, this.when, work);
    if (model.now >= Date.parse('2026-12-04T15:59:59.999Z')) expect(died).toBeDefined();
    await work();
    const state = await stateOf(real, id);
    const parties = Object.fromEntries(
      type
        .order({})
        .flat()
        .map((role) => [role, newPartyModel()]),
    );
    model.documents.push({
      id,
      type: type.id,
      order: type.order({}),
      discloses: type.disclosure !== undefined,
      dueAt: Date.parse(state.issue!.dueAt),
      parties,
    });
    await mustKeepRules(model, real);
  }

  toString = () => `issue ${QUICK_TYPES[this.type]!.id}, dying ${this.when} call ${this.call}`;
}

/** A command on one document; which one, if there are fewer, is taken round. */
abstract class OnDocument implements Command {
  constructor(readonly index: number) {}

  check = (model: Readonly<Model>) => model.documents.length > 0;

  async run(model: Model, real: Real): Promise<void> {
    await this.act(model, real, model.documents[this.index % model.documents.length]!);
    await mustKeepRules(model, real);
  }

  abstract act(model: Model, real: Real, document: DocumentModel): Promise<void>;
  abstract toString(): string;
}

class Open extends OnDocument {
  constructor(
    index: number,
    readonly role: Role,
  ) {
    super(index);
  }

  async act(_: Model, { world }: Real, document: DocumentModel): Promise<void> {
    const opened = openLink(world, linkToken(world.linkSecret, holderOf(document, this.role)));
    expect(await refusalOf(opened)).toBe(document.parties[this.role] ? undefined : 'link.invalid');
  }

  toString = () => `open ${this.index} as ${this.role}`;
}

class AskForCode extends OnDocument {
  constructor(
    index: number,
    readonly role: Role,
  ) {
    super(index);
  }

  async act(model: Model, { world }: Real, document: DocumentModel): Promise<void> {
    const expected = refusalOfCode(model, document, this.role);
    expect(await refusalOf(requestCode(world, holderOf(document, this.role)))).toBe(expected);
    if (expected) return;
    const party = document.parties[this.role]!;
    party.codes.push(model.now);
    party.failures = 0;
  }

  toString = () => `code ${this.index} for ${this.role}`;
}

const TYPED = [
  'right',
  'right',
  'right',
  'wrong',
  'older',
  'of another party',
  'of another document',
] as const;

interface Typing {
  role: Role;
  typed: (typeof TYPED)[number];
}

/** The code as typed, and whether it is the newest one of this party. */
async function typed(model: Model, { world }: Real, document: DocumentModel, { role, typed: how }: Typing) {
  const party = document.parties[role];
  const round = party?.codes.length ?? 0;
  const of = (one: LinkHolder, n: number) => oneTimeCode(world.linkSecret, one, n);
  const own = of(holderOf(document, role), party?.round ?? round);
  const other = model.documents.find(({ id }) => id !== document.id);
  const codes: Record<Typing['typed'], string> = {
    right: own,
    wrong: own === '000000' ? '000001' : '000000',
    older: of(holderOf(document, role), round - 1),
    'of another party': of(holderOf(document, ROLES.find((one) => one !== role)!), round),
    'of another document': of(holderOf(other ?? document, role), other ? round : round + 1),
  };
  return { code: codes[how], right: codes[how] === own };
}

class Consent extends OnDocument {
  constructor(
    index: number,
    readonly typing: Typing,
    readonly shown: 'newest' | 'base' | 'foreign',
    readonly times: number,
  ) {
    super(index);
  }

  async act(model: Model, real: Real, document: DocumentModel): Promise<void> {
    const { world } = real;
    const { role } = this.typing;
    const state = await stateOf(real, document.id);
    const { code, right } = await typed(model, real, document, this.typing);
    const given = {
      code,
      consent: consentVersion(world, state, role),
      publication: document.discloses ? PUBLICATION_VERSION : '',
      shown: {
        newest: state.revisions.at(-1)!.sha256,
        base: state.revisions[0]!.sha256,
        foreign: 'f'.repeat(64),
      }[this.shown],
    };
    const expected = Array.from({ length: this.times }, () => this.expect(model, document, right));
    const answers = await Promise.all(
      expected.map(() => refusalOf(consent(world, holderOf(document, role), given))),
    );
    expect(answers.sort()).toEqual(expected.sort());
  }

  expect(model: Model, document: DocumentModel, right: boolean): string | undefined {
    const party = document.parties[this.typing.role];
    if (party?.consented) return right ? undefined : 'party.already-signed';
    const refusal = refusalToAct(model, document, this.typing.role);
    if (refusal) return refusal;
    if (this.shown === 'foreign') return 'shown.mismatch';
    const wrong = tryCode(model, party!, right);
    if (!wrong) Object.assign(party!, { consented: true, round: party!.codes.length });
    return wrong;
  }

  toString = () => {
    const { role, typed: how } = this.typing;
    return `consent ${this.index} of ${role}, code ${how}, shown ${this.shown}, ${this.times} at once`;
  };
}

/** A code is tried on the model: a wrong one counts. */
function tryCode(model: Model, party: PartyModel, right: boolean): string | undefined {
  const counts = party.failures < 5;
  const refusal = refusalOfTyped(model, party, right);
  if (counts && (refusal === 'code.wrong' || refusal === 'code.exhausted')) party.failures += 1;
  return refusal;
}

class Decline extends OnDocument {
  constructor(
    index: number,
    readonly typing: Typing,
  ) {
    super(index);
  }

  async act(model: Model, real: Real, document: DocumentModel): Promise<void> {
    const { role } = this.typing;
    const again = (await stateOf(real, document.id)).parties[role].declined;
    const { code, right } = await typed(model, real, document, this.typing);
    const expected = again ? undefined : this.expect(model, document, right);
    expect(await refusalOf(decline(real.world, holderOf(document, role), { code, reason: REASON }))).toBe(
      expected,
    );
    if (!expected) document.ended ??= 'declined';
  }

  expect(model: Model, document: DocumentModel, right: boolean): string | undefined {
    const party = document.parties[this.typing.role];
    return refusalToAct(model, document, this.typing.role) ?? tryCode(model, party!, right);
  }

  toString = () => `decline ${this.index} as ${this.typing.role}, code ${this.typing.typed}`;
}

class Remind extends OnDocument {
  constructor(
    index: number,
    readonly role: Role,
  ) {
    super(index);
  }

  async act(model: Model, { world }: Real, document: DocumentModel): Promise<void> {
    const expected = refusalToRemind(model, document, this.role);
    expect(await refusalOf(remind(world, STAFF, document.id, this.role))).toBe(expected);
    if (!expected) document.parties[this.role]!.reminded.push(model.now);
  }

  toString = () => `remind ${this.index}, ${this.role}`;
}

class Void extends OnDocument {
  async act(_: Model, { world }: Real, document: DocumentModel): Promise<void> {
    const stands = document.ended !== undefined && document.ended !== 'voided';
    const refused = await refusalOf(voidDocument(world, STAFF, document.id, REASON));
    expect(refused).toBe(stands ? 'document.closed' : undefined);
    if (!stands) document.ended = 'voided';
  }

  toString = () => `void ${this.index}`;
}

class TimePasses implements Command {
  constructor(readonly minutes: number) {}

  check = () => true;

  async run(model: Model, { world }: Real): Promise<void> {
    model.now += this.minutes * 60_000;
    world.clock.advance(this.minutes * 60_000);
  }

  toString = () => `${this.minutes} minutes pass`;
}

class React extends OnDocument {
  constructor(
    index: number,
    readonly at: { call: number; when: 'before' | 'after' } | undefined,
    readonly times: number,
  ) {
    super(index);
  }

  async act(model: Model, real: Real, document: DocumentModel): Promise<void> {
    const { id } = document;
    const { at } = this;
    if (at && (await dies(real, at.call, at.when, () => react(real.world, id))))
      return readLoop(document, real);
    await Promise.all(Array.from({ length: this.times }, () => react(real.world, id)));
    await mustHaveFinished(model, real, document);
  }

  toString = () =>
    `react ${this.index}${this.at ? `, dying ${this.at.when} call ${this.at.call}` : ''}, ${this.times} at once`;
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

const index = fc.nat(2);
const role = fc.constantFrom(...ROLES);
const when = fc.constantFrom('before' as const, 'after' as const);

/** Who may sign now does all it takes, and the loop runs: without it, chance alone would seldom bring a document to its end. */
class SignInTurn extends OnDocument {
  async act(model: Model, real: Real, document: DocumentModel): Promise<void> {
    const roles = ROLES.filter((role) => !refusalOfCode(model, document, role));
    for (const role of roles) await new AskForCode(this.index, role).act(model, real, document);
    for (const role of roles)
      await new Consent(this.index, { role, typed: 'right' }, 'newest', 1).act(model, real, document);
    await new React(this.index, undefined, 1).act(model, real, document);
  }

  toString = () => `all in turn sign ${this.index}`;
}

/** Seven wrong codes at once, then the right one, which is of no use any more. */
class Guess extends OnDocument {
  constructor(
    index: number,
    readonly role: Role,
  ) {
    super(index);
  }

  async act(model: Model, real: Real, document: DocumentModel): Promise<void> {
    const { index, role } = this;
    if (refusalOfCode(model, document, role)) return;
    await new AskForCode(index, role).act(model, real, document);
    await new Consent(index, { role, typed: 'wrong' }, 'newest', 7).act(model, real, document);
    await new Consent(index, { role, typed: 'right' }, 'newest', 1).act(model, real, document);
  }

  toString = () => `guess ${this.index} as ${this.role}`;
}

/** Acting comes often, so that some documents are signed by all. */
export const COMMANDS = fc.commands(
  [
    fc
      .tuple(fc.nat(QUICK_TYPES.length - 1), fc.integer({ min: 1, max: 12 }), when)
      .map((a) => new Issue(...a)),
    fc.tuple(index, role).map((a) => new Open(...a)),
    fc.tuple(index, role).map((a) => new AskForCode(...a)),
    fc.tuple(index, role).map((a) => new AskForCode(...a)),
    fc
      .tuple(
        index,
        fc.record({ role, typed: fc.constantFrom(...TYPED) }),
        fc.constantFrom('newest' as const, 'newest' as const, 'base' as const, 'foreign' as const),
        fc.constantFrom(1, 1, 1, 3, 7),
      )
      .map((a) => new Consent(...a)),
    fc.tuple(index, role).map(([at, who]) => new Consent(at, { role: who, typed: 'right' }, 'newest', 1)),
    fc.tuple(index, role).map((a) => new Guess(...a)),
    fc.tuple(index, fc.record({ role, typed: fc.constantFrom(...TYPED) })).map((a) => new Decline(...a)),
    fc.tuple(index, role).map((a) => new Remind(...a)),
    index.map((a) => new Void(a)),
    fc.constantFrom(1, 9, 10, 61, 24 * 60, 8 * 24 * 60).map((minutes) => new TimePasses(minutes)),
    fc
      .tuple(
        index,
        fc.option(fc.record({ call: fc.integer({ min: 1, max: 14 }), when }), { nil: undefined }),
        fc.constantFrom(1, 1, 3),
      )
      .map((a) => new React(...a)),
    index.map((a) => new React(a, undefined, 1)),
    index.map((a) => new SignInTurn(a)),
  ],
  { maxCommands: 40, size: 'max' },
);
