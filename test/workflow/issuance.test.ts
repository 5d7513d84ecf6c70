// Clock and certificates are looked at before anything is issued; and another issuer can stand in the place of ours.
import { afterAll, describe, expect, test } from '@jest/globals';
import type { CertificateIssuer, IssuanceTerm } from '../../functions/ports/certificate-issuer.ts';
import { issueSignerCertificate } from '../../functions/sign/certificate-authority.ts';
import { verifySignedPdf } from '../../functions/sign/verify.ts';
import { authorityNotice, type Issuance, mustBeSignable } from '../../functions/workflow/issuance.ts';
import { signField } from '../../functions/workflow/sign-field.ts';
import { fixedClock } from '../fakes/fixed-clock.ts';
import { authority, base, certificateOptions, stamp } from '../sign/sample-documents.ts';
import { testWorld } from './test-world.ts';

const NOW = '2026-11-24T02:00:00.000Z';
const TERM = { issuesFrom: '2026-11-24T00:00:00.000Z', issuesUntil: '2031-11-24T00:00:00.000Z' };
const office = (now: string, term: IssuanceTerm = TERM): Issuance => ({
  clock: fixedClock(now),
  authority: async () => term,
});
const { world, dispose } = testWorld();
afterAll(dispose);

describe('a document is not issued', () => {
  const last = NOW;
  const due = '2026-12-31T15:59:59.999Z';

  test('and is, when all is in order', async () => {
    await expect(mustBeSignable(office(NOW), last, due)).resolves.toBeUndefined();
  });

  test.each([
    [
      'by a clock of before this project',
      'clock.behind',
      office('2025-12-31T00:00:00.000Z'),
      '2025-01-01T00:00:00.000Z',
      due,
    ],
    [
      'by a clock that stands before its last change',
      'clock.behind',
      office(NOW),
      '2026-11-24T02:00:00.001Z',
      due,
    ],
    [
      'under certificates that are not in force yet',
      'authority.not-in-force',
      office('2026-11-23T23:00:00.000Z'),
      '2026-11-01T00:00:00.000Z',
      due,
    ],
    [
      'when its term ends after certificates can be made',
      'authority.ending',
      office(NOW),
      last,
      '2031-11-24T00:00:00.001Z',
    ],
    [
      'when all certificates that issue are revoked',
      'authority.revoked',
      office(NOW, { ...TERM, revokedAt: last }),
      last,
      due,
    ],
    [
      'when no certificate can be made any more',
      'authority.ending',
      office('2031-11-25T00:00:00.000Z'),
      last,
      due,
    ],
  ] as const)('%s', async (_, code, place, changed, dueAt) => {
    await expect(mustBeSignable(place, changed, dueAt)).rejects.toMatchObject({ code });
  });

  test('without an authority', async () => {
    const place: Issuance = { clock: fixedClock(NOW), authority: async () => undefined };
    await expect(mustBeSignable(place, last, due)).rejects.toMatchObject({ code: 'authority.missing' });
  });
});

test('staff are told from 90 days before the last day', async () => {
  expect(await authorityNotice(office('2031-08-25T23:59:59.000Z'))).toEqual([]);
  expect(await authorityNotice(office('2031-08-26T00:00:00.000Z'))).toEqual([
    expect.stringContaining('2031年11月24日'),
  ]);
});

test('staff are told at once when all certificates that issue are revoked', async () => {
  const [notice] = await authorityNotice(office(NOW, { ...TERM, revokedAt: NOW }));
  expect(notice).toContain('npx lianqian ca rotate');
});

test('another issuer whose root is believed beside ours signs in its place, and files of both verify', async () => {
  const other = await authority('Licensed CA');
  let issued = 0;
  const licensed: CertificateIssuer = {
    ...TERM,
    anchors: [other.certificate, ...(await world.authority()).anchors],
    files: [],
    lists: [],
    async issue(subject, publicKey) {
      issued += 1;
      const serial = Uint8Array.of(issued);
      const certificate = await issueSignerCertificate(other, subject, {
        ...certificateOptions,
        publicKey,
        serial,
      });
      return { certificate, chain: [other.certificate] };
    },
  };
  const subject = {
    person: '张三',
    organization: '西宁市发改委',
    role: '主任',
    organizationCode: '116301000150000000',
  };
  const signing = (field: string) => ({ field, subject, reason: '签署', signedAt: NOW, type: 'note' });
  const printer = { ...world.printer, appearance: async () => stamp() };
  const first = await signField({ ...world, printer }, await base(), signing('drc'));
  const second = await signField(
    { ...world, printer, authority: async () => licensed },
    first.bytes,
    signing('county'),
  );
  expect(await verifySignedPdf(second.bytes, second.anchors)).toMatchObject({
    verdict: 'sound',
    signatures: [
      { field: 'drc', serial: first.serial },
      { field: 'county', serial: '01' },
    ],
  });
  for (const anchor of second.anchors)
    expect(await verifySignedPdf(second.bytes, [anchor])).toMatchObject({ rule: 'V7' });
  expect(second.bytes.subarray(0, first.bytes.length)).toEqual(first.bytes);
});
