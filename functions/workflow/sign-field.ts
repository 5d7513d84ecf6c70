// One signature of the platform's making: fresh key, a certificate for it, one incremental update.
import type { Instant } from '../domain/time.ts';
import { NoTimestamp } from '../ports/timestamper.ts';
import { issueSignerCertificate, type SignerSubject } from '../sign/certificate-authority.ts';
import { createOneShotKey } from '../sign/one-shot-key.ts';
import { signRevision } from '../sign/sign-revision.ts';
import { REVOCATION_LIST_PATH, ROOT_PATH } from './authority-files.ts';
import type { World } from './world.ts';

export type SigningField = Pick<World, 'printer' | 'authority' | 'timestamps' | 'random' | 'office' | 'log'>;

export interface FieldSignature {
  field: string;
  subject: SignerSubject;
  reason: string;
  signedAt: Instant;
  /** Shown in the box in the place of what a party's signature says of itself. */
  statement?: string;
  /** For the log: the type of document. */
  type: string;
}

/** Certificates outlive the key, which is dropped at once: a short life would only make readers print "expired". */
const CERTIFICATE_YEARS = 10;
const CLOCK_SKEW_MS = 5 * 60_000;

/** The revision with the signature, not verified yet; `serial` of its certificate, hexadecimal. */
export async function signField(
  world: SigningField,
  revision: Uint8Array,
  { field, subject, reason, signedAt, statement, type }: FieldSignature,
): Promise<{ bytes: Uint8Array; serial: string; anchor: Uint8Array }> {
  const authority = await world.authority();
  const { person, organization, role: title } = subject;
  const key = createOneShotKey();
  const serial = positiveSerial(world.random(16));
  const serialText = Buffer.from(serial).toString('hex');
  const at = new Date(signedAt);
  const notAfter = new Date(at);
  notAfter.setUTCFullYear(at.getUTCFullYear() + CERTIFICATE_YEARS);
  const certificate = await issueSignerCertificate(authority, subject, {
    publicKey: key.publicKey,
    notBefore: new Date(at.getTime() - CLOCK_SKEW_MS),
    notAfter,
    serial,
    crlUrl: `${world.office.publicUrl}/${REVOCATION_LIST_PATH}`,
    issuerUrl: `${world.office.publicUrl}/${ROOT_PATH}`,
  });
  const appearance = await world.printer.appearance(revision, field, {
    organization,
    person,
    title,
    signedAt,
    serial: serialText,
    ...(statement ? { statement } : {}),
  });
  const bytes = await signRevision(revision, {
    field,
    reason,
    signerName: `${organization} ${person}`,
    signedAt: at,
    certificate,
    chain: [authority.certificate],
    sign: (data) => key.sign(data),
    stamp: (signature) => stamped(world, type, signature),
    appearance,
  });
  return { bytes, serial: serialText, anchor: authority.certificate };
}

/** Nobody is kept waiting: without a token the signature stands, and the archival time-stamp will cover it. */
async function stamped(
  world: Pick<World, 'timestamps' | 'log'>,
  type: string,
  signature: Uint8Array,
): Promise<Uint8Array | undefined> {
  const { timestamper } = world.timestamps;
  if (!timestamper.available) return undefined;
  try {
    return await timestamper.stamp(signature);
  } catch (fault) {
    if (!(fault instanceof NoTimestamp)) throw fault;
    world.log({ level: 'error', what: 'no timestamp', type, reasons: fault.reasons });
    return undefined;
  }
}

/** A positive INTEGER of 16 octets (RFC 5280 §4.1.2.2). */
function positiveSerial(random: Uint8Array): Uint8Array {
  const serial = Uint8Array.from(random);
  serial[0] = (serial[0]! & 0x3f) | 0x40;
  return serial;
}
