// One signature of the platform's making: fresh key, a certificate for it, one incremental update.
import { X509Certificate } from 'node:crypto';
import { Refusal } from '../domain/refusal.ts';
import type { Instant } from '../domain/time.ts';
import { type CertificateSubject, type IssuedCertificate, NoIssuer } from '../ports/certificate-issuer.ts';
import { NoTimestamp } from '../ports/timestamper.ts';
import { createOneShotKey } from '../sign/one-shot-key.ts';
import { signRevision } from '../sign/sign-revision.ts';
import { serialOf } from '../sign/signed-data.ts';
import type { World } from './world.ts';

export type SigningField = Pick<
  World,
  'printer' | 'authority' | 'timestamps' | 'random' | 'office' | 'log' | 'clock'
>;

export interface FieldSignature {
  field: string;
  subject: CertificateSubject;
  reason: string;
  /** When the party acted. */
  signedAt: Instant;
  /** Shown in the box in the place of what a party's signature says of itself. */
  statement?: string;
  /** Shown in the box in the place of the subject: whose seal a signature of the platform tells of. */
  shown?: { organization: string; person: string; title: string };
  /** For the log: the type of document. */
  type: string;
}

/**
 * The revision with the signature, not verified yet; `serial` of its certificate, hexadecimal; `signedAt`, the time it
 * states: of the act, or now where no certificate of that time could be had; `anchors`, the roots under which it and all
 * earlier ones are to be verified. Throws Refusal 'authority.unavailable'.
 */
export async function signField(
  world: SigningField,
  revision: Uint8Array,
  { field, subject, reason, signedAt: actedAt, statement, shown, type }: FieldSignature,
): Promise<{ bytes: Uint8Array; serial: string; signedAt: Instant; anchors: readonly Uint8Array[] }> {
  const authority = await world.authority();
  const { person, organization, role: title } = subject;
  const key = createOneShotKey();
  const { certificate, chain } = await authority.issue(subject, key.publicKey, actedAt).catch(unavailable);
  const signedAt = isInForce(certificate, actedAt) ? actedAt : world.clock.now();
  const serial = serialOf(certificate);
  const appearance = await world.printer.appearance(revision, field, {
    organization,
    person,
    title,
    ...shown,
    signedAt,
    serial,
    ...(statement ? { statement } : {}),
  });
  const bytes = await signRevision(revision, {
    field,
    reason,
    signerName: `${organization} ${person}`,
    signedAt: new Date(signedAt),
    certificate,
    chain,
    sign: (data) => key.sign(data),
    stamp: (signature) => stamped(world, type, signature),
    appearance,
  });
  return { bytes, serial, signedAt, anchors: authority.anchors };
}

function unavailable(fault: unknown): IssuedCertificate {
  throw fault instanceof NoIssuer ? new Refusal('authority.unavailable') : fault;
}

/** The authority of that time may have been revoked since: the one after it certifies from its own beginning on. */
function isInForce(certificate: Uint8Array, at: Instant): boolean {
  return new Date(new X509Certificate(certificate).validFrom) <= new Date(at);
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
