// The CMS is put together otherwise, or holds more.
import { concatenate } from '../../../functions/sign/bytes.ts';
import { integer, objectId, octets, sequence, tagged } from '../../../functions/sign/der.ts';
import { type Attack, clock } from '../attack.ts';
import { identifierOf } from '../forge/certificate.ts';
import { attribute, hash, retagged } from '../forge/cms.ts';
import { OID } from '../forge/identifiers.ts';
import { withCms } from '../forge/with-cms.ts';

export const CMS_FORM: readonly Attack[] = [
  {
    id: 'cms-two-signers',
    name: 'two SignerInfos',
    cases: ['P27'],
    verdict: 'V1',
    build: withCms({
      signers: (info) => [info, retagged(info, 0x30), concatenate(info.subarray(0, -1), Uint8Array.of(1))],
    }),
  },
  { id: 'cms-no-signer', name: 'no SignerInfo', verdict: 'V1', build: withCms({ signers: () => [] }) },
  {
    id: 'cms-content',
    name: 'the content inside as well',
    verdict: 'V1',
    build: withCms({ content: sequence(objectId(OID.data), tagged(0, octets(hash('sha256')))) }),
  },
  {
    id: 'cms-content-type',
    name: 'signed content of another type',
    cases: ['P27'],
    verdict: 'V1',
    build: withCms({ content: sequence(objectId('1.2.840.113549.1.9.16.1.4')) }),
  },
  {
    id: 'cms-version',
    name: 'another version',
    verdict: 'V1',
    build: withCms({ version: integer(Uint8Array.of(3)) }),
  },
  {
    id: 'cms-key-identifier',
    name: 'the signer named by a key identifier',
    verdict: 'V1',
    build: withCms({ identifier: retagged(octets(hash('sha1')), 0x80) }),
  },
  {
    id: 'cms-root-as-signer',
    name: 'the root named as the signer',
    verdict: 'V1',
    build: withCms(({ issuer }) => ({ identifier: identifierOf(issuer.certificate) })),
  },
  {
    id: 'cms-lists',
    name: 'a revocation list inside',
    verdict: 'V8',
    build: withCms({ lists: [tagged(1, sequence())] }),
  },
  {
    id: 'cms-behind',
    name: 'an octet behind the CMS',
    verdict: 'V1',
    build: withCms({ whole: (der) => concatenate(der, Uint8Array.of(5)) }),
  },
  {
    id: 'cms-second',
    name: 'a second CMS behind the first',
    verdict: 'V1',
    build: withCms({ whole: (der) => concatenate(der, der) }),
  },
  {
    id: 'cms-long-length',
    name: 'a length in more octets than it needs (BER)',
    verdict: 'V1',
    build: withCms({ whole: (der) => concatenate(Uint8Array.of(0x30, 0x83, 0), der.subarray(2)) }),
  },
  {
    id: 'cms-enveloped',
    name: 'an outer type that is not SignedData',
    verdict: 'V1',
    build: withCms({ whole: (der) => sequence(objectId('1.2.840.113549.1.7.3'), der.subarray(15)) }),
  },
  {
    id: 'cms-unsigned',
    name: 'an unsigned attribute that is no time-stamp',
    verdict: 'V1',
    build: withCms({ unsigned: () => [tagged(1, attribute('1.2.840.113549.1.9.6', sequence()))] }),
  },
  {
    id: 'cms-unsigned-smuggled',
    name: 'a text among the unsigned attributes',
    verdict: 'V1',
    build: withCms({
      unsigned: (value) => [
        tagged(
          1,
          attribute(OID.timeStampToken, clock.stamp(value)),
          attribute('1.2.3.4', octets(hash('sha256'))),
        ),
      ],
    }),
  },
];
