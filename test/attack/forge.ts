// Certificates and CMS of every wrong kind, built from the ASN.1 up.
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { concatenate } from '../../functions/sign/bytes.ts';
import type { Authority } from '../../functions/sign/certificate-authority.ts';
import { type SignerSubject, signerName } from '../../functions/sign/certificate-names.ts';
import {
  bits,
  boolean,
  type Der,
  integer,
  members,
  objectId,
  octets,
  sequence,
  setOf,
  tagged,
  time,
} from '../../functions/sign/der.ts';
import { lowS } from '../../functions/sign/p256.ts';
import { issuerAndSerial } from '../../functions/sign/signed-data.ts';
import { subject } from '../sign/sample-documents.ts';

export const OID = {
  sha1: '1.3.14.3.2.26',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  ecdsaSha1: '1.2.840.10045.4.1',
  ecdsaSha256: '1.2.840.10045.4.3.2',
  ecdsaSha384: '1.2.840.10045.4.3.3',
  rsaSha256: '1.2.840.113549.1.1.11',
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  algorithmProtection: '1.2.840.113549.1.9.52',
  timeStampToken: '1.2.840.113549.1.9.16.2.14',
} as const;

const one = integer(Uint8Array.of(1));
export const algorithm = (id: string): Der => sequence(objectId(id));
export const hash = (name: string, ...parts: Uint8Array[]): Uint8Array =>
  new Uint8Array(
    createHash(name)
      .update(concatenate(...parts))
      .digest(),
  );
export const extension = (id: string, value: Der, critical = false): Der =>
  sequence(objectId(id), ...(critical ? [boolean(true)] : []), octets(value));

/** digitalSignature, nonRepudiation; document signing; no authority. */
export const SIGNER_EXTENSIONS: Record<'basic' | 'usage' | 'purpose', Der> = {
  basic: extension('2.5.29.19', sequence(), true),
  usage: extension('2.5.29.15', bits(Uint8Array.of(0xc0), 6), true),
  purpose: extension('2.5.29.37', sequence(objectId('1.3.6.1.5.5.7.3.36'))),
};

export type Pair = { publicKey: KeyObject; privateKey: KeyObject };
export const ecPair = (curve = 'P-256'): Pair => generateKeyPairSync('ec', { namedCurve: curve });
export const rsaPair = (bits: number): Pair => generateKeyPairSync('rsa', { modulusLength: bits });

export interface CertificateParts {
  /** Who signs; the true authority when left out. */
  by?: { name: Der; sign(content: Uint8Array): Uint8Array | Promise<Uint8Array> };
  subject?: SignerSubject;
  subjectName?: Der;
  spki?: Uint8Array;
  serial?: Uint8Array;
  from?: Date;
  to?: Date;
  extensions?: Der[];
  /** Algorithm as signed, and as stated outside. */
  inner?: Der;
  outer?: Der;
}

const ECDSA = algorithm(OID.ecdsaSha256);

export async function certificateOf(
  issuer: Authority,
  pair: Pair,
  parts: CertificateParts = {},
): Promise<Der> {
  const by = parts.by ?? {
    name: nameIn(issuer.certificate),
    sign: async (content: Uint8Array) => lowS(await issuer.key.sign(content)),
  };
  const content = sequence(
    tagged(0, integer(Uint8Array.of(2))),
    integer(parts.serial ?? Uint8Array.of(9)),
    parts.inner ?? ECDSA,
    by.name,
    sequence(
      time(parts.from ?? new Date('2025-01-01T00:00:00Z')),
      time(parts.to ?? new Date('2045-01-01T00:00:00Z')),
    ),
    parts.subjectName ?? signerName(parts.subject ?? subject),
    parts.spki ?? new Uint8Array(pair.publicKey.export({ type: 'spki', format: 'der' })),
    tagged(3, sequence(...(parts.extensions ?? Object.values(SIGNER_EXTENSIONS)))),
  );
  return sequence(content, parts.outer ?? parts.inner ?? ECDSA, bits(await by.sign(content)));
}

/** The subject of a root, which is its issuer. */
export const nameIn = (certificate: Uint8Array): Der => issuerAndSerial(certificate).issuer;

export interface CmsParts {
  certificate: Uint8Array;
  chain: Uint8Array[];
  key: KeyObject;
  digest: Uint8Array;
  /** Changes the four signed attributes of the profile. */
  attributes?(standard: Record<AttributeName, Der>): Der[];
  /** Written in this order instead of that of DER. */
  unsorted?: boolean;
  hash?: string;
  digestAlgorithm?: Der;
  signatureAlgorithm?: Der;
  signature?(value: Uint8Array): Uint8Array;
  unsigned?(signature: Uint8Array): Der[];
  signers?(signerInfo: Der): Der[];
  version?: Der;
  content?: Der;
  identifier?: Der;
  /** Certificates as they are written. */
  certificates?: Der[];
  lists?: Der[];
  whole?(cms: Der): Uint8Array;
}
type AttributeName = 'contentType' | 'messageDigest' | 'certificate' | 'protection';

export const attribute = (id: string, ...values: Der[]): Der => sequence(objectId(id), setOf(...values));
export const certificateId = (certificate: Uint8Array, hashed = hash('sha256', certificate)): Der => {
  const { issuer, serial } = issuerAndSerial(certificate);
  return sequence(sequence(sequence(octets(hashed), sequence(sequence(tagged(4, issuer)), serial))));
};

export function cmsOf(parts: CmsParts): Uint8Array {
  const digestAlgorithm = parts.digestAlgorithm ?? algorithm(OID.sha256);
  const signatureAlgorithm = parts.signatureAlgorithm ?? ECDSA;
  const standard = {
    contentType: attribute(OID.contentType, objectId(OID.data)),
    messageDigest: attribute(OID.messageDigest, octets(parts.digest)),
    certificate: attribute(OID.signingCertificateV2, certificateId(parts.certificate)),
    protection: attribute(
      OID.algorithmProtection,
      sequence(digestAlgorithm, tagged(1, members(signatureAlgorithm)[0]!.content)),
    ),
  };
  const list = parts.attributes?.(standard) ?? Object.values(standard);
  const attributes = parts.unsorted ? retagged(sequence(...list), 0x31) : setOf(...list);
  const value = new Uint8Array(sign(parts.hash ?? 'sha256', attributes, parts.key));
  const low = parts.key.asymmetricKeyType === 'ec' && !parts.signatureAlgorithm ? lowS(value) : value;
  const signature = parts.signature?.(low) ?? low;
  const { issuer, serial } = issuerAndSerial(parts.certificate);
  const signerInfo = sequence(
    parts.version ?? one,
    parts.identifier ?? sequence(issuer, serial),
    digestAlgorithm,
    ...(list.length > 0 ? [retagged(attributes, 0xa0)] : []),
    signatureAlgorithm,
    octets(signature),
    ...(parts.unsigned?.(signature) ?? []),
  );
  const certificates = setOf(...(parts.certificates ?? [parts.certificate, ...parts.chain]));
  const content = sequence(
    one,
    setOf(digestAlgorithm),
    parts.content ?? sequence(objectId(OID.data)),
    retagged(certificates, 0xa0),
    ...(parts.lists ?? []),
    setOf(...(parts.signers?.(signerInfo) ?? [signerInfo])),
  );
  const whole = sequence(objectId(OID.signedData), tagged(0, content));
  return parts.whole?.(whole) ?? whole;
}

export const retagged = (der: Der, tag: number): Der => concatenate(Uint8Array.of(tag), der.subarray(1));
