// A party that seals with a provider's electronic seal: asked for, begun there, and its result fetched and kept.
import {
  beginSeal as decideBegin,
  claimSeal as decideClaim,
  confirmSeal as decideConfirm,
  requestSeal as decideRequest,
  setSealAside as decideSetAside,
  noteSeal,
  type SealOutcome,
} from '../domain/decide-ways.ts';
import { currentRevision } from '../domain/document-questions.ts';
import { isOneTimeCode, type LinkHolder } from '../domain/link.ts';
import type { Role } from '../domain/party.ts';
import type { Refusal } from '../domain/refusal.ts';
import { after, type Instant } from '../domain/time.ts';
import { pendingSeal, type Seal } from '../domain/way.ts';
import { SealUnproven } from '../ports/seal-provider.ts';
import { type AgreedWords, type Circumstances, withEvidence } from './act-evidence.ts';
import { type Changing, change, load } from './change.ts';
import { putReason } from './reason.ts';
import { partyOf } from './sign.ts';
import { PUBLICATION_VERSION } from './signer.ts';
import { actor, mustSee, type Staff } from './staff.ts';
import type { World } from './world.ts';

type Asking = Changing & Pick<World, 'files' | 'linkSecret' | 'random'>;

export async function requestSeal(
  world: Asking,
  holder: LinkHolder,
  given: { code: string; publication: string; words?: AgreedWords },
  from?: Circumstances,
): Promise<void> {
  const { role } = holder;
  const seen = withEvidence(world, holder, { from, words: given.words });
  let refusal: Refusal | undefined;
  await change(world, holder.document, { kind: 'signer', role }, (state, now) => {
    const decided = decideRequest(
      state,
      {
        role,
        publication: given.publication,
        currentPublication: PUBLICATION_VERSION,
        isCode: (round) => isOneTimeCode(world.linkSecret, holder, round, given.code),
      },
      now,
    );
    refusal = decided.refusal;
    return seen(decided.events);
  });
  if (refusal) throw refusal;
}

export async function claimSeal(world: Changing, holder: LinkHolder): Promise<void> {
  await change(world, holder.document, { kind: 'signer', role: holder.role }, (state, now) =>
    decideClaim(state, holder.role, now),
  );
}

type Sealing = Changing & Pick<World, 'files' | 'documentType' | 'seals' | 'office'>;

export async function beginSeal(world: Sealing, id: string, role: Role): Promise<void> {
  const { state } = await load(world, id);
  const { other } = state.parties[role];
  const revision = currentRevision(state);
  if (!revision || !other || !pendingSeal(other)) return;
  const { organization, code } = await partyOf(world, state, role);
  const { reference, url } = await world.seals.begin({
    sha256: revision,
    title: state.summary.title,
    number: state.issue!.number,
    organization,
    code,
    // After another party has signed, it is another file that is asked for, and so another request.
    requestId: `${id}-${role}-${other.seals}-${revision.slice(0, 16)}`,
    returnUrl: `${world.office.baseUrl}/sign`,
  });
  const page = await world.files.put(new TextEncoder().encode(url), 'text/plain; charset=utf-8');
  await change(world, id, { kind: 'workflow' }, (current) =>
    decideBegin(current, { role, revision, reference, page }),
  );
}

/** Throws whatever the provider's being out of reach throws: it is asked again later. */
export async function askSeal(world: Sealing, id: string, role: Role): Promise<void> {
  const { state } = await load(world, id);
  const seal = pendingSeal(state.parties[role].other ?? {});
  if (!seal?.reference) return;
  const { reference } = seal;
  const { code } = await partyOf(world, state, role);
  const outcome = await outcomeOf(world, { reference, code }, seal);
  await change(world, id, { kind: 'workflow' }, (current) => noteSeal(current, role, reference, outcome));
}

type Looking = Changing & Pick<World, 'files'>;

export async function confirmSeal(
  world: Looking,
  staff: Staff,
  id: string,
  given: { role: Role; evidence: string; checked: boolean },
): Promise<void> {
  await mustSeeIt(world, staff, id);
  await change(world, id, actor(staff), (state) => decideConfirm(state, given));
}

export async function setSealAside(
  world: Looking,
  staff: Staff,
  id: string,
  given: { role: Role; evidence: string; reason: string },
): Promise<void> {
  await mustSeeIt(world, staff, id);
  const reason = await putReason(
    world.files,
    { document: id, act: 'SealSetAside', role: given.role },
    given.reason,
  );
  await change(world, id, actor(staff), (state) => decideSetAside(state, { ...given, reason }));
}

async function mustSeeIt(world: Looking, staff: Staff, id: string): Promise<void> {
  const { state } = await load(world, id);
  mustSee(staff.scope, state);
}

/** How far the clocks of a provider and of ours may be apart. */
const CLOCK_SKEW_MS = 5 * 60_000;

async function outcomeOf(
  world: Sealing,
  { reference, code }: { reference: string; code: string },
  { revision, begunAt }: Seal,
): Promise<SealOutcome> {
  try {
    const result = await world.seals.result(reference);
    if (result.state === 'pending') return { kind: 'pending' };
    if (result.state === 'refused') {
      const reason = await world.files.put(
        new TextEncoder().encode(result.reason),
        'text/plain; charset=utf-8',
      );
      return { kind: 'refused', finding: 'refused', reason };
    }
    // A result for another file, replayed or mixed up, is kept nowhere and counts for nothing.
    if (result.sha256 !== revision) return { kind: 'refused', finding: 'other-file' };
    const { owner, seal } = result;
    if (owner !== undefined && owner !== code) return { kind: 'refused', finding: 'other-organization' };
    const now = world.clock.now();
    const sealedAt = sealedWithin(result.sealedAt, begunAt!, now);
    if (!sealedAt) return { kind: 'refused', finding: 'other-time' };
    const evidence = await world.files.put(result.evidence, 'application/octet-stream');
    // Whose seal it is stands in the evidence alone, which nobody here can read: a person has to look.
    const owned = owner === undefined ? { toCheck: true as const } : { owner };
    return { kind: 'sealed', evidence, seal, sealedAt, provider: world.seals.name, ...owned };
  } catch (error) {
    if (error instanceof SealUnproven) return { kind: 'refused', finding: 'unproven' };
    throw error;
  }
}

/** When it was sealed, as far as that can be: no signature of ours is dated before the request or later than now. */
function sealedWithin(sealedAt: Instant, begunAt: Instant, now: Instant): Instant | undefined {
  if (sealedAt < after(begunAt, -CLOCK_SKEW_MS) || sealedAt > after(now, CLOCK_SKEW_MS)) return undefined;
  return sealedAt > now ? now : sealedAt;
}
