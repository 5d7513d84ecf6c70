// Weak or foreign algorithms, and values that are no signature.
import { generateKeyPairSync, sign } from 'node:crypto';
import { concatenate } from '../../../functions/sign/bytes.ts';
import { integer, objectId, sequence } from '../../../functions/sign/der.ts';
import { otherS } from '../../sign/attacker.ts';
import type { Attack } from '../attack.ts';
import { ecPair, rsaPair, spkiOf } from '../forge/certificate.ts';
import { hash } from '../forge/cms.ts';
import { algorithm, OID } from '../forge/identifiers.ts';
import { withCms } from '../forge/with-cms.ts';

const zero = integer(Uint8Array.of(0));
const ORDER = integer(Buffer.from('ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551', 'hex'));

export const CMS_ALGORITHMS: readonly Attack[] = [
  {
    id: 'algorithm-sha1',
    name: 'SHA-1 as the digest',
    cases: ['P14'],
    verdict: 'V8',
    build: withCms({ digestAlgorithm: algorithm(OID.sha1) }),
  },
  {
    id: 'algorithm-sha1-signature',
    name: 'ECDSA with SHA-1',
    cases: ['P14'],
    verdict: 'V8',
    build: withCms({ signatureAlgorithm: algorithm(OID.ecdsaSha1), hash: 'sha1' }),
  },
  {
    id: 'algorithm-sha384',
    name: 'ECDSA with SHA-384',
    verdict: 'V8',
    build: withCms({ signatureAlgorithm: algorithm(OID.ecdsaSha384), hash: 'sha384' }),
  },
  {
    id: 'algorithm-rsa',
    name: 'RSA-2048',
    verdict: 'V8',
    build: withCms({ signatureAlgorithm: algorithm(OID.rsaSha256) }, undefined, () => rsaPair(2048)),
  },
  {
    id: 'algorithm-rsa-1024',
    name: 'RSA-1024',
    verdict: 'V8',
    build: withCms({ signatureAlgorithm: algorithm(OID.rsaSha256) }, undefined, () => rsaPair(1024)),
  },
  {
    id: 'algorithm-p384',
    name: 'a key on P-384',
    verdict: 'V8',
    build: withCms(
      { signature: (value) => value, signatureAlgorithm: algorithm(OID.ecdsaSha256) },
      undefined,
      () => ecPair('P-384'),
    ),
  },
  {
    id: 'algorithm-secp256k1',
    name: 'a key on secp256k1',
    verdict: 'V8',
    build: withCms({ signatureAlgorithm: algorithm(OID.ecdsaSha256) }, undefined, () => ecPair('secp256k1')),
  },
  {
    id: 'algorithm-parameters',
    name: 'the algorithm with NULL parameters',
    verdict: 'V8',
    build: withCms({ digestAlgorithm: sequence(objectId(OID.sha256), Uint8Array.of(5, 0)) }),
  },
  {
    id: 'algorithm-zero',
    name: 'ECDSA (0, 0)',
    cases: ['P27'],
    verdict: 'V1',
    build: withCms({ signature: () => sequence(zero, zero) }),
  },
  {
    id: 'algorithm-r-zero',
    name: 'ECDSA (0, s)',
    verdict: 'V1',
    build: withCms({ signature: (value) => sequence(zero, integer(value.subarray(-31))) }),
  },
  {
    id: 'algorithm-order',
    name: 'ECDSA (n, n)',
    verdict: 'V1',
    build: withCms({ signature: () => sequence(ORDER, ORDER) }),
  },
  {
    id: 'algorithm-one',
    name: 'ECDSA (1, 1)',
    verdict: 'V1',
    build: withCms({ signature: () => sequence(integer(Uint8Array.of(1)), integer(Uint8Array.of(1))) }),
  },
  { id: 'algorithm-other-s', name: 'ECDSA (r, n - s)', verdict: 'V1', build: withCms({ signature: otherS }) },
  {
    id: 'algorithm-raw',
    name: 'ECDSA as r and s side by side',
    verdict: 'V1',
    build: withCms({ signature: () => concatenate(hash('sha256'), hash('sha256')) }),
  },
  {
    id: 'algorithm-empty',
    name: 'an empty signature value',
    verdict: 'V1',
    build: withCms({ signature: () => new Uint8Array() }),
  },
  {
    id: 'algorithm-trailing',
    name: 'octets behind r and s',
    verdict: 'V1',
    build: withCms({ signature: (value) => concatenate(value, Uint8Array.of(0)) }),
  },
  {
    id: 'algorithm-ed25519',
    name: 'Ed25519',
    verdict: 'V8',
    build: withCms({ key: ecPair().privateKey }, () => ({ spki: spkiOf(generateKeyPairSync('ed25519')) })),
  },
  {
    id: 'algorithm-other-key',
    name: "the value of another key's",
    verdict: 'V1',
    build: withCms({
      signature: () => new Uint8Array(sign('sha256', Uint8Array.of(1), { key: ecPair().privateKey })),
    }),
  },
];
