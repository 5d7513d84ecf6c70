// A path of two authorities: what the verifier takes, and what a root or a list forbids.
import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { archiveRevision } from '../../functions/sign/archive-revision.ts';
import { authoritiesOf } from '../../functions/sign/authorities-of.ts';
import {
  type Authority,
  createIssuingCertificate,
  createRootCertificate,
  issueSignerCertificate,
} from '../../functions/sign/certificate-authority.ts';
import { createOneShotKey } from '../../functions/sign/one-shot-key.ts';
import { createRevocationList } from '../../functions/sign/revocation-list.ts';
import { signRevision } from '../../functions/sign/sign-revision.ts';
import { verifySignedPdf } from '../../functions/sign/verify.ts';
import { timeStampingAuthority } from '../fakes/time-stamping-authority.ts';
import { base, certificateOptions, memoryKey, stamp, subject } from './sample-documents.ts';

const SIGNED_AT = new Date('2026-03-01T02:00:00Z');
const SERIAL = Uint8Array.of(0x41, 7);

async function twoTier(below: number) {
  const options = { ...certificateOptions, organization: '海东市发展和改革委员会' };
  const key = memoryKey();
  const rootOptions = { ...options, commonName: 'Root', serial: randomBytes(16), below };
  const root: Authority = { key, certificate: await createRootCertificate(key, rootOptions) };
  const own = memoryKey();
  const issuingOptions = { ...options, commonName: 'Issuing', serial: Uint8Array.of(0x42, 8) };
  const certificate = await createIssuingCertificate(root, await own.publicKey(), issuingOptions);
  return { root, issuing: { key: own, certificate } };
}

async function signedUnder(
  { root, issuing }: Awaited<ReturnType<typeof twoTier>>,
  time?: { stamp(value: Uint8Array): Uint8Array },
) {
  const key = createOneShotKey();
  const options = { ...certificateOptions, publicKey: key.publicKey, serial: SERIAL };
  return signRevision(await base(), {
    ...{ field: 'drc', reason: '签署', signerName: subject.person, signedAt: SIGNED_AT },
    certificate: await issueSignerCertificate(issuing, subject, options),
    chain: [issuing.certificate, root.certificate],
    sign: key.sign,
    appearance: stamp(),
    ...(time ? { stamp: async (value: Uint8Array) => time.stamp(value) } : {}),
  });
}

test('an authority under the root is taken, with the root alone pinned', async () => {
  const authorities = await twoTier(1);
  const file = await signedUnder(authorities);
  expect(await verifySignedPdf(file, [authorities.root.certificate])).toMatchObject({ verdict: 'sound' });
  expect(authoritiesOf(file)).toHaveLength(2);
});

test('a root that signs signers only has no authority under it', async () => {
  const authorities = await twoTier(0);
  expect(await verifySignedPdf(await signedUnder(authorities), [authorities.root.certificate])).toMatchObject(
    {
      rule: 'V7',
      detail: expect.stringContaining('root does not issue'),
    },
  );
});

test.each([
  [
    'a signer revoked after its time-stamped signature stands',
    'issuing',
    '4107',
    '2026-03-02T00:00:00Z',
    true,
    'sound',
  ],
  ['a signer revoked before it does not', 'issuing', '4107', '2026-02-01T00:00:00Z', true, 'unsound'],
  ['nor does one whose time is only stated', 'issuing', '4107', '2026-03-02T00:00:00Z', false, 'unsound'],
  ['an authority revoked before does not', 'root', '4208', '2026-02-01T00:00:00Z', true, 'unsound'],
  [
    'the same serial on the list of another issuer means nothing',
    'root',
    '4107',
    '2026-02-01T00:00:00Z',
    true,
    'sound',
  ],
] as const)('%s', async (_, by, serial, at, stamped, verdict) => {
  const authorities = await twoTier(1);
  let now = '2026-03-01T02:00:07Z';
  const time = timeStampingAuthority({ now: () => new Date(now) });
  const file = await signedUnder(authorities, stamped ? time : undefined);
  const list = await createRevocationList(authorities[by], {
    thisUpdate: new Date('2026-03-03T00:00:00Z'),
    nextUpdate: new Date('2026-06-03T00:00:00Z'),
    number: 2,
    revoked: [{ serial, at: new Date(at), reason: 4 }],
  });
  now = '2026-03-03T00:00:07Z';
  const archived = await archiveRevision(file, {
    certificates: authoritiesOf(file),
    lists: [list],
    stamp: async (covered) => time.stamp(covered),
  });
  const result = await verifySignedPdf(archived, [authorities.root.certificate], { timeRoots: [time.root] });
  expect(result).toMatchObject({ verdict });
});
