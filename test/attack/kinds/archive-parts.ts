// The archival revision keeps other certificates, lists or time-stamps than it should.
import { compare } from '../../../functions/sign/bytes.ts';
import { verifySignedPdf } from '../../../functions/sign/verify.ts';
import { timeStampingAuthority } from '../../fakes/time-stamping-authority.ts';
import { otherToken, withCertificates } from '../../sign/attacker.ts';
import { authority } from '../../sign/sample-documents.ts';
import { type Attack, clock } from '../attack.ts';
import { archived, archiving, listOf } from '../forge/archives.ts';
import type { Subject } from '../subject.ts';

/** With a certificate between its own and its root. */
const chained = timeStampingAuthority({
  now: () => new Date('2026-03-01T02:00:07Z'),
  keys: { intermediate: 'P-256' },
});

/** With a revocation list of ours, in force from the one day to the other. */
const withList = (from: string, until: string): Attack['build'] =>
  archiving(async ({ issuer }) => ({
    lists: [await listOf(issuer, { thisUpdate: new Date(from), nextUpdate: new Date(until) })],
  }));

/** With our own list and these behind it. */
const withTimeLists = (...lists: Uint8Array[]): Attack['build'] =>
  archiving(async ({ issuer }) => ({ lists: [await listOf(issuer), ...lists] }));

export const ARCHIVE_PARTS: readonly Attack[] = [
  {
    id: 'archive-other-bytes',
    name: 'a time-stamp over other bytes',
    cases: ['P27'],
    verdict: 'V7',
    build: archiving(() => ({ stamp: async (covered) => clock.stamp(covered.subarray(1)) })),
  },
  {
    id: 'archive-stranger',
    name: 'a time-stamp under a root that is not pinned',
    verdict: 'V7',
    build: archiving(() => ({ stamp: async (covered) => timeStampingAuthority().stamp(covered) })),
  },
  {
    id: 'archive-behind',
    name: 'an octet behind the token',
    verdict: 'V4',
    build: archiving(() => ({ stamp: async (covered) => Uint8Array.of(...clock.stamp(covered), 1) })),
  },
  {
    id: 'archive-other-value',
    name: 'the other value of the ECDSA signature of the time-stamp',
    verdict: 'V7',
    build: archiving(() => ({ stamp: async (covered) => otherToken(clock.stamp(covered)) })),
  },
  {
    id: 'archive-certificates-turned',
    name: 'the certificates in the time-stamp in another order',
    verdict: 'V7',
    build: archiving(() => ({
      stamp: async (covered) => withCertificates(chained.stamp(covered), (all) => all.toReversed()),
    })),
    record: () => ({ timeRoots: [chained.root] }),
  },
  {
    id: 'archive-certificates-root',
    name: 'the root among the certificates in the time-stamp',
    verdict: 'V7',
    build: archiving(() => ({
      stamp: async (covered) =>
        withCertificates(clock.stamp(covered), (all) => [...all, clock.root].toSorted(compare)),
    })),
  },
  {
    id: 'archive-no-token',
    name: 'no token',
    verdict: 'V7',
    build: archiving(() => ({ stamp: async () => new Uint8Array() })),
  },
  {
    id: 'archive-certificate',
    name: 'a certificate that no signature uses',
    verdict: 'V5',
    build: archiving(async () => ({ certificates: [(await authority()).certificate] })),
  },
  {
    id: 'archive-certificate-twice',
    name: 'a certificate twice',
    verdict: 'V5',
    build: archiving(({ issuer }) => ({ certificates: [issuer.certificate, issuer.certificate] })),
  },
  {
    id: 'archive-list',
    name: 'a revocation list of somebody else',
    verdict: 'V7',
    build: archiving(async () => ({ lists: [await listOf(await authority())] })),
  },
  {
    id: 'archive-list-old',
    name: 'a revocation list that had ended before',
    verdict: 'V7',
    build: withList('2025-11-01', '2026-02-28'),
  },
  {
    id: 'archive-list-later',
    name: 'a revocation list from after the time-stamp',
    verdict: 'V7',
    build: withList('2026-03-02', '2026-05-30'),
  },
  {
    id: 'archive-revoked',
    name: 'a revocation list that names a signer',
    cases: ['P27'],
    verdict: 'V7',
    build: archiving(revokedSigner),
  },
  {
    id: 'archive-list-noise',
    name: 'a revocation list that is none',
    verdict: 'V7',
    build: archiving(() => ({ lists: [Uint8Array.of(1, 2, 3)] })),
  },
  {
    id: 'archive-lists',
    name: 'a thousand revocation lists',
    verdict: 'V11',
    build: archiving(async ({ issuer }) => ({ lists: Array<Uint8Array>(1000).fill(await listOf(issuer)) })),
  },
  {
    id: 'archive-list-long',
    name: 'a revocation list of a megabyte',
    verdict: 'V11',
    build: archiving(() => ({ lists: [new Uint8Array(1_000_000)] })),
  },
  {
    id: 'archive-time-list',
    name: 'a revocation list of a time-stamping authority that has stamped nothing in the file',
    verdict: 'V7',
    build: withTimeLists(timeStampingAuthority().list()),
  },
  {
    id: 'archive-time-list-own',
    name: 'a revocation list signed with the key of the time-stamps, in the name of their root',
    verdict: 'V7',
    build: withTimeLists(clock.list({ by: 'own' })),
  },
  {
    id: 'archive-time-list-twice',
    name: 'two revocation lists of one time-stamping authority',
    verdict: 'V5',
    build: withTimeLists(clock.list(), clock.list({ from: '2026-02-01' })),
  },
  {
    id: 'archive-time-list-old',
    name: 'a revocation list of the time-stamping authority that had ended before',
    verdict: 'V7',
    build: withTimeLists(clock.list({ until: '2026-02-28' })),
  },
  {
    id: 'archive-time-list-octet',
    name: 'an octet behind the revocation list of the time-stamping authority',
    verdict: 'V7',
    build: withTimeLists(Uint8Array.of(...clock.list(), 0)),
  },
  {
    id: 'archive-time-revoked',
    name: 'a revocation list that names the time-stamping authority',
    cases: ['P27'],
    verdict: 'V7',
    build: withTimeLists(clock.list({ revoked: { at: '2026-02-01', reason: 4 } })),
  },
  {
    id: 'archive-unsigned',
    name: 'over no signature',
    verdict: 'V5',
    build: (subject) => archived({ ...subject, file: subject.base }),
  },
];

async function revokedSigner({ file, issuer }: Subject) {
  const found = await verifySignedPdf(file, [issuer.certificate]);
  if (found.verdict === 'unsound') throw new Error(found.detail);
  const revoked = [{ serial: found.signatures[0]!.serial, at: new Date('2026-02-01T00:00:00Z') }];
  return { lists: [await listOf(issuer, { number: 2, revoked })] };
}
