// The commands that are tried in every order, each run on the model and on the workflow; fast-check makes the orders.
import { expect } from '@jest/globals';
import fc from 'fast-check';
import { ROLES, type Role } from '../../functions/domain/party.ts';
import { draft } from '../../functions/workflow/draft.ts';
import { issue } from '../../functions/workflow/issue.ts';
import { react } from '../../functions/workflow/react.ts';
import { remind } from '../../functions/workflow/remind.ts';
import type { Staff } from '../../functions/workflow/staff.ts';
import { voidDocument } from '../../functions/workflow/void.ts';
import { QUICK_INPUT, QUICK_TYPES } from './quick-world.ts';
import { AskForCode, Consent, ConsentAndDecline, Decline, Guess, Open, TYPED } from './signer-commands.ts';
import {
  type Command,
  dies,
  mustHaveFinished,
  mustKeepRules,
  OnDocument,
  type Real,
  readLoop,
  refusalOf,
  stateOf,
} from './workflow-command.ts';
import {
  type DocumentModel,
  type Model,
  newPartyModel,
  refusalOfCode,
  refusalToRemind,
} from './workflow-model.ts';

const REASON = '规划面积与批复不符';

const STAFF: Staff = { id: 'xining', name: '李海燕', organization: '西宁市发改委', scope: '6301' };

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
    await dies(real, this.call, this.when, work);
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

const index = fc.nat(2);

const role = fc.constantFrom(...ROLES);

const when = fc.constantFrom('before' as const, 'after' as const);

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
    fc
      .tuple(index, role, fc.constantFrom('consent' as const, 'decline' as const))
      .map((a) => new ConsentAndDecline(...a)),
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
