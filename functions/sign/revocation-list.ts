// The list of revoked certificates that every signer's certificate points to (RFC 5280 §5).
import { Enumerated } from 'asn1js';
import { CertificateRevocationList, type Extensions } from 'pkijs';
import { equal, fromHex, owned, toHex } from './bytes.ts';
import { type Authority, ownCertificate } from './certificate-authority.ts';
import { REASON_CODE, reasonExtension, revocationListExtensions } from './certificate-extensions.ts';
import { publicKeyOf, readCertificate } from './certificate-path.ts';
import { bits, type Der, integer, sequence, tagged, time } from './der.ts';
import { ecdsaSha256, lowS, verifyP256 } from './p256.ts';

/** Two clocks differ; so much is let pass. */
const CLOCKS_MS = 5 * 60_000;

/** One certificate that is no longer believed, from `at` on: when it was revoked, or when its key may have been stolen. */
export interface Revocation {
  /** Lower-case hexadecimal. */
  serial: string;
  at: Date;
  /** CRLReason (§5.3.1); absent: unspecified. */
  reason?: number;
}

/**
 * A list of version 2, DER; mostly an empty one: a signer's key is gone once it has signed, so that none can be stolen.
 * `number` is a positive integer that rises from list to list (§5.2.3). Throws RangeError for another number and for a
 * list that ends before it begins.
 */
export async function createRevocationList(
  authority: Authority,
  list: { thisUpdate: Date; nextUpdate: Date; number: number; revoked?: readonly Revocation[] },
): Promise<Uint8Array> {
  const { thisUpdate, nextUpdate, number, revoked = [] } = list;
  if (!Number.isSafeInteger(number) || number < 1) throw new RangeError('not the number of a list');
  if (!(thisUpdate < nextUpdate)) throw new RangeError('the list would never be in force');
  const { name, publicKey } = await ownCertificate(authority);
  const number64 = new Uint8Array(8);
  new DataView(number64.buffer).setBigUint64(0, BigInt(number));
  // §5.1.2: revokedCertificates is absent when there are none (§5.1.2.6).
  const content = sequence(
    integer(Uint8Array.of(1)),
    ecdsaSha256(),
    name,
    time(thisUpdate),
    time(nextUpdate),
    ...(revoked.length > 0 ? [sequence(...revoked.map(entry))] : []),
    tagged(0, await revocationListExtensions(publicKey, number64)),
  );
  return sequence(content, ecdsaSha256(), bits(lowS(await authority.key.sign(content))));
}

function entry({ serial, at, reason }: Revocation): Der {
  const members = [integer(fromHex(serial)), time(at)];
  return sequence(...members, ...(reason === undefined ? [] : [reasonExtension(reason)]));
}

/** A list as it was read; `revoked` in its order. */
export interface ReadList {
  thisUpdate: Date;
  nextUpdate: Date;
  revoked: Revocation[];
}

/**
 * When a list begins and ends, and what it revokes; undefined for what is not, octet for octet, a list that the
 * authority of `certificate` has signed, and for one that is not whole by itself (§5.2.4, §5.2.5: such extensions are
 * critical).
 */
export async function readRevocationList(
  certificate: Uint8Array,
  der: Uint8Array,
): Promise<ReadList | undefined> {
  const authority = readCertificate(certificate).content;
  const list = parse(der);
  const nextUpdate = list?.nextUpdate?.value;
  if (!list || !nextUpdate) return undefined;
  const issuer = new Uint8Array(list.issuer.valueBeforeDecode);
  const signature = new Uint8Array(list.signatureValue.valueBlock.valueHexView);
  const ours =
    equal(der, sequence(list.tbsView, ecdsaSha256(), bits(signature))) &&
    equal(issuer, new Uint8Array(authority.subject.valueBeforeDecode)) &&
    (await verifyP256(publicKeyOf(authority), list.tbsView, signature));
  const entries = list.revokedCertificates ?? [];
  const extensions = [list.crlExtensions, ...entries.map(({ crlEntryExtensions }) => crlEntryExtensions)];
  const whole = extensions.every((some) => (some?.extensions ?? []).every(({ critical }) => !critical));
  const revoked = entries.map(({ userCertificate, revocationDate, crlEntryExtensions }) => ({
    serial: toHex(new Uint8Array(userCertificate.valueBlock.valueHexView)).replace(/^00(?=[89a-f])/, ''),
    at: revocationDate.value,
    ...reasonIn(crlEntryExtensions),
  }));
  return ours && whole ? { thisUpdate: list.thisUpdate.value, nextUpdate, revoked } : undefined;
}

function reasonIn(extensions: Extensions | undefined): Pick<Revocation, 'reason'> {
  const found = extensions?.extensions.find(({ extnID }) => extnID === REASON_CODE)?.parsedValue;
  return found instanceof Enumerated ? { reason: found.valueBlock.valueDec } : {};
}

/** All that either names, each from the earliest time that one of them states: nothing is forgotten (RFC 5280 §5.1). */
export function unionOf(some: readonly Revocation[], others: readonly Revocation[]): Revocation[] {
  const known = new Map(some.map((one) => [one.serial, one]));
  for (const other of others) {
    const one = known.get(other.serial);
    if (!one || inSeconds(other.at) < inSeconds(one.at)) known.set(other.serial, other);
  }
  return [...known.values()];
}

/** Whether `list` says all that `revoked` does: each of its certificates, from then or from earlier. */
export function names(list: Pick<ReadList, 'revoked'>, revoked: readonly Revocation[]): boolean {
  return revoked.every(({ serial, at }) =>
    list.revoked.some((one) => one.serial === serial && inSeconds(one.at) <= inSeconds(at)),
  );
}

/** A list has no fractions of a second (§5.1.2.6). */
const inSeconds = (at: Date): number => Math.floor(at.getTime() / 1000);

/** Whether the list was in force at `instant`, ISO 8601, but for the difference of two clocks. */
export function inForce({ thisUpdate, nextUpdate }: ReadList, instant: string): boolean {
  const at = Date.parse(instant);
  return thisUpdate.getTime() <= at + CLOCKS_MS && at <= nextUpdate.getTime() + CLOCKS_MS;
}

function parse(der: Uint8Array): CertificateRevocationList | undefined {
  try {
    return CertificateRevocationList.fromBER(owned(der));
  } catch {
    return undefined;
  }
}
