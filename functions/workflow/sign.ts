// Makes the signature a party has consented to: fresh key, certificate, one incremental update, verified before it counts.
import { sign as decideSign } from '../domain/decide.ts';
import { currentRevision, type DocumentState } from '../domain/document.ts';
import type { Party, Role } from '../domain/party.ts';
import type { Instant } from '../domain/time.ts';
import { NoTimestamp } from '../ports/timestamper.ts';
import { issueSignerCertificate } from '../sign/certificate-authority.ts';
import { createOneShotKey } from '../sign/one-shot-key.ts';
import { signRevision } from '../sign/sign-revision.ts';
import { type VerifiedSignature, verifySignedPdf } from '../sign/verify.ts';
import { REVOCATION_LIST_PATH, ROOT_PATH } from './authority-files.ts';
import { change, load } from './change.ts';
import { mustBeType } from './draft.ts';
import { getJson } from './form.ts';
import type { World } from './world.ts';

type Signing = Pick<
  World,
  | 'documents'
  | 'files'
  | 'documentType'
  | 'printer'
  | 'authority'
  | 'timestamps'
  | 'clock'
  | 'random'
  | 'office'
  | 'log'
>;

/** Certificates outlive the key, which is dropped at once: a short life would only make readers print "expired". */
const CERTIFICATE_YEARS = 10;
const CLOCK_SKEW_MS = 5 * 60_000;

/** A new revision failed our own check: nothing was appended. */
class UnsoundRevision extends Error {
  override readonly name = 'UnsoundRevision';
}

export async function sign(world: Signing, id: string, role: Role): Promise<void> {
  const { state } = await load(world, id);
  const { consented, signed } = state.parties[role];
  const base = currentRevision(state);
  if (!consented || signed || !base) return;
  const party = await partyOf(world, state, role);
  // The time on the paper is when the person acted, not when the machine got round to it.
  const made = await makeRevision(world, state, base, party, consented.at);
  const revision = await world.files.put(made.bytes, 'application/pdf');
  await change(world, id, { kind: 'workflow' }, (current) =>
    decideSign(current, { role, base, revision, ...made.facts, signedAt: consented.at }),
  );
}

export async function partyOf(
  world: Pick<World, 'files' | 'documentType'>,
  state: DocumentState,
  role: Role,
): Promise<Party> {
  const value = await getJson(world.files, state.issue!.data);
  return mustBeType(world, state.type)
    .parties(value)
    .find((party) => party.role === role)!;
}

async function makeRevision(
  world: Signing,
  state: DocumentState,
  base: string,
  party: Party,
  signedAt: Instant,
): Promise<{ bytes: Uint8Array; facts: { serial: string; stampedAt?: Instant } }> {
  const authority = await world.authority();
  const { organization, code, person, title, role } = party;
  const key = createOneShotKey();
  const serial = positiveSerial(world.random(16));
  const serialText = Buffer.from(serial).toString('hex');
  const at = new Date(signedAt);
  const notAfter = new Date(at);
  notAfter.setUTCFullYear(at.getUTCFullYear() + CERTIFICATE_YEARS);
  const subject = { person, organization, role: title, organizationCode: code };
  const certificate = await issueSignerCertificate(authority, subject, {
    publicKey: key.publicKey,
    notBefore: new Date(at.getTime() - CLOCK_SKEW_MS),
    notAfter,
    serial,
    crlUrl: `${world.office.publicUrl}/${REVOCATION_LIST_PATH}`,
    issuerUrl: `${world.office.publicUrl}/${ROOT_PATH}`,
  });
  const revision = await world.files.get(base);
  const appearance = await world.printer.appearance(revision, role, {
    organization,
    person,
    title,
    signedAt,
    serial: serialText,
  });
  const bytes = await signRevision(revision, {
    field: role,
    reason: `签署《${state.summary.title}》`,
    signerName: `${organization} ${person}`,
    signedAt: at,
    certificate,
    chain: [authority.certificate],
    sign: (data) => key.sign(data),
    stamp: (signature) => stamped(world, state, signature),
    appearance,
  });
  const { trustedTime } = await mustBeSound(world, bytes, authority.certificate, { state, role });
  return { bytes, facts: { serial: serialText, ...(trustedTime ? { stampedAt: trustedTime.at } : {}) } };
}

/** Nobody is kept waiting: without a token the signature stands, and the archival time-stamp will cover it. */
async function stamped(
  world: Pick<Signing, 'timestamps' | 'log'>,
  state: DocumentState,
  signature: Uint8Array,
): Promise<Uint8Array | undefined> {
  const { timestamper } = world.timestamps;
  if (!timestamper.available) return undefined;
  try {
    return await timestamper.stamp(signature);
  } catch (fault) {
    if (!(fault instanceof NoTimestamp)) throw fault;
    world.log({ level: 'error', what: 'no timestamp', type: state.type, reasons: fault.reasons });
    return undefined;
  }
}

async function mustBeSound(
  world: Pick<Signing, 'timestamps'>,
  bytes: Uint8Array,
  anchor: Uint8Array,
  { state, role }: { state: DocumentState; role: Role },
): Promise<VerifiedSignature> {
  const fields = [...(state.revisions.at(-1)?.signedBy ?? []), role];
  const verification = await verifySignedPdf(bytes, [anchor], {
    baseSha256: state.issue!.base,
    fields,
    timeRoots: world.timestamps.roots,
  });
  if (verification.verdict !== 'sound')
    throw new UnsoundRevision(`${verification.rule}: ${verification.detail}`);
  return verification.signatures.at(-1)!;
}

/** A positive INTEGER of 16 octets (RFC 5280 §4.1.2.2). */
function positiveSerial(random: Uint8Array): Uint8Array {
  const serial = Uint8Array.from(random);
  serial[0] = (serial[0]! & 0x3f) | 0x40;
  return serial;
}
