// Signatures whose CMS is not that of the profile, under a true certificate whose key signs whatever it is given.
import { generateKeyPairSync, sign } from 'node:crypto';
import { concatenate } from '../../functions/sign/bytes.ts';
import { integer, objectId, octets, sequence, tagged, time } from '../../functions/sign/der.ts';
import { issuerAndSerial } from '../../functions/sign/signed-data.ts';
import { type Faults, timeStampingAuthority } from '../fakes/time-stamping-authority.ts';
import { otherS, signedWithExtra } from '../sign/attacker.ts';
import { type Attack, type AttackGroup, clock, fieldsIn, rows } from './attack.ts';
import {
  algorithm,
  attribute,
  type CertificateParts,
  type CmsParts,
  certificateId,
  certificateOf,
  cmsOf,
  ecPair,
  hash,
  OID,
  type Pair,
  retagged,
} from './forge.ts';
import { given } from './second-signer.ts';
import type { Subject } from './subject.ts';

type Row = [string, string, Attack['verdict'], Attack['build']];

/** The last signature with a CMS of these parts. */
export const signedBy =
  (
    parts: (
      subject: Subject,
      certificate: Uint8Array,
      pair: Pair,
    ) => Partial<CmsParts> | Promise<Partial<CmsParts>>,
    certificate: (subject: Subject) => CertificateParts | Promise<CertificateParts> = () => ({}),
    pair: () => Pair = ecPair,
  ): Attack['build'] =>
  async (subject) => {
    const file = given(subject);
    const keys = pair();
    const own = await certificateOf(subject.issuer, keys, await certificate(subject));
    const chain = [subject.issuer.certificate];
    const changes = await parts(subject, own, keys);
    return signedWithExtra(file, fieldsIn(file)[subject.signatures - 1]!, subject.issuer, () => [], {
      cms: (digest) => cmsOf({ certificate: own, chain, key: keys.privateKey, digest, ...changes }),
    });
  };
const cms = (parts: Partial<CmsParts>): Attack['build'] => signedBy(() => parts);
const zero = integer(Uint8Array.of(0));
const token = (value: Uint8Array) => tagged(1, attribute(OID.timeStampToken, clock.stamp(value)));
const wrong = timeStampingAuthority({ faults: { wrongImprint: true } });
const stranger = timeStampingAuthority();

const ATTRIBUTES: Row[] = [
  ['none', 'no signed attributes', 'V8', cms({ attributes: () => [] })],
  [
    'no-digest',
    'messageDigest missing',
    'V1',
    cms({ attributes: ({ messageDigest: _, ...rest }) => Object.values(rest) }),
  ],
  [
    'other-digest',
    'messageDigest of other bytes',
    'V1',
    cms({
      attributes: (all) =>
        Object.values({ ...all, messageDigest: attribute(OID.messageDigest, octets(hash('sha256'))) }),
    }),
  ],
  [
    'digest-twice',
    'messageDigest twice',
    'V1',
    cms({
      attributes: (all) => [...Object.values(all), attribute(OID.messageDigest, octets(hash('sha256')))],
    }),
  ],
  [
    'digest-two-values',
    'messageDigest with two values',
    'V1',
    (subject) =>
      signedBy(() => ({
        attributes: (all) =>
          Object.values({
            ...all,
            messageDigest: attribute(
              OID.messageDigest,
              octets(hash('sha256')),
              octets(hash('sha256', Uint8Array.of(1))),
            ),
          }),
      }))(subject),
  ],
  [
    'digest-empty',
    'messageDigest without a value',
    'V1',
    cms({ attributes: (all) => Object.values({ ...all, messageDigest: attribute(OID.messageDigest) }) }),
  ],
  [
    'content-type',
    'contentType of something else',
    'V1',
    cms({
      attributes: (all) =>
        Object.values({ ...all, contentType: attribute(OID.contentType, objectId(OID.signedData)) }),
    }),
  ],
  [
    'no-content-type',
    'contentType missing',
    'V1',
    cms({ attributes: ({ contentType: _, ...rest }) => Object.values(rest) }),
  ],
  [
    'no-certificate',
    'signingCertificateV2 missing',
    'V1',
    cms({ attributes: ({ certificate: _, ...rest }) => Object.values(rest) }),
  ],
  [
    'other-certificate',
    'signingCertificateV2 of the root',
    'V1',
    signedBy(({ issuer }) => ({
      attributes: (all) =>
        Object.values({
          ...all,
          certificate: attribute(OID.signingCertificateV2, certificateId(issuer.certificate)),
        }),
    })),
  ],
  [
    'wrong-hash',
    'signingCertificateV2 with a wrong hash',
    'V1',
    signedBy((_, own) => ({
      attributes: (all) =>
        Object.values({
          ...all,
          certificate: attribute(OID.signingCertificateV2, certificateId(own, hash('sha256'))),
        }),
    })),
  ],
  [
    'old-certificate',
    'signingCertificate with SHA-1 in its place',
    'V1',
    signedBy((_, own) => ({
      attributes: (all) =>
        Object.values({
          ...all,
          certificate: attribute('1.2.840.113549.1.9.16.2.12', certificateId(own, hash('sha1', own))),
        }),
    })),
  ],
  [
    'no-protection',
    'the protection of the algorithms missing',
    'V1',
    cms({ attributes: ({ protection: _, ...rest }) => Object.values(rest) }),
  ],
  [
    'signing-time',
    'a signing time as well',
    'V1',
    cms({
      attributes: (all) => [
        ...Object.values(all),
        attribute(OID.signingTime, time(new Date('2026-03-01T02:00:00Z'))),
      ],
    }),
  ],
  [
    'twice',
    'contentType twice',
    'V1',
    cms({ attributes: (all) => [...Object.values(all), all.contentType] }),
  ],
  [
    'order',
    'the signed attributes in another order',
    'V1',
    cms({ attributes: (all) => Object.values(all).toReversed(), unsorted: true }),
  ],
  [
    'policy',
    'a commitment besides',
    'V1',
    cms({
      attributes: (all) => [
        ...Object.values(all),
        attribute('1.2.840.113549.1.9.16.2.16', sequence(objectId('1.2.840.113549.1.9.16.6.1'))),
      ],
    }),
  ],
];

const STRUCTURE: Row[] = [
  [
    'two-signers',
    'two SignerInfos',
    'V1',
    cms({
      signers: (info) => [info, retagged(info, 0x30), concatenate(info.subarray(0, -1), Uint8Array.of(1))],
    }),
  ],
  ['no-signer', 'no SignerInfo', 'V1', cms({ signers: () => [] })],
  [
    'content',
    'the content inside as well',
    'V1',
    cms({ content: sequence(objectId(OID.data), tagged(0, octets(hash('sha256')))) }),
  ],
  [
    'content-type',
    'signed content of another type',
    'V1',
    cms({ content: sequence(objectId('1.2.840.113549.1.9.16.1.4')) }),
  ],
  ['version', 'another version', 'V1', cms({ version: integer(Uint8Array.of(3)) })],
  [
    'key-identifier',
    'the signer named by a key identifier',
    'V1',
    cms({ identifier: retagged(octets(hash('sha1')), 0x80) }),
  ],
  [
    'root-as-signer',
    'the root named as the signer',
    'V1',
    signedBy(({ issuer }) => ({ identifier: identifierOf(issuer.certificate) })),
  ],
  ['lists', 'a revocation list inside', 'V8', cms({ lists: [tagged(1, sequence())] })],
  ['behind', 'an octet behind the CMS', 'V1', cms({ whole: (der) => concatenate(der, Uint8Array.of(5)) })],
  ['second', 'a second CMS behind the first', 'V1', cms({ whole: (der) => concatenate(der, der) })],
  [
    'long-length',
    'a length in more octets than it needs (BER)',
    'V1',
    cms({ whole: (der) => concatenate(Uint8Array.of(0x30, 0x83, 0), der.subarray(2)) }),
  ],
  [
    'enveloped',
    'an outer type that is not SignedData',
    'V1',
    cms({ whole: (der) => sequence(objectId('1.2.840.113549.1.7.3'), der.subarray(15)) }),
  ],
  [
    'unsigned',
    'an unsigned attribute that is no time-stamp',
    'V1',
    cms({ unsigned: () => [tagged(1, attribute('1.2.840.113549.1.9.6', sequence()))] }),
  ],
  [
    'unsigned-smuggled',
    'a text among the unsigned attributes',
    'V1',
    cms({
      unsigned: (value) => [
        tagged(
          1,
          attribute(OID.timeStampToken, clock.stamp(value)),
          attribute('1.2.3.4', octets(hash('sha256'))),
        ),
      ],
    }),
  ],
];

const ALGORITHMS: Row[] = [
  ['sha1', 'SHA-1 as the digest (P14)', 'V8', cms({ digestAlgorithm: algorithm(OID.sha1) })],
  [
    'sha1-signature',
    'ECDSA with SHA-1',
    'V8',
    cms({ signatureAlgorithm: algorithm(OID.ecdsaSha1), hash: 'sha1' }),
  ],
  [
    'sha384',
    'ECDSA with SHA-384',
    'V8',
    cms({ signatureAlgorithm: algorithm(OID.ecdsaSha384), hash: 'sha384' }),
  ],
  [
    'rsa',
    'RSA-2048',
    'V8',
    signedBy(
      () => ({ signatureAlgorithm: algorithm(OID.rsaSha256) }),
      undefined,
      () => rsa(2048),
    ),
  ],
  [
    'rsa-1024',
    'RSA-1024',
    'V8',
    signedBy(
      () => ({ signatureAlgorithm: algorithm(OID.rsaSha256) }),
      undefined,
      () => rsa(1024),
    ),
  ],
  [
    'p384',
    'a key on P-384',
    'V8',
    signedBy(
      () => ({ signature: (value) => value, signatureAlgorithm: algorithm(OID.ecdsaSha256) }),
      undefined,
      () => ecPair('P-384'),
    ),
  ],
  [
    'secp256k1',
    'a key on secp256k1',
    'V8',
    signedBy(
      () => ({ signatureAlgorithm: algorithm(OID.ecdsaSha256) }),
      undefined,
      () => ecPair('secp256k1'),
    ),
  ],
  [
    'parameters',
    'the algorithm with NULL parameters',
    'V8',
    cms({ digestAlgorithm: sequence(objectId(OID.sha256), Uint8Array.of(5, 0)) }),
  ],
  ['zero', 'ECDSA (0, 0)', 'V1', cms({ signature: () => sequence(zero, zero) })],
  [
    'r-zero',
    'ECDSA (0, s)',
    'V1',
    cms({ signature: (value) => sequence(zero, integer(value.subarray(-31))) }),
  ],
  ['order', 'ECDSA (n, n)', 'V1', cms({ signature: () => sequence(ORDER, ORDER) })],
  [
    'one',
    'ECDSA (1, 1)',
    'V1',
    cms({ signature: () => sequence(integer(Uint8Array.of(1)), integer(Uint8Array.of(1))) }),
  ],
  ['other-s', 'ECDSA (r, n - s)', 'V1', cms({ signature: otherS })],
  [
    'raw',
    'ECDSA as r and s side by side',
    'V1',
    cms({ signature: () => concatenate(hash('sha256'), hash('sha256')) }),
  ],
  ['empty', 'an empty signature value', 'V1', cms({ signature: () => new Uint8Array() })],
  [
    'trailing',
    'octets behind r and s',
    'V1',
    cms({ signature: (value) => concatenate(value, Uint8Array.of(0)) }),
  ],
  ['ed25519', 'Ed25519', 'V8', ed25519],
  [
    'other-key',
    "the value of another key's",
    'V1',
    cms({ signature: () => new Uint8Array(sign('sha256', Uint8Array.of(1), { key: ecPair().privateKey })) }),
  ],
];
const ORDER = integer(Buffer.from('ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551', 'hex'));
const pairs = new Map<number, Pair>();
function rsa(modulusLength: number): Pair {
  const pair = pairs.get(modulusLength) ?? generateKeyPairSync('rsa', { modulusLength });
  pairs.set(modulusLength, pair);
  return pair;
}
function ed25519(subject: Subject) {
  const { privateKey } = ecPair();
  const spki = new Uint8Array(
    generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'der' }),
  );
  return signedBy(
    () => ({ key: privateKey }),
    () => ({ spki }),
  )(subject);
}
function identifierOf(certificate: Uint8Array) {
  const { issuer, serial } = issuerAndSerial(certificate);
  return sequence(issuer, serial);
}

const STAMPS: Row[] = [
  [
    'other-hash',
    'a time-stamp over another hash',
    'V7',
    cms({ unsigned: (value) => [tagged(1, attribute(OID.timeStampToken, wrong.stamp(value)))] }),
  ],
  ['other-data', 'a time-stamp over something else', 'V7', cms({ unsigned: () => [token(hash('sha256'))] })],
  [
    'stranger',
    'a time-stamp under a root that is not pinned',
    'V7',
    cms({ unsigned: (value) => [tagged(1, attribute(OID.timeStampToken, stranger.stamp(value)))] }),
  ],
  [
    'twice',
    'two time-stamps',
    'V1',
    cms({
      unsigned: (value) => [
        tagged(
          1,
          attribute(OID.timeStampToken, clock.stamp(value)),
          attribute(OID.timeStampToken, clock.stamp(value)),
        ),
      ],
    }),
  ],
  [
    'two-values',
    'an attribute with two time-stamps',
    'V1',
    cms({
      unsigned: (value) => [tagged(1, attribute(OID.timeStampToken, clock.stamp(value), clock.stamp(value)))],
    }),
  ],
  [
    'empty',
    'a time-stamp that is an empty SEQUENCE',
    'V7',
    cms({ unsigned: () => [tagged(1, attribute(OID.timeStampToken, sequence()))] }),
  ],
  [
    'archive',
    'an archive time-stamp of CAdES',
    'V1',
    cms({ unsigned: (value) => [tagged(1, attribute('0.4.0.1733.2.4', clock.stamp(value)))] }),
  ],
];
/** By an authority whose root is believed, and which is at fault. */
const FAULTY: Attack[] = (
  [
    ['purpose', 'a time-stamp by a certificate for programs', { purposes: ['1.3.6.1.5.5.7.3.3'] }],
    [
      'purpose-loose',
      'a time-stamp by a certificate whose purpose is not critical',
      { purposesCritical: false },
    ],
    ['ended', 'a time-stamp by a certificate that had ended', { notAfter: new Date('2026-02-01T00:00:00Z') }],
    ['signature', 'a time-stamp with a wrong signature', { wrongSignature: true }],
    ['names-another', 'a time-stamp that names another certificate', { namesAnotherCertificate: true }],
  ] satisfies [string, string, Faults][]
).map(([id, name, faults]) => {
  const faulty = timeStampingAuthority({ faults, now: () => new Date('2026-03-01T02:00:07Z') });
  const build = cms({ unsigned: (value) => [tagged(1, attribute(OID.timeStampToken, faulty.stamp(value)))] });
  return { id: `stamp-${id}`, name, verdict: 'V7', build, record: () => ({ timeRoots: [faulty.root] }) };
});

export const CMS: AttackGroup[] = [
  { title: 'The signed attributes', attacks: rows('attribute', ATTRIBUTES) },
  { title: 'The form of the CMS', attacks: rows('cms', STRUCTURE) },
  { title: 'Algorithms and values', attacks: rows('algorithm', ALGORITHMS) },
  { title: 'The time-stamp of a signature', attacks: [...rows('stamp', STAMPS), ...FAULTY] },
];
