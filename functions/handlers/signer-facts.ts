// From a document's state to what the page of one holder may know of it.
import type { DocumentState } from '../domain/document.ts';
import {
  actedAt,
  currentRevision,
  inTurn,
  mayBePublished,
  pendingTimestamp,
  signers,
  wayOf,
} from '../domain/document-questions.ts';
import type { LinkHolder } from '../domain/link.ts';
import { officeOf, type Party, ROLE_NAMES, type Role } from '../domain/party.ts';
import { formatDeadline, formatInstant, type Instant } from '../domain/time.ts';
import { inCheck, pendingSeal, WAY_NAMES } from '../domain/way.ts';
import { CONSENT_TEXTS, PUBLICATION_TEXTS } from '../pages/sign/consent.ts';
import type { DocumentFacts, Outcome, PartyFacts, SignerFacts } from '../pages/sign/facts.ts';
import { mustBeType } from '../workflow/draft.ts';
import { getJson } from '../workflow/form.ts';
import { returnedWhy } from '../workflow/returned-why.ts';
import {
  consentVersion,
  PUBLICATION_VERSION,
  receives,
  standingOf,
  visibleRevision,
} from '../workflow/signer.ts';
import type { World } from '../workflow/world.ts';

type Knowing = Pick<World, 'files' | 'documentType' | 'clock' | 'office'>;

export async function signerFacts(
  world: Knowing,
  state: DocumentState,
  holder: LinkHolder,
): Promise<SignerFacts> {
  const { contact, publicUrl } = world.office;
  const standing = standingOf(state, holder);
  const outcome = outcomeOf(state, world.clock.now());
  if (standing === 'ended' || (outcome === 'expired' && standing !== 'has-signed'))
    return { standing: 'ended', outcome: outcome ?? 'voided', contact };
  const issue = state.issue!;
  const type = mustBeType(world, state.type);
  const value = await getJson(world.files, issue.data);
  const parties = type.parties(value).filter(({ role }) => signers(state).includes(role));
  const revision = visibleRevision(state, holder);
  const consent = consentVersion(world, state, holder.role);
  const discloses = mayBePublished(state);
  const timestamp = pendingTimestamp(state);
  return {
    standing,
    role: holder.role,
    office: officeOf(parties),
    documentName: type.name,
    title: type.title(value),
    number: issue.number,
    dueText: formatDeadline(issue.dueAt),
    parties: parties.map((party) =>
      partyFacts(state, party, holder.role, receives(world, state, party.role)),
    ),
    mailbox: maskedMailbox(parties.find(({ role }) => role === holder.role)!.email),
    receives: receives(world, state, holder.role),
    ...(await otherWayFacts(world, state, holder.role)),
    consent: { version: consent, text: CONSENT_TEXTS[consent]! },
    // Nobody is asked to agree to a publication that the policy of its type rules out.
    ...(discloses
      ? { publication: { version: PUBLICATION_VERSION, text: PUBLICATION_TEXTS[PUBLICATION_VERSION]! } }
      : {}),
    ...(revision ? { revision } : {}),
    allSigned: parties.every(({ role }) => state.parties[role].signed),
    ...(timestamp ? { pendingTimestamp: timestamp } : {}),
    discloses,
    ...(state.publicPath ? { publicUrl: `${publicUrl}/${state.publicPath}` } : {}),
    ...(outcome ? { outcome } : {}),
    contact,
  } satisfies DocumentFacts;
}

/** What a party that signs otherwise than over its link sees besides. */
async function otherWayFacts(
  world: Knowing,
  state: DocumentState,
  role: Role,
): Promise<Pick<DocumentFacts, 'way' | 'printReady' | 'seal' | 'returnedWhy'>> {
  const way = wayOf(state, role);
  if (way === 'link') return { way };
  const { other } = state.parties[role];
  const why = await returnedWhy(world.files, state, role);
  const returned = why ? { returnedWhy: why } : {};
  if (way === 'wet-seal')
    return { way, printReady: other?.print?.revision === currentRevision(state), ...returned };
  const seal = other && pendingSeal(other);
  if (!seal) return { way, seal: { state: 'none' }, ...returned };
  if (!seal.page) return { way, seal: { state: 'beginning' }, ...returned };
  const url = new TextDecoder().decode(await world.files.get(seal.page));
  return { way, seal: { state: 'open', url }, ...returned };
}

/** The right to sign ends at its instant, not when the workflow gets round to writing it down. */
function outcomeOf(state: DocumentState, now: Instant): Outcome | undefined {
  const { status, issue, parties } = state;
  if (status === 'declined' || status === 'voided' || status === 'expired') return status;
  const consenting = Object.values(parties).some(
    (party) => !party.signed && (actedAt(party) || inCheck(party.other)),
  );
  const mayStillSign = inTurn(state).length > 0 && !consenting;
  return issue && mayStillSign && now >= issue.dueAt ? 'expired' : undefined;
}

function partyFacts(state: DocumentState, party: Party, own: Role, isReceipt: boolean): PartyFacts {
  const { role, organization, person, title } = party;
  const { signed } = state.parties[role];
  return {
    role,
    label: ROLE_NAMES[role],
    organization,
    receives: isReceipt,
    wayName: WAY_NAMES[wayOf(state, role)],
    state: partyState(state, role),
    ...(signed ? { signedAt: signed.at, signedAtText: formatInstant(signed.at) } : {}),
    ...(signed || role === own ? { signer: { person, title } } : {}),
  };
}

function partyState(state: DocumentState, role: Role): PartyFacts['state'] {
  const { signed, declined } = state.parties[role];
  if (signed) return 'signed';
  if (declined) return 'declined';
  if (actedAt(state.parties[role])) return 'being-signed';
  if (inCheck(state.parties[role].other)) return 'in-check';
  return inTurn(state).includes(role) ? 'in-turn' : 'waits';
}

/** `w***@example.gov.cn`: enough to know one's own mailbox, not enough to write to it. */
export function maskedMailbox(email: string): string {
  const at = email.lastIndexOf('@');
  const [first = ''] = email;
  return `${first}***${email.slice(at)}`;
}
