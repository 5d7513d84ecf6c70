// What the holder of a link tries, with codes of every kind, alone and at once.
import { expect } from '@jest/globals';
import { type LinkHolder, linkToken, oneTimeCode } from '../../functions/domain/link.ts';
import { ROLES, type Role } from '../../functions/domain/party.ts';
import {
  consent,
  consentVersion,
  decline,
  openLink,
  PUBLICATION_VERSION,
  requestCode,
} from '../../functions/workflow/signer.ts';
import { holderOf, OnDocument, type Real, refusalOf, stateOf } from './workflow-command.ts';
import {
  type DocumentModel,
  type Model,
  type PartyModel,
  refusalOfCode,
  refusalOfTyped,
  refusalToAct,
} from './workflow-model.ts';

const REASON = '规划面积与批复不符';

export class Open extends OnDocument {
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

export class AskForCode extends OnDocument {
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

export const TYPED = [
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

export class Consent extends OnDocument {
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
    const expected = Array.from({ length: this.times }, () =>
      this.expect(model, document, right, given.shown),
    );
    const answers = await Promise.all(
      expected.map(() => refusalOf(consent(world, holderOf(document, role), given))),
    );
    expect(answers.sort()).toEqual(expected.sort());
  }

  expect(model: Model, document: DocumentModel, right: boolean, shown: string): string | undefined {
    const party = document.parties[this.typing.role];
    // The same again, word for word, is answered as it was.
    if (party?.consented) return right && shown === party.shown ? undefined : 'party.already-signed';
    const refusal = refusalToAct(model, document, this.typing.role);
    if (refusal) return refusal;
    if (this.shown === 'foreign') return 'shown.mismatch';
    const wrong = tryCode(model, party!, right);
    if (!wrong) Object.assign(party!, { consented: true, round: party!.codes.length, shown });
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

export class Decline extends OnDocument {
  constructor(
    index: number,
    readonly typing: Typing,
  ) {
    super(index);
  }

  async act(model: Model, real: Real, document: DocumentModel): Promise<void> {
    const { role } = this.typing;
    const { code, right } = await typed(model, real, document, this.typing);
    const expected = this.expect(model, document, right);
    expect(await refusalOf(decline(real.world, holderOf(document, role), { code, reason: REASON }))).toBe(
      expected,
    );
    if (!expected) declinedBy(document, role);
  }

  expect(model: Model, document: DocumentModel, right: boolean): string | undefined {
    const party = document.parties[this.typing.role];
    if (party?.declined && right) return undefined;
    return refusalToAct(model, document, this.typing.role) ?? tryCode(model, party!, right);
  }

  toString = () => `decline ${this.index} as ${this.typing.role}, code ${this.typing.typed}`;
}

function declinedBy(document: DocumentModel, role: Role): void {
  const party = document.parties[role]!;
  Object.assign(party, { declined: true, round: party.codes.length });
  document.ended ??= 'declined';
}

/** One code for two acts at once: exactly one of them is done. */
export class ConsentAndDecline extends OnDocument {
  constructor(
    index: number,
    readonly role: Role,
    readonly first: 'consent' | 'decline',
  ) {
    super(index);
  }

  async act(model: Model, real: Real, document: DocumentModel): Promise<void> {
    const { world } = real;
    const { role } = this;
    if (refusalOfCode(model, document, role)) return;
    await new AskForCode(this.index, role).act(model, real, document);
    const { code } = await typed(model, real, document, { role, typed: 'right' });
    const state = await stateOf(real, document.id);
    const shown = state.revisions.at(-1)!.sha256;
    const given = {
      code,
      consent: consentVersion(world, state, role),
      publication: document.discloses ? PUBLICATION_VERSION : '',
      shown,
    };
    const holder = holderOf(document, role);
    const acts = {
      consent: () => refusalOf(consent(world, holder, given)),
      decline: () => refusalOf(decline(world, holder, { code, reason: REASON })),
    };
    const order =
      this.first === 'consent' ? (['consent', 'decline'] as const) : (['decline', 'consent'] as const);
    const answers = Object.fromEntries(
      await Promise.all(order.map(async (act) => [act, await acts[act]()] as const)),
    );
    const { consented, declined } = (await stateOf(real, document.id)).parties[role];
    expect([consented, declined].filter(Boolean)).toHaveLength(1);
    if (consented) {
      expect(answers).toEqual({ consent: undefined, decline: 'party.already-signed' });
      Object.assign(document.parties[role]!, { consented: true, round: consented.codeRound, shown });
    } else {
      expect(answers).toEqual({ consent: 'document.not-signing', decline: undefined });
      declinedBy(document, role);
    }
  }

  toString = () => `consent and decline ${this.index} as ${this.role}, ${this.first} first`;
}

/** Seven wrong codes at once, then the right one, which is of no use any more. */
export class Guess extends OnDocument {
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
