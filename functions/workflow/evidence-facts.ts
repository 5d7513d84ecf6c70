// Gathers what an evidence report says: from the trail, the private files and our own verifier.
import { type DocumentState, fold, STATUS_NAMES } from '../domain/document.ts';
import { signers, wayOf } from '../domain/document-questions.ts';
import type { DocumentEvent, Sha256 } from '../domain/event.ts';
import type {
  EvidenceAct,
  EvidenceConsent,
  EvidenceFacts,
  EvidenceParty,
  EvidenceRevision,
} from '../domain/evidence.ts';
import type { Party, Role } from '../domain/party.ts';
import { brokenAt, eventDigest } from '../domain/trail.ts';
import type { StoredDocument } from '../ports/document-store.ts';
import { organizationOf } from '../sign/organization-of.ts';
import { type Verification, verifySignedPdf } from '../sign/verify.ts';
import { readEvidence } from './act-evidence.ts';
import { mustBeType } from './draft.ts';
import { withinLimits } from './evidence-files.ts';
import { mailsEvidence } from './evidence-mails.ts';
import { fileOf, waysEvidence } from './evidence-ways.ts';
import { getJson } from './form.ts';
import { getReason } from './reason.ts';
import { isHeadOf } from './trail-head.ts';
import type { World } from './world.ts';

export type Reporting = Pick<
  World,
  'files' | 'documentType' | 'authority' | 'timestamps' | 'office' | 'evidence' | 'uncovered'
> & {
  /** Its public half alone is asked for here. */
  trailKey: Pick<World['trailKey'], 'publicKey'>;
};

/** Of an issued document's whole trail; throws FileMissing or FileDamaged for a file that it names. */
export async function evidenceFacts(
  world: Reporting,
  { id, events, head }: Pick<StoredDocument, 'id' | 'events' | 'head'>,
): Promise<EvidenceFacts> {
  const state = fold(events);
  const issue = state.issue!;
  const last = events.at(-1)!;
  const type = mustBeType(world, state.type);
  const parties = type
    .parties(await getJson(world.files, issue.data))
    .filter(({ role }) => signers(state).includes(role));
  const { anchors } = await world.authority();
  const verified = await verifyAll(world, state, anchors);
  const newest = verified.at(-1)?.verification;
  const receivers = type.receivers ?? [];
  const context = { world, id, state, events, newest, receivers };
  return {
    id,
    typeName: type.name,
    title: state.summary.title,
    number: issue.number,
    issuedOn: issue.issuedOn,
    dueAt: issue.dueAt,
    statusName: STATUS_NAMES[state.status],
    at: last.at,
    through: last.sequence,
    head: eventDigest(last),
    chainSound: brokenAt(events) === undefined,
    headSound: head !== undefined && (await isHeadOf(await world.trailKey.publicKey(), id, events, head)),
    parties: withinLimits(await Promise.all(parties.map((party) => partyEvidence(context, party)))),
    revisions: verified.map(({ file, signedBy, verification }) => ({
      ...file,
      signedBy: parties.filter(({ role }) => signedBy.includes(role)).map(({ organization }) => organization),
      ...(verification ? { verdict: verdictOf(verification) } : {}),
    })) satisfies EvidenceRevision[],
    archived: newest?.verdict === 'sound' ? newest.archived : [],
    events: events.map((event) => ({
      sequence: event.sequence,
      kind: event.kind,
      words: world.evidence.event(event, receivers, issue.ways),
      at: event.at,
      by: world.evidence.actor(event.by),
      digest: eventDigest(event),
    })),
    platform: {
      organization: organizationOf(anchors[0]!),
      url: world.office.baseUrl,
      contact: world.office.contact,
    },
  };
}

interface Context {
  world: Reporting;
  id: string;
  state: DocumentState;
  events: readonly DocumentEvent[];
  newest: Verification | undefined;
  receivers: readonly Role[];
}

async function verifyAll(world: Reporting, state: DocumentState, anchors: readonly Uint8Array[]) {
  return Promise.all(
    state.revisions.map(async ({ sha256, signedBy }) => {
      const bytes = await world.files.get(sha256);
      const expect = { baseSha256: state.issue!.base, fields: signedBy, timeRoots: world.timestamps.roots };
      const verification = signedBy.length > 0 ? await verifySignedPdf(bytes, anchors, expect) : undefined;
      return { file: fileOf(sha256, bytes), signedBy, verification };
    }),
  );
}

function verdictOf(verification: Verification): string {
  return verification.verdict === 'sound' ? 'sound' : `${verification.rule}: ${verification.detail}`;
}

async function partyEvidence(context: Context, party: Party): Promise<EvidenceParty> {
  const { world, id, state, events, receivers } = context;
  const { role, organization, code, person, title, email } = party;
  const { declined } = state.parties[role];
  const own = events.filter(({ by }) => by.kind === 'signer' && by.role === role);
  const consent = await consentOf(world, own);
  const signature = signatureOf(context, party);
  return {
    ...{ role, organization, code, person, title, email },
    receives: receivers.includes(role),
    way: wayOf(state, role),
    ...(await waysEvidence(world, events, role)),
    mails: mailsEvidence(world, id, events, role),
    // Parts of a scan are told of with it.
    acts: await Promise.all(
      own.filter(({ kind }) => kind !== 'PartStored').map((event) => actOf(context, event)),
    ),
    ...(consent ? { consent } : {}),
    ...(signature ? { signature } : {}),
    ...(declined
      ? { declined: { at: declined.at, reason: await getReason(world.files, declined.reason) } }
      : {}),
  };
}

async function actOf({ world, receivers }: Context, event: DocumentEvent): Promise<EvidenceAct> {
  const { sequence, at } = event;
  const words = world.evidence.event(event, receivers);
  const kept = evidenceDigest(event);
  const from = kept && (await readEvidence(world.files, kept)).from;
  return { sequence, at, words, ...(from ? { from } : {}) };
}

const evidenceDigest = (event: DocumentEvent): Sha256 | undefined =>
  'evidence' in event ? event.evidence : undefined;

async function consentOf(
  { files, evidence }: Reporting,
  own: readonly DocumentEvent[],
): Promise<EvidenceConsent | undefined> {
  const given = own.find((event) => event.kind === 'Consented');
  if (given?.kind !== 'Consented') return undefined;
  const kept = given.evidence ? (await readEvidence(files, given.evidence)).words : undefined;
  const { at, consent: version, publication, shown, codeRound } = given;
  const words = kept ?? {
    consent: evidence.consents[version],
    publication: evidence.publications[publication ?? ''],
  };
  return {
    at,
    version,
    text: words.consent ?? '',
    ...(publication ? { publication: { version: publication, text: words.publication ?? '' } } : {}),
    shown: fileOf(shown, await files.get(shown)),
    codeRound,
  };
}

/** As it stands in the newest file, not as the trail says. */
function signatureOf({ newest }: Context, { role }: Party): EvidenceParty['signature'] {
  if (newest?.verdict !== 'sound') return undefined;
  const found = newest.signatures.find(({ field }) => field === role);
  if (!found) return undefined;
  const { serial, subject, signedAt, trustedTime } = found;
  const { organization, organizationCode, role: title, person } = subject;
  return {
    serial,
    subject: `C=CN, O=${organization}, organizationIdentifier=${organizationCode}, title=${title}, CN=${person}`,
    signedAt,
    ...(trustedTime ? { stamp: trustedTime } : {}),
  };
}
