// Certificates and keys of every wrong kind, built from the ASN.1 up.
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { Authority } from '../../../functions/sign/certificate-authority.ts';
import { type SignerSubject, signerName } from '../../../functions/sign/certificate-names.ts';
import {
  bits,
  boolean,
  type Der,
  integer,
  objectId,
  octets,
  sequence,
  tagged,
  time,
} from '../../../functions/sign/der.ts';
import { lowS } from '../../../functions/sign/p256.ts';
import { issuerAndSerial } from '../../../functions/sign/signed-data.ts';
import { subject } from '../../sign/sample-documents.ts';
import { ECDSA } from './identifiers.ts';

export const extension = (id: string, value: Der, critical = false): Der =>
  sequence(objectId(id), ...(critical ? [boolean(true)] : []), octets(value));

/** The first octet of its bits. */
export const keyUsage = (octet: number): Der =>
  extension('2.5.29.15', bits(Uint8Array.of(octet), Math.log2(octet & -octet)), true);

/** digitalSignature, nonRepudiation; document signing; no authority. */
export const SIGNER_EXTENSIONS: Record<'basic' | 'usage' | 'purpose', Der> = {
  basic: extension('2.5.29.19', sequence(), true),
  usage: keyUsage(0xc0),
  purpose: extension('2.5.29.37', sequence(objectId('1.3.6.1.5.5.7.3.36'))),
};

/** Of an authority that may sign certificates and revocation lists. */
export const AUTHORITY_EXTENSIONS: Record<'basic' | 'usage', Der> = {
  basic: extension('2.5.29.19', sequence(boolean(true)), true),
  usage: keyUsage(0x06),
};

export type Pair = { publicKey: KeyObject; privateKey: KeyObject };
export const ecPair = (curve = 'P-256'): Pair => generateKeyPairSync('ec', { namedCurve: curve });
const rsaPairs = new Map<number, Pair>();
/** One of each length: they take long to find. */
export function rsaPair(modulusLength: number): Pair {
  const pair = rsaPairs.get(modulusLength) ?? generateKeyPairSync('rsa', { modulusLength });
  rsaPairs.set(modulusLength, pair);
  return pair;
}

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
    parts.spki ?? spkiOf(pair),
    tagged(3, sequence(...(parts.extensions ?? Object.values(SIGNER_EXTENSIONS)))),
  );
  return sequence(content, parts.outer ?? parts.inner ?? ECDSA, bits(await by.sign(content)));
}

/** SubjectPublicKeyInfo. */
export const spkiOf = ({ publicKey }: Pick<Pair, 'publicKey'>): Uint8Array =>
  new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }));

/** IssuerAndSerialNumber. */
export const identifierOf = (certificate: Uint8Array): Der => {
  const { issuer, serial } = issuerAndSerial(certificate);
  return sequence(issuer, serial);
};

/** The subject of a root, which is its issuer. */
export const nameIn = (certificate: Uint8Array): Der => issuerAndSerial(certificate).issuer;
