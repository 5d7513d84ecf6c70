// CMS of every wrong kind, built from the ASN.1 up.
import { createHash, type KeyObject, sign } from 'node:crypto';
import { concatenate } from '../../../functions/sign/bytes.ts';
import {
  type Der,
  integer,
  members,
  objectId,
  octets,
  sequence,
  setOf,
  tagged,
} from '../../../functions/sign/der.ts';
import { lowS } from '../../../functions/sign/p256.ts';
import { issuerAndSerial } from '../../../functions/sign/signed-data.ts';
import { identifierOf } from './certificate.ts';
import { algorithm, ECDSA, OID } from './identifiers.ts';

const one = integer(Uint8Array.of(1));
export const hash = (name: string, ...parts: Uint8Array[]): Uint8Array =>
  new Uint8Array(
    createHash(name)
      .update(concatenate(...parts))
      .digest(),
  );

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
  const signerInfo = sequence(
    parts.version ?? one,
    parts.identifier ?? identifierOf(parts.certificate),
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
