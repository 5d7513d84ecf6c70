// What the holder of a signing link does: open, ask for a code, consent, decline. Each is one change of the document.
import {
  consent as decideConsent,
  decline as decideDecline,
  open as decideOpen,
  requestCode as decideRequestCode,
} from '../domain/decide.ts';
import type { DocumentState } from '../domain/document.ts';
import { actedAt, currentRevision, inTurn, signers } from '../domain/document-questions.ts';
import type { Actor } from '../domain/event.ts';
import { isOneTimeCode, type LinkHolder, readLinkToken } from '../domain/link.ts';
import type { Role } from '../domain/party.ts';
import { Refusal, type RefusalCode } from '../domain/refusal.ts';
import { sha256 } from '../domain/trail.ts';
import { inCheck } from '../domain/way.ts';
import { type AgreedWords, type Circumstances, withEvidence } from './act-evidence.ts';
import { type Changing, change, load } from './change.ts';
import { putReason, reasonFile } from './reason.ts';
import type { World } from './world.ts';

/** Versions of the words beside the check boxes (pages/sign/consent); recorded with each consent. */
export const CONSENT_VERSION = '2026-11-25';
export const RECEIPT_VERSION = '2026-11-25-receipt';
export const PUBLICATION_VERSION = '2026-11';

/** Whether this party's signature is a receipt (签收): it agrees to nothing but to have received the document. */
export function receives(world: Pick<World, 'documentType'>, state: DocumentState, role: Role): boolean {
  return world.documentType(state.type)?.receivers?.includes(role) ?? false;
}

/** The words this party is asked to agree to. */
export function consentVersion(world: Pick<World, 'documentType'>, state: DocumentState, role: Role): string {
  return receives(world, state, role) ? RECEIPT_VERSION : CONSENT_VERSION;
}

type Signer = Changing & Pick<World, 'linkSecret' | 'files' | 'random'>;

const actorOf = (holder: LinkHolder): Actor => ({ kind: 'signer', role: holder.role });

/** What a link that we did not send says nothing about. */
const NOT_OURS: readonly RefusalCode[] = ['document.unknown', 'party.unknown'];

/** Exchanges a link's token for its holder; each time is recorded, so that a link in two hands is seen. A token that is not ours tells nothing. */
export async function openLink(world: Signer, token: string, from?: Circumstances): Promise<LinkHolder> {
  const holder = readLinkToken(world.linkSecret, token);
  if (!holder) throw new Refusal('link.invalid');
  try {
    const seen = withEvidence(world, holder, { from });
    await change(world, holder.document, actorOf(holder), (state) => seen(decideOpen(state, holder.role)));
  } catch (error) {
    if (error instanceof Refusal && NOT_OURS.includes(error.code)) throw new Refusal('link.invalid');
    throw error;
  }
  return holder;
}

/**
 * The digest of the file that this holder may see now. A party sees the document while it is being signed and
 * after it was signed by all; of one that ended otherwise only what it signed, or what it has read and declined.
 */
export function visibleRevision(state: DocumentState, holder: LinkHolder): string | undefined {
  const party = state.parties[holder.role];
  const ended = state.status === 'voided' || state.status === 'declined' || state.status === 'expired';
  if (!ended || party.declined) return currentRevision(state);
  return party.signed?.revision;
}

export async function requestCode(world: Signer, holder: LinkHolder, from?: Circumstances): Promise<void> {
  const seen = withEvidence(world, holder, { from });
  await change(world, holder.document, actorOf(holder), (state, now) =>
    seen(decideRequestCode(state, holder.role, now)),
  );
}

export interface Submission {
  code: string;
  consent: string;
  /** '' where it is not asked, or not given. */
  publication: string;
  shown: string;
  /** The words that stood beside the boxes, whole. */
  words?: AgreedWords;
}

export async function consent(
  world: Signer & Pick<World, 'documentType'>,
  holder: LinkHolder,
  given: Submission,
  from?: Circumstances,
): Promise<void> {
  const seen = withEvidence(world, holder, { from, words: given.words });
  let refusal: Refusal | undefined;
  await change(world, holder.document, actorOf(holder), (state, now) => {
    const decided = decideConsent(
      state,
      {
        role: holder.role,
        consent: given.consent,
        currentConsent: consentVersion(world, state, holder.role),
        publication: given.publication,
        currentPublication: PUBLICATION_VERSION,
        shown: given.shown,
        isCode: (round) => isOneTimeCode(world.linkSecret, holder, round, given.code),
      },
      now,
    );
    refusal = decided.refusal;
    return seen(decided.events);
  });
  if (refusal) throw refusal;
}

/** The reason is stored when the decision stands: a link alone fills no store. */
export async function decline(
  world: Signer,
  holder: LinkHolder,
  given: { code: string; reason: string },
  from?: Circumstances,
): Promise<void> {
  const of = { document: holder.document, act: 'Declined', role: holder.role } as const;
  const reason = sha256(reasonFile(of, given.reason));
  const seen = withEvidence(world, holder, { from });
  let refusal: Refusal | undefined;
  await change(world, holder.document, actorOf(holder), async (state, now) => {
    const isCode = (round: number) => isOneTimeCode(world.linkSecret, holder, round, given.code);
    const decided = decideDecline(state, { role: holder.role, reason, isCode }, now);
    refusal = decided.refusal;
    if (!refusal && decided.events.length > 0) await putReason(world.files, of, given.reason);
    return seen(decided.events);
  });
  if (refusal) throw refusal;
}

export type Standing =
  | 'may-sign'
  | 'waits-for-others'
  | 'in-check'
  | 'being-signed'
  | 'has-signed'
  | 'has-declined'
  | 'ended';

/** What the page of this holder says. */
export function standingOf(state: DocumentState, holder: LinkHolder): Standing {
  const party = state.parties[holder.role];
  if (party.signed) return 'has-signed';
  if (party.declined) return 'has-declined';
  if (state.status !== 'signing') return 'ended';
  if (actedAt(party)) return 'being-signed';
  if (inCheck(party.other)) return 'in-check';
  return inTurn(state).includes(holder.role) ? 'may-sign' : 'waits-for-others';
}

export async function loadForHolder(
  world: Pick<World, 'documents'>,
  holder: LinkHolder,
): Promise<DocumentState> {
  const { state } = await load(world, holder.document);
  if (!signers(state).includes(holder.role)) throw new Refusal('link.invalid');
  return state;
}
