// True signatures under certificates that are not what they should be.

import { sign } from 'node:crypto';
import type { Authority } from '../../functions/sign/certificate-authority.ts';
import { signerName } from '../../functions/sign/certificate-names.ts';
import { bits, objectId, octets, sequence } from '../../functions/sign/der.ts';
import { lowS } from '../../functions/sign/p256.ts';
import { signedWithExtra } from '../sign/attacker.ts';
import { authority, memoryKey, subject as person } from '../sign/sample-documents.ts';
import { type Attack, type AttackGroup, fieldsIn, rows } from './attack.ts';
import { signedBy as signedWithCms } from './cms.ts';
import {
  algorithm,
  type CertificateParts,
  certificateOf,
  cmsOf,
  ecPair,
  extension,
  hash,
  nameIn,
  OID,
  rsaPair,
  SIGNER_EXTENSIONS,
} from './forge.ts';
import { given } from './second-signer.ts';
import type { Subject } from './subject.ts';

type Row = [string, string, Attack['verdict'], Attack['build']];
const { basic, usage, purpose } = SIGNER_EXTENSIONS;

/** The last signature, true, under a certificate of these parts, issued by the true authority. */
const under = (parts: CertificateParts | ((subject: Subject) => CertificateParts)): Attack['build'] =>
  signedWithCms(
    () => ({}),
    (subject) => (typeof parts === 'function' ? parts(subject) : parts),
  );
const keyUsage = (octet: number) =>
  extension('2.5.29.15', bits(Uint8Array.of(octet), Math.log2(octet & -octet)), true);
const AUTHORITY = [extension('2.5.29.19', sequence(Uint8Array.of(1, 1, 255)), true), keyUsage(0x06)];

/** Signed under another authority of the same name, one for the whole corpus. */
let stranger: Promise<Authority> | undefined;
function namesake(): Promise<Authority> {
  stranger ??= authority();
  return stranger;
}
const byStranger =
  (chain: (subject: Subject, other: Authority) => Uint8Array[]): Attack['build'] =>
  async (subject) => {
    const other = await namesake();
    const file = given(subject);
    const pair = ecPair();
    const certificate = await certificateOf(other, pair);
    return signedWithExtra(file, fieldsIn(file)[subject.signatures - 1]!, subject.issuer, () => [], {
      cms: (digest) => cmsOf({ certificate, chain: chain(subject, other), key: pair.privateKey, digest }),
    });
  };

/** Signer <- intermediate <- root, with these parts of the intermediate. */
const viaIntermediate =
  (
    parts: CertificateParts,
    order: (path: { middle: Uint8Array; root: Uint8Array; signer: Uint8Array }) => Uint8Array[] = ({
      middle,
      root,
    }) => [middle, root],
  ): Attack['build'] =>
  async (subject) => {
    const middleKey = memoryKey();
    const middleName = signerName({ ...person, person: '中间机构' });
    const spki = await middleKey.publicKey();
    const middle = await certificateOf(subject.issuer, ecPair(), { subjectName: middleName, spki, ...parts });
    const pair = ecPair();
    const by = { name: middleName, sign: async (content: Uint8Array) => lowS(await middleKey.sign(content)) };
    const certificate = await certificateOf(subject.issuer, pair, { by });
    const file = given(subject);
    const chain = order({ middle, root: subject.issuer.certificate, signer: certificate });
    return signedWithExtra(file, fieldsIn(file)[subject.signatures - 1]!, subject.issuer, () => [], {
      cms: (digest) => cmsOf({ certificate, chain, key: pair.privateKey, digest }),
    });
  };

const TRUST: Row[] = [
  [
    'stranger',
    'another authority of the same name (P13)',
    'V7',
    byStranger((_, other) => [other.certificate]),
  ],
  [
    'stranger-true-root',
    'another authority of the same name, with the true root beside',
    'V7',
    byStranger(({ issuer }) => [issuer.certificate]),
  ],
  [
    'stranger-both',
    'another authority of the same name, with both roots beside',
    'V7',
    byStranger(({ issuer }, other) => [other.certificate, issuer.certificate]),
  ],
  ['stranger-alone', 'another authority of the same name, with nothing beside', 'V7', byStranger(() => [])],
  [
    'self-made',
    'a certificate that the signer made',
    'V7',
    async (subject) => {
      const pair = ecPair();
      return signedWithCms(
        () => ({ key: pair.privateKey }),
        () => ({
          spki: new Uint8Array(pair.publicKey.export({ type: 'spki', format: 'der' })),
          by: {
            name: signerName(person),
            sign: (content) => lowS(new Uint8Array(sign('sha256', content, pair.privateKey))),
          },
        }),
      )(subject);
    },
  ],
  [
    'self-made-name',
    "a certificate that the signer made in the root's name",
    'V7',
    async (subject) => {
      const pair = ecPair();
      return signedWithCms(
        () => ({ key: pair.privateKey }),
        ({ issuer }) => ({
          spki: new Uint8Array(pair.publicKey.export({ type: 'spki', format: 'der' })),
          subjectName: nameIn(issuer.certificate),
          by: {
            name: nameIn(issuer.certificate),
            sign: (content) => lowS(new Uint8Array(sign('sha256', content, pair.privateKey))),
          },
        }),
      )(subject);
    },
  ],
  ['root-missing', 'the root is not beside the certificate', 'V7', signedWithCms(() => ({ chain: [] }))],
  [
    'root-twice',
    'the root stands twice',
    'V7',
    signedWithCms(({ issuer }) => ({ chain: [issuer.certificate, issuer.certificate] })),
  ],
  [
    'signer-twice',
    "the signer's certificate stands twice",
    'V7',
    signedWithCms(({ issuer }, own) => ({ chain: [issuer.certificate, own] })),
  ],
  [
    'many',
    'five certificates',
    'V11',
    signedWithCms(({ issuer }) => ({ chain: Array<Uint8Array>(5).fill(issuer.certificate) })),
  ],
  ['empty', 'no certificate at all', 'V1', signedWithCms(() => ({ certificates: [] }))],
  [
    'not-one',
    'something that is no certificate',
    'V2',
    signedWithCms(() => ({ certificates: [sequence(octets(hash('sha256')))] })),
  ],
  ['root-signs', 'the root itself as the signer', 'V7', rootSigns],
  [
    'leaf-issues',
    "a signer's certificate that issued another",
    'V7',
    viaIntermediate({ extensions: [basic, usage, purpose] }),
  ],
  [
    'middle',
    'an authority in between that the root does not allow (pathLenConstraint)',
    'V7',
    viaIntermediate({ extensions: AUTHORITY }),
  ],
  [
    'middle-no-sign',
    'an authority in between that may not sign certificates',
    'V7',
    viaIntermediate({ extensions: [AUTHORITY[0]!, keyUsage(0x80)] }),
  ],
  [
    'middle-ended',
    'an authority in between that had ended',
    'V7',
    viaIntermediate({ extensions: AUTHORITY, to: new Date('2026-01-01T00:00:00Z') }),
  ],
  [
    'middle-missing',
    'an authority in between is not there',
    'V7',
    viaIntermediate({ extensions: AUTHORITY }, ({ root }) => [root]),
  ],
];
async function rootSigns(subject: Subject): Promise<Uint8Array> {
  return signedWithCms(({ issuer }) => ({ certificate: issuer.certificate, chain: [] }))(subject);
}

const FITNESS: Row[] = [
  [
    'ended',
    'a certificate that had ended',
    'V7',
    under({ from: new Date('2025-01-01T00:00:00Z'), to: new Date('2026-02-28T23:59:59Z') }),
  ],
  ['not-yet', 'a certificate not yet in force', 'V7', under({ from: new Date('2026-03-01T02:00:01Z') })],
  [
    'turned',
    'a certificate that ends before it begins',
    'V7',
    under({ from: new Date('2030-01-01T00:00:00Z'), to: new Date('2025-01-01T00:00:00Z') }),
  ],
  [
    'no-repudiation',
    'a certificate without nonRepudiation',
    'V7',
    under({ extensions: [basic, keyUsage(0x80), purpose] }),
  ],
  ['no-usage', 'a certificate that says no usage', 'V7', under({ extensions: [basic, purpose] })],
  [
    'encryption',
    'a certificate for encryption',
    'V7',
    under({ extensions: [basic, keyUsage(0x20), purpose] }),
  ],
  ['no-purpose', 'a certificate without a purpose', 'V7', under({ extensions: [basic, usage] })],
  [
    'server',
    'a certificate for web servers',
    'V7',
    under({ extensions: [basic, usage, extension('2.5.29.37', sequence(objectId('1.3.6.1.5.5.7.3.1')))] }),
  ],
  [
    'any-purpose',
    'a certificate for any purpose',
    'V7',
    under({ extensions: [basic, usage, extension('2.5.29.37', sequence(objectId('2.5.29.37.0')))] }),
  ],
  [
    'authority',
    'the certificate of an authority',
    'V7',
    under({ extensions: [AUTHORITY[0]!, usage, purpose] }),
  ],
  [
    'critical',
    'a critical extension that nobody knows',
    'V7',
    under({ extensions: [basic, usage, purpose, extension('1.2.3.4', octets(Uint8Array.of(1)), true)] }),
  ],
  [
    'constraints',
    'critical name constraints',
    'V7',
    under({ extensions: [basic, usage, purpose, extension('2.5.29.30', sequence(), true)] }),
  ],
  ['twice', 'an extension twice', 'V7', under({ extensions: [basic, usage, purpose, usage] })],
  ['name-short', 'a name without a post', 'V7', under({ subjectName: sequence() })],
  ['sha1', 'a certificate signed with SHA-1', 'V8', under({ inner: algorithm(OID.ecdsaSha1) })],
  [
    'outer',
    'a certificate that says another algorithm outside',
    'V8',
    under({ outer: algorithm(OID.ecdsaSha384) }),
  ],
  [
    'outer-parameters',
    'a certificate with parameters outside that are not inside',
    'V7',
    under({ outer: sequence(objectId(OID.ecdsaSha256), Uint8Array.of(5, 0)) }),
  ],
  ['p384', 'a certificate of a P-384 key', 'V8', under({ spki: spkiOf(ecPair('P-384')) })],
  ['rsa', 'a certificate of an RSA-1024 key', 'V8', under({ spki: spkiOf(rsaPair(1024)) })],
  ['secp256k1', 'a certificate of a key on secp256k1', 'V8', under({ spki: spkiOf(ecPair('secp256k1')) })],
  ['compressed', 'a certificate of a compressed point', 'V8', under({ spki: compressed() })],
  ['off-curve', 'a certificate of a point that is not on the curve', 'V2', under({ spki: offCurve() })],
  ['infinity', 'a certificate of the point at infinity', 'V8', under({ spki: infinity() })],
  ['serial-zero', 'a certificate with serial number 0', 'V7', under({ serial: Uint8Array.of(0) })],
];
function spkiOf({ publicKey }: ReturnType<typeof ecPair>): Uint8Array {
  return new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }));
}
function compressed(): Uint8Array {
  const whole = spkiOf(ecPair());
  const point = whole.subarray(-65);
  const id = sequence(objectId('1.2.840.10045.2.1'), objectId('1.2.840.10045.3.1.7'));
  return sequence(id, bits(Uint8Array.of(2, ...point.subarray(1, 33))));
}
function offCurve(): Uint8Array {
  const whole = spkiOf(ecPair()).slice();
  whole[whole.length - 1]! ^= 1;
  return whole;
}
function infinity(): Uint8Array {
  const id = sequence(objectId('1.2.840.10045.2.1'), objectId('1.2.840.10045.3.1.7'));
  return sequence(id, bits(Uint8Array.of(0)));
}
export const CERTIFICATES: AttackGroup[] = [
  { title: 'Certificates that lead nowhere', attacks: rows('trust', TRUST) },
  { title: 'Certificates unfit for signing', attacks: rows('certificate', FITNESS) },
];
