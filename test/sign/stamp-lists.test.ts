// Lists of time-stamping authorities in an archived file: whose they may be, and what they do to time-stamps.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { archiveRevision } from '../../functions/sign/archive-revision.ts';
import type { Authority } from '../../functions/sign/certificate-authority.ts';
import { createRevocationList } from '../../functions/sign/revocation-list.ts';
import { readStampList } from '../../functions/sign/stamp-lists.ts';
import { type Verification, verifySignedPdf } from '../../functions/sign/verify.ts';
import {
  type ListContent,
  type TimeStampingAuthority,
  timeStampingAuthority,
} from '../fakes/time-stamping-authority.ts';
import { authority, base, signAs } from './sample-documents.ts';

const SIGNED = '2026-03-01T02:01:00Z';
const ARCHIVED = '2026-03-01T02:10:00Z';
const RENEWED = '2027-03-01T00:00:00Z';

let issuer: Authority;
let own: Uint8Array;
/** One authority for the signature, others for the archive and its renewal. */
let first: TimeStampingAuthority;
let second: TimeStampingAuthority;
let third: TimeStampingAuthority;
let signed: Uint8Array;

beforeAll(async () => {
  issuer = await authority();
  [first, second, third] = [SIGNED, ARCHIVED, RENEWED].map((at) =>
    timeStampingAuthority({ now: () => new Date(at) }),
  ) as [TimeStampingAuthority, TimeStampingAuthority, TimeStampingAuthority];
  const term = { thisUpdate: new Date('2026-03-01'), nextUpdate: new Date('2026-03-08') };
  own = await createRevocationList(issuer, { ...term, number: 1 });
  signed = await signAs('drc', await base(), issuer, { stamp: async (value) => first.stamp(value) });
});

const archive = (file: Uint8Array, lists: Uint8Array[], by = second): Promise<Uint8Array> =>
  archiveRevision(file, {
    certificates: [issuer.certificate],
    lists,
    stamp: async (covered) => by.stamp(covered),
  });

const verify = (file: Uint8Array): Promise<Verification> =>
  verifySignedPdf(file, [issuer.certificate], { timeRoots: [first, second, third].map(({ root }) => root) });

const SOUND = { verdict: 'sound' };
const unsound = (rule: string, detail: string) => ({ rule, detail: expect.stringContaining(detail) });

test('the lists of the authorities of signatures, and of the archival time-stamp itself, belong to the file', async () => {
  expect(await verify(await archive(signed, [own, first.list(), second.list()]))).toMatchObject(SOUND);
});

describe('unsound is', () => {
  test('a list of an authority that stamped nothing in the file, though its root is pinned', async () => {
    const result = await verify(await archive(signed, [own, third.list()]));
    expect(result).toMatchObject(unsound('V7', 'of no authority above'));
  });

  test('a second list of one authority', async () => {
    const lists = [own, first.list(), first.list({ from: '2026-02-01' })];
    expect(await verify(await archive(signed, lists))).toMatchObject(unsound('V5', 'two revocation lists'));
  });

  test.each<[string, ListContent]>([
    ['that had ended', { until: '2026-02-28' }],
    ['that began later', { from: '2026-03-02' }],
  ])('a list %s', async (_, content) => {
    const result = await verify(await archive(signed, [own, first.list(content)]));
    expect(result).toMatchObject(unsound('V7', 'not in force'));
  });
});

describe('a revoked authority', () => {
  const revoking = (at: string, reason?: number): ListContent => ({
    revoked: { at, ...(reason === undefined ? {} : { reason }) },
  });
  const FALLEN = unsound('V7', 'of its authority has been revoked');

  // RFC 3161 section 4: 0 unspecified, 1 its key, 4 superseded; without a reason it may have been the key.
  test.each<[string, ListContent, object]>([
    ['before it stamped', revoking('2026-02-01', 4), FALLEN],
    ['after it stamped, as it was superseded', revoking('2026-03-01T02:05:00Z', 4), SOUND],
    ['after it stamped, for its key', revoking('2026-03-01T02:05:00Z', 1), FALLEN],
    ['after it stamped, nobody says why', revoking('2026-03-01T02:05:00Z'), FALLEN],
  ])('%s', async (_, content, expected) => {
    const result = await verify(await archive(signed, [own, first.list(content)]));
    expect(result).toMatchObject(expected);
  });

  test('even by the list that its own time-stamp covers', async () => {
    const result = await verify(await archive(signed, [own, second.list(revoking('2026-02-01', 4))]));
    expect(result).toMatchObject(FALLEN);
  });

  test.each<[string, string, object]>([
    ['since the file was archived: that time-stamp proves what it stamped', '2026-09-01', SOUND],
    ['before the file was archived', '2026-03-01T02:05:00Z', FALLEN],
  ])('for its key, %s', async (_, at, expected) => {
    const archived = await archive(signed, [own, first.list()]);
    const content = { from: '2027-01-01', until: '2027-06-01', ...revoking(at, 1) };
    expect(await verify(await archive(archived, [first.list(content)], third))).toMatchObject(expected);
  });

  test('of the archival time-stamp, for its key: nothing else proves when that was made', async () => {
    const archived = await archive(signed, [own, first.list()]);
    const content = { from: '2027-01-01', until: '2027-06-01', ...revoking('2026-09-01', 1) };
    expect(await verify(await archive(archived, [second.list(content)], third))).toMatchObject(FALLEN);
  });
});

describe('a list is read', () => {
  test.each(['P-256', 'P-384', 'P-521', 2048] as const)('of an authority with a key of %s', async (root) => {
    const { list, root: certificate } = timeStampingAuthority({ keys: { root } });
    const found = await readStampList(certificate, list({ revoked: { at: '2026-02-01', reason: 5 } }));
    expect(found).toMatchObject({
      thisUpdate: new Date('2026-01-01'),
      nextUpdate: new Date('2036-01-01'),
      revoked: [{ serial: expect.stringMatching(/^01[0-9a-f]{16}$/), at: new Date('2026-02-01'), reason: 5 }],
    });
  });

  test('only of an authority whose certificate is for lists', async () => {
    const { list, root } = timeStampingAuthority({ faults: { rootWithoutLists: true } });
    expect(await readStampList(root, list())).toBeUndefined();
  });

  test('only when it is whole, and octet for octet what its authority signed', async () => {
    const der = first.list();
    expect(await readStampList(first.root, der)).toBeDefined();
    const wrong = [
      first.list({ by: 'own' }),
      first.list({ partial: true }),
      Uint8Array.of(...der, 0),
      der.subarray(0, -1),
      new Uint8Array(0),
      second.list(),
    ];
    for (const one of wrong) expect(await readStampList(first.root, one)).toBeUndefined();
    expect(await readStampList(second.root, der)).toBeUndefined();
    for (let at = 0; at < der.length; at += 1) {
      const flipped = der.map((octet, i) => (i === at ? octet ^ 1 : octet));
      expect([at, await readStampList(first.root, flipped)]).toEqual([at, undefined]);
    }
  });
});
