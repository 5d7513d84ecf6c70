// The extensions of our three certificate profiles (RFC 5280 §4.2), for the issuer and the verifier.
import { ascii, sha256 } from './bytes.ts';
import {
  bits,
  boolean,
  type Der,
  enumerated,
  ia5,
  integer,
  objectId,
  octets,
  sequence,
  tagged,
  taggedPrimitive,
} from './der.ts';
import { NAME_CONSTRAINTS, OUR_NAMES } from './name-constraints.ts';
import { pointOf } from './p256.ts';

export const EXTENSION = {
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
  crlDistributionPoints: '2.5.29.31',
  certificatePolicies: '2.5.29.32',
  authorityKeyIdentifier: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
  authorityInfoAccess: '1.3.6.1.5.5.7.1.1',
} as const;

const CRL_NUMBER = '2.5.29.20';
export const REASON_CODE = '2.5.29.21';

/** id-kp-documentSigning (RFC 9336). */
export const DOCUMENT_SIGNING = '1.3.6.1.5.5.7.3.36';
/** id-kp-emailProtection: NSS, and with it pdfsig and Okular, trusts no signer certificate without it. */
const EMAIL_PROTECTION = '1.3.6.1.5.5.7.3.4';
/** id-ad-caIssuers (§4.2.2.1): where the issuer's certificate is. */
const CA_ISSUERS = '1.3.6.1.5.5.7.48.2';
/** id-qt-cps (§4.2.1.4): where the practice is written down. */
const PRACTICE = '1.3.6.1.5.5.7.2.1';
/**
 * "One certificate for one signature, after a mailbox and a one-time code": the practice of the page it points to. Below
 * joint-iso-itu-t(2) example(999) of Rec. ITU-T X.660, which is nobody's: we have no arc of our own.
 */
export const SIGNATURE_POLICY = '2.999.24.1';

/** §4.2.1.3, the first octet of the BIT STRING. */
export const KEY_USAGE = {
  digitalSignature: 0x80,
  nonRepudiation: 0x40,
  keyCertSign: 0x04,
  cRLSign: 0x02,
} as const;

function extension(id: string, value: Der, critical = false): Der {
  return sequence(objectId(id), ...(critical ? [boolean(true)] : []), octets(value));
}

/** RFC 7093 §2 method 1: the leftmost 160 bits of SHA-256 of the public key. */
async function keyIdentifier(publicKey: Uint8Array): Promise<Uint8Array> {
  return (await sha256(pointOf(publicKey))).subarray(0, 20);
}

function keyUsage(usage: number): Der {
  const unusedBits = Math.log2(usage & -usage);
  return extension(EXTENSION.keyUsage, bits(Uint8Array.of(usage), unusedBits), true);
}

/**
 * Signs certificates and lists only; `below` is how many authorities may stand between it and a signer (§4.2.1.9). The
 * root says itself for what names it is: many readers hold a root that people have installed to that.
 */
const authority = (below: number): Der[] => [
  extension(EXTENSION.basicConstraints, sequence(boolean(true), integer(Uint8Array.of(below))), true),
  keyUsage(KEY_USAGE.keyCertSign | KEY_USAGE.cRLSign),
  extension(NAME_CONSTRAINTS, OUR_NAMES, true),
];

export async function rootExtensions(publicKey: Uint8Array, below: number): Promise<Der> {
  return sequence(
    ...authority(below),
    extension(EXTENSION.subjectKeyIdentifier, octets(await keyIdentifier(publicKey))),
  );
}

/** Addresses that a certificate carries. */
export interface Pointers {
  /** The list of its issuer. */
  crlUrl: string;
  /** The certificate of its issuer. */
  issuerUrl: string;
  /** The page with the practice; with it the certificate names its policy. */
  policyUrl?: string;
}

interface Keys {
  /** Of the certificate, SubjectPublicKeyInfo. */
  subject: Uint8Array;
  /** Of the authority above it. */
  issuer: Uint8Array;
}

/** An authority below the root, for signers only. Its purposes bind what is under it: NSS, Windows and OpenSSL agree. */
export async function issuingExtensions(keys: Keys, pointers: Pointers): Promise<Der> {
  return sequence(...authority(0), purposes(), ...(await identifiers(keys)), ...where(pointers));
}

const purposes = (): Der =>
  extension(EXTENSION.extendedKeyUsage, sequence(objectId(DOCUMENT_SIGNING), objectId(EMAIL_PROTECTION)));

const identifiers = async ({ subject, issuer }: Keys): Promise<Der[]> => [
  extension(EXTENSION.subjectKeyIdentifier, octets(await keyIdentifier(subject))),
  extension(EXTENSION.authorityKeyIdentifier, await authorityKeyIdentifier(issuer)),
];

function where({ crlUrl, issuerUrl, policyUrl }: Pointers): Der[] {
  const url = (text: string) => taggedPrimitive(6, ascii(text));
  const practice = (text: string) => sequence(sequence(objectId(PRACTICE), ia5(text)));
  return [
    extension(EXTENSION.authorityInfoAccess, sequence(sequence(objectId(CA_ISSUERS), url(issuerUrl)))),
    // DistributionPoint { [0] DistributionPointName { [0] fullName { uniformResourceIdentifier } } }, §4.2.1.13
    extension(EXTENSION.crlDistributionPoints, sequence(sequence(tagged(0, tagged(0, url(crlUrl)))))),
    ...(policyUrl
      ? [
          extension(
            EXTENSION.certificatePolicies,
            sequence(sequence(objectId(SIGNATURE_POLICY), practice(policyUrl))),
          ),
        ]
      : []),
  ];
}

/** §5.3.1. */
export const reasonExtension = (reason: number): Der => sequence(extension(REASON_CODE, enumerated(reason)));

/** §5.2: which key signed the list, and its number (a non-negative big-endian number). */
export async function revocationListExtensions(authority: Uint8Array, number: Uint8Array): Promise<Der> {
  return sequence(
    extension(EXTENSION.authorityKeyIdentifier, await authorityKeyIdentifier(authority)),
    extension(CRL_NUMBER, integer(number)),
  );
}

const authorityKeyIdentifier = async (authority: Uint8Array): Promise<Der> =>
  sequence(taggedPrimitive(0, await keyIdentifier(authority)));

/**
 * A signer of documents. NSS wants an address of the authority and one of its list besides the two purposes; it is
 * content with that of the issuer, so no OCSP responder is named: there is none.
 */
export async function signerExtensions(keys: Keys, pointers: Pointers): Promise<Der> {
  return sequence(
    extension(EXTENSION.basicConstraints, sequence(), true),
    keyUsage(KEY_USAGE.digitalSignature | KEY_USAGE.nonRepudiation),
    purposes(),
    ...(await identifiers(keys)),
    ...where(pointers),
  );
}
