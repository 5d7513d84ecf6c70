// Lists of revoked certificates by the authorities above a time-stamp (RFC 5280 §5): RSA or ECDSA, as its certificates.
import * as asn1js from 'asn1js';
import { AlgorithmIdentifier, type Certificate, getCrypto } from 'pkijs';
import { asciiAt, equal, owned, toHex } from './bytes.ts';
import { EXTENSION, KEY_USAGE } from './certificate-extensions.ts';
import { readCertificate } from './certificate-path.ts';
import { bits, boolean, type DerMember, enumerated, members, objectId, sequence } from './der.ts';
import { readEcdsaValue } from './ecdsa-value.ts';
import type { ReadList, Revocation } from './revocation-list.ts';
import { serialOf } from './signed-data.ts';
import { orderOf, weaknessOfSignature } from './time-stamp-strength.ts';

/** Octets of a list that a file may hold: every file of the authority's time holds it. */
export const MAX_LIST = 512 * 1024;

/** As `ReadList`, with the reasons, on which it depends what became of earlier time-stamps. */
export interface StampList extends ReadList {
  revoked: Revocation[];
}

const REASON_CODE = objectId('2.5.29.21');
const TRUE = boolean(true);

/**
 * Undefined for what is not, octet for octet, a whole list of the authority of `issuer`, DER: with a critical extension
 * it would be a part of one, or speak for another authority (§5.2.4, §5.2.5). Never throws because of `der`.
 */
export async function readStampList(issuer: Uint8Array, der: Uint8Array): Promise<StampList | undefined> {
  try {
    return await readList(issuer, der);
  } catch {
    return undefined;
  }
}

/** Whose list it says it is, the DER of a name; undefined for what is no list. To look at before a long list is read. */
export function issuerNameOf(der: Uint8Array): Uint8Array | undefined {
  try {
    return fieldsOf(members(members(der)[0]!.content)[0]!)[1]?.whole;
  } catch {
    return undefined;
  }
}

/** Of a TBSCertList, from the algorithm on: a version may stand before it (§5.1.2.1). */
function fieldsOf(content: DerMember): DerMember[] {
  const all = members(content.content);
  return all[0]?.tag === 0x02 ? all.slice(1) : all;
}

async function readList(issuer: Uint8Array, der: Uint8Array): Promise<StampList | undefined> {
  if (der.length > MAX_LIST) return undefined;
  const authority = readCertificate(issuer).content;
  const [content, algorithm, signature] = members(members(der)[0]!.content);
  const [inner, name, thisUpdate, nextUpdate, ...rest] = fieldsOf(content!);
  const value = signature!.content.subarray(1);
  // Only what is signed, and what follows from it, in one spelling.
  const alone =
    equal(der, sequence(content!.whole, inner!.whole, bits(value))) &&
    equal(algorithm!.whole, inner!.whole) &&
    equal(name!.whole, new Uint8Array(authority.subject.valueBeforeDecode));
  if (!alone || !maySignLists(authority)) return undefined;
  if (!(await isSignedBy(authority, issuer, { content: content!, algorithm: algorithm!, value })))
    return undefined;
  const entries =
    rest[0]?.tag === 0x30 ? members(rest[0].content).map(({ content }) => members(content)) : [];
  const own = rest.find(({ tag }) => tag === 0xa0);
  const extensions = [own && members(own.content)[0], ...entries.map(([, , some]) => some)];
  if (extensions.some((some) => some && extensionsIn(some).some(isCritical))) return undefined;
  return {
    thisUpdate: instantOf(thisUpdate!),
    nextUpdate: instantOf(nextUpdate!),
    revoked: entries.map(([serial, at, some]) => {
      const reason = some && reasonIn(some);
      return {
        serial: toHex(serial!.content).replace(/^00(?=.)/, ''),
        at: instantOf(at!),
        ...(reason === undefined ? {} : { reason }),
      };
    }),
  };
}

async function isSignedBy(
  authority: Certificate,
  der: Uint8Array,
  { content, algorithm, value }: { content: DerMember; algorithm: DerMember; value: Uint8Array },
): Promise<boolean> {
  const signatureAlgorithm = new AlgorithmIdentifier({
    schema: asn1js.fromBER(owned(algorithm.whole)).result,
  });
  if (weaknessOfSignature({ signatureAlgorithm })) return false;
  const order = orderOf(der);
  if (order && !readEcdsaValue(value, order)) return false;
  return getCrypto(true).verifyWithPublicKey(
    owned(content.whole),
    new asn1js.BitString({ valueHex: owned(value).buffer }),
    authority.subjectPublicKeyInfo,
    signatureAlgorithm,
  );
}

/** §4.2.1.3 */
function maySignLists(authority: Certificate): boolean {
  const usage = authority.extensions?.find(({ extnID }) => extnID === EXTENSION.keyUsage)?.parsedValue;
  return !usage || ((usage.valueBlock.valueHexView[0] ?? 0) & KEY_USAGE.cRLSign) !== 0;
}

const extensionsIn = (some: DerMember): DerMember[][] =>
  members(some.content).map(({ content }) => members(content));

const isCritical = ([, second]: DerMember[]): boolean => second !== undefined && equal(second.whole, TRUE);

/** CRLReason (§5.3.1), an ENUMERATED in an OCTET STRING. */
function reasonIn(some: DerMember): number | undefined {
  const found = extensionsIn(some).find(([id]) => id && equal(id.whole, REASON_CODE))?.[1];
  const number = found && members(found.content)[0]?.content[0];
  if (number === undefined || !equal(found!.content, enumerated(number))) return undefined;
  return number;
}

/** §4.1.2.5: UTCTime of the years 1950 to 2049, or GeneralizedTime; in UTC, to the second. */
function instantOf({ tag, content }: DerMember): Date {
  const text = asciiAt(content, 0, content.length);
  const whole = tag === 0x17 ? `${Number(text.slice(0, 2)) < 50 ? '20' : '19'}${text}` : text;
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(whole);
  if ((tag !== 0x17 && tag !== 0x18) || !parts) throw new RangeError('not a time');
  const [, year, month, day, hour, minute, second] = parts;
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

/** Reasons of an authority whose key nobody else had: unspecified, another affiliation, superseded, no longer in use. */
const HARMLESS: readonly (number | undefined)[] = [0, 3, 4, 5];

/**
 * The certificates of a time-stamp that `list`, of the authority `issuer`, takes the belief from. RFC 3161 §4: what an
 * authority has stamped before its certificate was revoked stands if the list says why, and it was not its key; else it
 * stands only if another proves it to have existed before (`provenAt`, ISO 8601).
 */
export function voidedIn(
  list: StampList,
  issuer: Uint8Array,
  { path, at, provenAt }: { path: readonly Uint8Array[]; at: string; provenAt?: string | undefined },
): string[] {
  return path.flatMap((certificate, i) => {
    const above = path[i + 1];
    const serial = serialOf(certificate);
    const entry = list.revoked.find((one) => one.serial === serial);
    if (!entry || !above || !equal(above, issuer)) return [];
    const known = HARMLESS.includes(entry.reason) ? at : provenAt;
    return known !== undefined && Date.parse(known) < entry.at.getTime() ? [] : [serial];
  });
}
