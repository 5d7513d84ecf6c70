// Signatures with a time-stamp (PAdES B-T): the time is proven, and a wrong stamp makes the file unsound.
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Authority } from '../../functions/sign/certificate-authority.ts';
import { type Verification, verifySignedPdf } from '../../functions/sign/verify.ts';
import {
  type Faults,
  type TimeStampingAuthority,
  timeStampingAuthority,
} from '../fakes/time-stamping-authority.ts';
import { authority, base, FIELDS, signAs } from './sample-documents.ts';

let issuer: Authority;
let time: TimeStampingAuthority;
let stamped: Uint8Array;
beforeAll(async () => {
  issuer = await authority();
  time = timeStampingAuthority({ now: () => new Date('2026-03-01T02:00:07Z') });
  stamped = await base();
  for (const field of FIELDS)
    stamped = await signAs(field, stamped, issuer, { stamp: async (value) => time.stamp(value) });
});

const verify = (file: Uint8Array, timeRoots = [time.root]): Promise<Verification> =>
  verifySignedPdf(file, [issuer.certificate], { timeRoots });

test('each signature says when it is proven to have existed, beside the time that was stated', async () => {
  const result = await verify(stamped);
  expect(result.verdict).toBe('sound');
  if (result.verdict !== 'sound') return;
  expect(
    result.signatures.map(({ signedAt, trustedTime }) => [signedAt, trustedTime?.at, trustedTime?.authority]),
  ).toEqual(FIELDS.map(() => ['2026-03-01T02:00:00.000Z', '2026-03-01T02:00:07.000Z', '时间戳服务']));
});

test('a signature without a stamp, because none was to be had, stands beside one with', async () => {
  const first = await signAs('drc', await base(), issuer, { stamp: async () => undefined });
  const second = await signAs('county', first, issuer, { stamp: async (value) => time.stamp(value) });
  const result = await verify(second);
  expect(result).toMatchObject({
    verdict: 'sound',
    signatures: [{ field: 'drc' }, { trustedTime: { at: expect.any(String) } }],
  });
  expect(result.verdict === 'sound' && result.signatures[0]).not.toHaveProperty('trustedTime');
});

describe('a file is unsound (V7)', () => {
  test('under time-stamping roots other than the pinned ones, or none', async () => {
    expect(await verify(stamped, [])).toMatchObject({ verdict: 'unsound', rule: 'V7' });
    expect(await verify(stamped, [timeStampingAuthority().root])).toMatchObject({
      verdict: 'unsound',
      rule: 'V7',
    });
  });

  test.each<[string, Faults]>([
    ['over another hash', { wrongImprint: true }],
    ['with a wrong signature', { wrongSignature: true }],
    ['by a certificate for something else', { purposes: ['1.3.6.1.5.5.7.3.3'] }],
    ['by a certificate that had ended', { notAfter: new Date('2026-02-01T00:00:00Z') }],
  ])('with a stamp %s', async (_, faults) => {
    const wrong = timeStampingAuthority({ faults, now: () => new Date('2026-03-01T02:00:07Z') });
    const file = await signAs('drc', await base(), issuer, { stamp: async (value) => wrong.stamp(value) });
    expect(await verify(file, [wrong.root])).toMatchObject({ verdict: 'unsound', rule: 'V7' });
  });

  test.each([
    ['before the time that the signature states', '2026-02-01T00:00:00Z'],
    ['after the certificates have ended', '2060-01-01T00:00:00Z'],
  ])('with a stamp %s', async (_, at) => {
    const other = timeStampingAuthority({ now: () => new Date(at), until: new Date('2070-01-01T00:00:00Z') });
    const file = await signAs('drc', await base(), issuer, { stamp: async (value) => other.stamp(value) });
    expect(await verify(file, [other.root])).toMatchObject({ verdict: 'unsound', rule: 'V7' });
  });

  test('with the stamp of another signature', async () => {
    let first: Uint8Array | undefined;
    const once = async (value: Uint8Array) => (first ??= time.stamp(value));
    const file = await signAs('county', await signAs('drc', await base(), issuer, { stamp: once }), issuer, {
      stamp: once,
    });
    expect(await verify(file)).toMatchObject({
      verdict: 'unsound',
      rule: 'V7',
      detail: expect.stringContaining('other data'),
    });
  });
});

test('a changed octet anywhere in a stamp is found', async () => {
  const text = Buffer.from(stamped).toString('latin1');
  // The last value's hexadecimal digits; the token takes their end before the padding.
  const start = text.lastIndexOf('/Contents <') + '/Contents <'.length;
  const end = start + text.slice(start).search(/(?:00){64}/);
  for (let at = end - 2000; at < end; at += 61) {
    const changed = Uint8Array.from(stamped);
    changed[at] = changed[at] === 0x37 ? 0x38 : 0x37;
    expect((await verify(changed)).verdict).toBe('unsound');
  }
});
