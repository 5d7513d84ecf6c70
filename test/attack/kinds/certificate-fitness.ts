// Certificates of the true authority that are weak, out of date or for another purpose.
import { bits, objectId, octets, sequence } from '../../../functions/sign/der.ts';
import type { Attack } from '../attack.ts';
import {
  AUTHORITY_EXTENSIONS,
  type CertificateParts,
  ecPair,
  extension,
  keyUsage,
  rsaPair,
  SIGNER_EXTENSIONS,
  spkiOf,
} from '../forge/certificate.ts';
import { algorithm, OID } from '../forge/identifiers.ts';
import { withCms } from '../forge/with-cms.ts';

const { basic, usage, purpose } = SIGNER_EXTENSIONS;
/** The last signature, true, under a certificate of these parts, issued by the true authority. */
const under = (parts: CertificateParts): Attack['build'] => withCms({}, () => parts);

export const FITNESS: readonly Attack[] = [
  {
    id: 'certificate-ended',
    name: 'a certificate that had ended',
    cases: ['P27'],
    verdict: 'V7',
    build: under({ from: new Date('2025-01-01T00:00:00Z'), to: new Date('2026-02-28T23:59:59Z') }),
  },
  {
    id: 'certificate-not-yet',
    name: 'a certificate not yet in force',
    cases: ['P27'],
    verdict: 'V7',
    build: under({ from: new Date('2026-03-01T02:00:01Z') }),
  },
  {
    id: 'certificate-turned',
    name: 'a certificate that ends before it begins',
    verdict: 'V7',
    build: under({ from: new Date('2030-01-01T00:00:00Z'), to: new Date('2025-01-01T00:00:00Z') }),
  },
  {
    id: 'certificate-no-repudiation',
    name: 'a certificate without nonRepudiation',
    cases: ['P27'],
    verdict: 'V7',
    build: under({ extensions: [basic, keyUsage(0x80), purpose] }),
  },
  {
    id: 'certificate-no-usage',
    name: 'a certificate that says no usage',
    verdict: 'V7',
    build: under({ extensions: [basic, purpose] }),
  },
  {
    id: 'certificate-encryption',
    name: 'a certificate for encryption',
    verdict: 'V7',
    build: under({ extensions: [basic, keyUsage(0x20), purpose] }),
  },
  {
    id: 'certificate-no-purpose',
    name: 'a certificate without a purpose',
    verdict: 'V7',
    build: under({ extensions: [basic, usage] }),
  },
  {
    id: 'certificate-server',
    name: 'a certificate for web servers',
    verdict: 'V7',
    build: under({
      extensions: [basic, usage, extension('2.5.29.37', sequence(objectId('1.3.6.1.5.5.7.3.1')))],
    }),
  },
  {
    id: 'certificate-any-purpose',
    name: 'a certificate for any purpose',
    verdict: 'V7',
    build: under({ extensions: [basic, usage, extension('2.5.29.37', sequence(objectId('2.5.29.37.0')))] }),
  },
  {
    id: 'certificate-authority',
    name: 'the certificate of an authority',
    verdict: 'V7',
    build: under({ extensions: [AUTHORITY_EXTENSIONS.basic, usage, purpose] }),
  },
  {
    id: 'certificate-critical',
    name: 'a critical extension that nobody knows',
    verdict: 'V7',
    build: under({
      extensions: [basic, usage, purpose, extension('1.2.3.4', octets(Uint8Array.of(1)), true)],
    }),
  },
  {
    id: 'certificate-constraints',
    name: 'critical name constraints',
    verdict: 'V7',
    build: under({ extensions: [basic, usage, purpose, extension('2.5.29.30', sequence(), true)] }),
  },
  {
    id: 'certificate-twice',
    name: 'an extension twice',
    verdict: 'V7',
    build: under({ extensions: [basic, usage, purpose, usage] }),
  },
  {
    id: 'certificate-name-short',
    name: 'a name without a post',
    verdict: 'V7',
    build: under({ subjectName: sequence() }),
  },
  {
    id: 'certificate-sha1',
    name: 'a certificate signed with SHA-1',
    cases: ['P14'],
    verdict: 'V8',
    build: under({ inner: algorithm(OID.ecdsaSha1) }),
  },
  {
    id: 'certificate-outer',
    name: 'a certificate that says another algorithm outside',
    verdict: 'V8',
    build: under({ outer: algorithm(OID.ecdsaSha384) }),
  },
  {
    id: 'certificate-outer-parameters',
    name: 'a certificate with parameters outside that are not inside',
    verdict: 'V7',
    build: under({ outer: sequence(objectId(OID.ecdsaSha256), Uint8Array.of(5, 0)) }),
  },
  {
    id: 'certificate-p384',
    name: 'a certificate of a P-384 key',
    verdict: 'V8',
    build: under({ spki: spkiOf(ecPair('P-384')) }),
  },
  {
    id: 'certificate-rsa',
    name: 'a certificate of an RSA-1024 key',
    verdict: 'V8',
    build: under({ spki: spkiOf(rsaPair(1024)) }),
  },
  {
    id: 'certificate-secp256k1',
    name: 'a certificate of a key on secp256k1',
    verdict: 'V8',
    build: under({ spki: spkiOf(ecPair('secp256k1')) }),
  },
  {
    id: 'certificate-compressed',
    name: 'a certificate of a compressed point',
    verdict: 'V8',
    build: under({ spki: compressed() }),
  },
  {
    id: 'certificate-off-curve',
    name: 'a certificate of a point that is not on the curve',
    verdict: 'V2',
    build: under({ spki: offCurve() }),
  },
  {
    id: 'certificate-infinity',
    name: 'a certificate of the point at infinity',
    verdict: 'V8',
    build: under({ spki: infinity() }),
  },
  {
    id: 'certificate-serial-zero',
    name: 'a certificate with serial number 0',
    verdict: 'V7',
    build: under({ serial: Uint8Array.of(0) }),
  },
];

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
