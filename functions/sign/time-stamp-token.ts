// Time-stamp tokens (RFC 3161): the request, the answer, and what a token must be before its time is believed.
import { type Certificate, ContentInfo, SignedData, TSTInfo } from 'pkijs';
import { ascii, equal, owned, sha256, toHex } from './bytes.ts';
import { boolean, type Der, type DerMember, integer, members, objectId, octets, sequence } from './der.ts';
import { SHA256 } from './p256.ts';
import { isAmong, namedCertificates, oneSpelling } from './time-stamp-certificates.ts';
import { canonicalToken, readTokenForm } from './time-stamp-form.ts';
import { checkStampPath, issuerAmong, readStampCertificate } from './time-stamp-path.ts';
import { UnusableTimeStamp } from './unusable-time-stamp.ts';

/** Hashes that a time-stamping authority may use in its own signature; SHA-1 is not among them. */
const STRONG = new Set([SHA256, '2.16.840.1.101.3.4.2.2', '2.16.840.1.101.3.4.2.3']);

const MAX_TOKEN = 32 * 1024;
/** RFC 5816: the certificate is named in the signed attributes. */
const NOT_NAMED = 'the token does not name the certificate it is signed with';
const NOT_TAKEN = 'the token is not of the form that is taken';

export interface TrustedTime {
  /** ISO 8601 instant, from genTime. */
  at: string;
  /** Common name, else organization, of the authority's certificate. */
  authority: string;
  /** Of the token, hexadecimal. */
  serial: string;
  /** When the authority's certificate ends: the token must be renewed before. */
  until: string;
}

/** A token whose time is believed, with its certificates from that of the authority up to the pinned root, DER. */
export interface CheckedStamp {
  time: TrustedTime;
  path: Uint8Array[];
}

/** TimeStampReq (§2.4.1) for SHA-256 of `data`, with the authority's certificate asked for. `nonce`: 8 random octets. */
export async function timeStampRequest(data: Uint8Array, nonce: Uint8Array): Promise<Der> {
  const imprint = sequence(sequence(objectId(SHA256)), octets(await sha256(data)));
  return sequence(integer(Uint8Array.of(1)), imprint, integer(nonce), boolean(true));
}

/**
 * The token in a TimeStampResp (§2.4.2), DER, in the form in which it is kept: as `canonicalToken`, without the pinned
 * root, which whoever checks it has, and each certificate in one spelling. Throws UnusableTimeStamp when the authority
 * gave none.
 */
export async function tokenOf(response: Uint8Array, roots: readonly Uint8Array[]): Promise<Uint8Array> {
  const parts = attempt(() => inside(members(response)[0]), 'the answer is not DER');
  const status = attempt(() => inside(parts[0])[0]?.content, 'the answer has no status');
  // granted, or grantedWithMods
  const granted = status?.length === 1 && (status[0] === 0 || status[0] === 1);
  if (!granted) throw new UnusableTimeStamp(`the authority refused: status ${toHex(status ?? ascii('?'))}`);
  const token = parts[1]?.whole;
  if (!token) throw new UnusableTimeStamp('the answer holds no token');
  if (token.length > MAX_TOKEN) throw new UnusableTimeStamp(`a token of ${token.length} octets`);
  try {
    return await keptToken(token, roots);
  } catch (cause) {
    throw new UnusableTimeStamp(NOT_TAKEN, { cause });
  }
}

async function keptToken(token: Uint8Array, roots: readonly Uint8Array[]): Promise<Uint8Array> {
  const sorted = canonicalToken(token, (one) => (roots.some((root) => equal(root, one)) ? undefined : one));
  const { certificates, signer, attributes } = readTokenForm(sorted);
  const named = namedCertificates(attributes);
  const candidates = [...certificates, ...roots].map(readStampCertificate);
  const spelled = new Map<Uint8Array, Uint8Array>();
  for (const one of certificates) {
    const issuer = equal(one, signer) ? undefined : await issuerAmong(readStampCertificate(one), candidates);
    spelled.set(one, issuer ? await oneSpelling(one, issuer.der, named) : one);
  }
  return canonicalToken(sorted, (one) => [...spelled].find(([was]) => equal(was, one))?.[1]);
}

/**
 * What time the token proves `data` to have existed at. `roots` are the pinned roots of the authorities, DER; `nonce` is
 * that of the request when the token has just come. Throws UnusableTimeStamp for a token over other data, one with
 * another nonce, a wrong signature, a certificate that is not for time-stamping alone (§2.3) or leads to no root, and one
 * that rests on SHA-1 or a short RSA key, its root's included.
 */
export async function checkTimeStamp(
  token: Uint8Array,
  data: Uint8Array,
  { roots, nonce }: { roots: readonly Uint8Array[]; nonce?: Uint8Array },
): Promise<CheckedStamp> {
  const form = attempt(() => readTokenForm(token), NOT_TAKEN);
  const signed = attempt(() => readToken(token), 'the token is not SignedData over TSTInfo');
  const info = attempt(
    () => TSTInfo.fromBER(signed.encapContentInfo.eContent!.getValue()),
    'the token holds no TSTInfo',
  );
  const { messageImprint } = info;
  if (messageImprint.hashAlgorithm.algorithmId !== SHA256)
    throw new UnusableTimeStamp('the imprint is not SHA-256');
  if (!equal(new Uint8Array(messageImprint.hashedMessage.valueBlock.valueHexView), await sha256(data)))
    throw new UnusableTimeStamp('the token is over other data');
  if (nonce && !equal(new Uint8Array(info.nonce?.toBER() ?? new ArrayBuffer(0)), integer(nonce)))
    throw new UnusableTimeStamp('the nonce is not that of the request');
  const named = attempt(() => namedCertificates(form.attributes), NOT_NAMED);
  const certificate = await signerOf(signed, data);
  if (
    !(await isAmong(
      named.filter(({ signer }) => signer),
      form.signer,
    ))
  )
    throw new UnusableTimeStamp(NOT_NAMED);
  const certificates = { given: form.certificates, named };
  const { path, until } = await checkStampPath(certificate, certificates, roots, info.genTime);
  const time = {
    at: info.genTime.toISOString(),
    authority: nameOf(certificate),
    serial: toHex(new Uint8Array(info.serialNumber.valueBlock.valueHexView)),
    until: until.toISOString(),
  };
  return { time, path };
}

function readToken(token: Uint8Array): SignedData {
  const { content } = ContentInfo.fromBER(owned(token));
  return new SignedData({ schema: content });
}

/** The certificate that the token is signed with. */
async function signerOf(signed: SignedData, data: Uint8Array): Promise<Certificate> {
  const digest = signed.signerInfos[0]!.digestAlgorithm.algorithmId;
  if (!STRONG.has(digest)) throw new UnusableTimeStamp(`the authority signs with the hash ${digest}`);
  const result = await signed
    .verify({ signer: 0, data: owned(data).buffer, checkChain: false, extendedMode: true })
    .catch((fault: unknown) => ({
      signatureVerified: false,
      signerCertificate: null,
      message: String(fault),
    }));
  const certificate = result.signerCertificate;
  if (!result.signatureVerified || !certificate)
    throw new UnusableTimeStamp('the signature of the token is wrong');
  return certificate;
}

function nameOf({ subject }: Certificate): string {
  const find = (type: string) =>
    subject.typesAndValues.find((one) => one.type === type)?.value.valueBlock.value;
  return String(find('2.5.4.3') ?? find('2.5.4.10') ?? '');
}

function inside(member: DerMember | undefined): DerMember[] {
  if (!member || (member.tag & 0x20) === 0) throw new RangeError('not a constructed value');
  return members(member.content);
}

function attempt<T>(read: () => T, otherwise: string): T {
  try {
    return read();
  } catch (cause) {
    throw new UnusableTimeStamp(otherwise, { cause });
  }
}
