// The signed attributes of the CMS are others than those of the profile.
import { objectId, octets, sequence, time } from '../../../functions/sign/der.ts';
import type { Attack } from '../attack.ts';
import { attribute, certificateId, hash } from '../forge/cms.ts';
import { OID } from '../forge/identifiers.ts';
import { withCms } from '../forge/with-cms.ts';

export const CMS_ATTRIBUTES: readonly Attack[] = [
  {
    id: 'attribute-none',
    name: 'no signed attributes',
    verdict: 'V8',
    build: withCms({ attributes: () => [] }),
  },
  {
    id: 'attribute-no-digest',
    name: 'messageDigest missing',
    cases: ['P27'],
    verdict: 'V1',
    build: withCms({ attributes: ({ messageDigest: _, ...rest }) => Object.values(rest) }),
  },
  {
    id: 'attribute-other-digest',
    name: 'messageDigest of other bytes',
    verdict: 'V1',
    build: withCms({
      attributes: (all) =>
        Object.values({ ...all, messageDigest: attribute(OID.messageDigest, octets(hash('sha256'))) }),
    }),
  },
  {
    id: 'attribute-digest-twice',
    name: 'messageDigest twice',
    cases: ['P27'],
    verdict: 'V1',
    build: withCms({
      attributes: (all) => [...Object.values(all), attribute(OID.messageDigest, octets(hash('sha256')))],
    }),
  },
  {
    id: 'attribute-digest-two-values',
    name: 'messageDigest with two values',
    verdict: 'V1',
    build: withCms({
      attributes: (all) =>
        Object.values({
          ...all,
          messageDigest: attribute(
            OID.messageDigest,
            octets(hash('sha256')),
            octets(hash('sha256', Uint8Array.of(1))),
          ),
        }),
    }),
  },
  {
    id: 'attribute-digest-empty',
    name: 'messageDigest without a value',
    verdict: 'V1',
    build: withCms({
      attributes: (all) => Object.values({ ...all, messageDigest: attribute(OID.messageDigest) }),
    }),
  },
  {
    id: 'attribute-content-type',
    name: 'contentType of something else',
    cases: ['P27'],
    verdict: 'V1',
    build: withCms({
      attributes: (all) =>
        Object.values({ ...all, contentType: attribute(OID.contentType, objectId(OID.signedData)) }),
    }),
  },
  {
    id: 'attribute-no-content-type',
    name: 'contentType missing',
    verdict: 'V1',
    build: withCms({ attributes: ({ contentType: _, ...rest }) => Object.values(rest) }),
  },
  {
    id: 'attribute-no-certificate',
    name: 'signingCertificateV2 missing',
    verdict: 'V1',
    build: withCms({ attributes: ({ certificate: _, ...rest }) => Object.values(rest) }),
  },
  {
    id: 'attribute-other-certificate',
    name: 'signingCertificateV2 of the root',
    cases: ['P27'],
    verdict: 'V1',
    build: withCms(({ issuer }) => ({
      attributes: (all) =>
        Object.values({
          ...all,
          certificate: attribute(OID.signingCertificateV2, certificateId(issuer.certificate)),
        }),
    })),
  },
  {
    id: 'attribute-wrong-hash',
    name: 'signingCertificateV2 with a wrong hash',
    cases: ['P27'],
    verdict: 'V1',
    build: withCms((_, own) => ({
      attributes: (all) =>
        Object.values({
          ...all,
          certificate: attribute(OID.signingCertificateV2, certificateId(own, hash('sha256'))),
        }),
    })),
  },
  {
    id: 'attribute-old-certificate',
    name: 'signingCertificate with SHA-1 in its place',
    verdict: 'V1',
    build: withCms((_, own) => ({
      attributes: (all) =>
        Object.values({
          ...all,
          certificate: attribute('1.2.840.113549.1.9.16.2.12', certificateId(own, hash('sha1', own))),
        }),
    })),
  },
  {
    id: 'attribute-no-protection',
    name: 'the protection of the algorithms missing',
    verdict: 'V1',
    build: withCms({ attributes: ({ protection: _, ...rest }) => Object.values(rest) }),
  },
  {
    id: 'attribute-signing-time',
    name: 'a signing time as well',
    verdict: 'V1',
    build: withCms({
      attributes: (all) => [
        ...Object.values(all),
        attribute(OID.signingTime, time(new Date('2026-03-01T02:00:00Z'))),
      ],
    }),
  },
  {
    id: 'attribute-twice',
    name: 'contentType twice',
    cases: ['P27'],
    verdict: 'V1',
    build: withCms({ attributes: (all) => [...Object.values(all), all.contentType] }),
  },
  {
    id: 'attribute-order',
    name: 'the signed attributes in another order',
    verdict: 'V1',
    build: withCms({ attributes: (all) => Object.values(all).toReversed(), unsorted: true }),
  },
  {
    id: 'attribute-policy',
    name: 'a commitment besides',
    verdict: 'V1',
    build: withCms({
      attributes: (all) => [
        ...Object.values(all),
        attribute('1.2.840.113549.1.9.16.2.16', sequence(objectId('1.2.840.113549.1.9.16.6.1'))),
      ],
    }),
  },
];
