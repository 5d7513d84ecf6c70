// A token is believed only when everything about it is right.
import { describe, expect, test } from '@jest/globals';
import { ascii } from '../../functions/sign/bytes.ts';
import { checkTimeStamp, timeStampRequest, tokenOf } from '../../functions/sign/time-stamp-token.ts';
import { type Faults, timeStampingAuthority } from '../fakes/time-stamping-authority.ts';

const DATA = ascii('the signature value');
const NONCE = Uint8Array.of(0xff, 2, 3, 4, 5, 6, 7, 8);

async function asked(faults: Faults = {}, data = DATA) {
  const authority = timeStampingAuthority({ faults });
  const answer = authority.answer(await timeStampRequest(data, NONCE));
  return {
    authority,
    check: () => checkTimeStamp(tokenOf(answer), DATA, { roots: [authority.root], nonce: NONCE }),
  };
}

test('a token over these data tells when they existed, who says so, and until when it can be checked', async () => {
  const { check } = await asked();
  expect(await check()).toEqual({
    at: '2026-01-08T02:03:04.000Z',
    authority: '时间戳服务',
    serial: expect.stringMatching(/^[0-9a-f]+$/),
    until: '2035-01-01T00:00:00.000Z',
  });
});

describe('a token is refused', () => {
  test.each<[string, Faults, string]>([
    ['when the authority rejects the request', { rejects: true }, 'refused: status 02'],
    ['over other data', { wrongImprint: true }, 'over other data'],
    ['with the nonce of another request', { wrongNonce: true }, 'nonce'],
    ['with a signature over something else', { wrongSignature: true }, 'signature of the token'],
    ['from a certificate for signing documents', { purposes: ['1.3.6.1.5.5.7.3.36'] }, 'time stamping alone'],
    [
      'from a certificate for more than time stamping',
      { purposes: ['1.3.6.1.5.5.7.3.8', '1.3.6.1.5.5.7.3.36'] },
      'time stamping alone',
    ],
    ['from a certificate whose purpose is not critical', { purposesCritical: false }, 'time stamping alone'],
    ['from a certificate that had ended', { notAfter: new Date('2026-01-01T00:00:00Z') }, 'not in force'],
    ['that names another certificate', { namesAnotherCertificate: true }, 'does not name'],
  ])('%s', async (_, faults, message) => {
    const { check } = await asked(faults);
    await expect(async () => check()).rejects.toThrow(message);
  });

  test('when it was made for other data', async () => {
    const { check } = await asked({}, ascii('another value'));
    await expect(check()).rejects.toThrow('over other data');
  });

  test('under a root that is not pinned', async () => {
    const token = timeStampingAuthority().stamp(DATA);
    const other = timeStampingAuthority().root;
    await expect(checkTimeStamp(token, DATA, { roots: [other] })).rejects.toThrow('none of the pinned roots');
    await expect(checkTimeStamp(token, DATA, { roots: [] })).rejects.toThrow('none of the pinned roots');
  });

  test('cut, extended, or with any one octet changed', async () => {
    const authority = timeStampingAuthority();
    const token = authority.stamp(DATA);
    const roots = [authority.root];
    await checkTimeStamp(token, DATA, { roots });
    await expect(checkTimeStamp(token.subarray(0, -1), DATA, { roots })).rejects.toThrow();
    await expect(checkTimeStamp(Uint8Array.of(...token, 0), DATA, { roots })).rejects.toThrow();
    for (let at = 0; at < token.length; at += 23) {
      const changed = Uint8Array.from(token);
      changed[at]! ^= 0x15;
      await expect(checkTimeStamp(changed, DATA, { roots })).rejects.toThrow();
    }
  });
});

test('an answer that is no answer is refused with a reason', () => {
  for (const answer of [
    new Uint8Array(0),
    ascii('<html>'),
    Uint8Array.of(0x30, 0),
    Uint8Array.of(0x30, 3, 2, 1, 0),
  ])
    expect(() => tokenOf(answer)).toThrow(/answer|refused/);
});
