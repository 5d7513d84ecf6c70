// A token is believed only when everything about it is right.
import { describe, expect, test } from '@jest/globals';
import { ascii, compare, equal } from '../../functions/sign/bytes.ts';
import { integer, sequence } from '../../functions/sign/der.ts';
import { checkTimeStamp, timeStampRequest, tokenOf } from '../../functions/sign/time-stamp-token.ts';
import { type Faults, timeStampingAuthority } from '../fakes/time-stamping-authority.ts';
import { otherCertificate, otherToken, withCertificates } from './attacker.ts';

const DATA = ascii('the signature value');
const NONCE = Uint8Array.of(0xff, 2, 3, 4, 5, 6, 7, 8);

async function asked(faults: Faults = {}, data = DATA) {
  const authority = timeStampingAuthority({ faults });
  const answer = authority.answer(await timeStampRequest(data, NONCE));
  return {
    authority,
    check: async () =>
      (
        await checkTimeStamp(await tokenOf(answer, [authority.root]), DATA, {
          roots: [authority.root],
          nonce: NONCE,
        })
      ).time,
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
    ['from a certificate for signing documents', { purposes: ['1.3.6.1.5.5.7.3.36'] }, 'time-stamping alone'],
    [
      'from a certificate for more than time-stamping',
      { purposes: ['1.3.6.1.5.5.7.3.8', '1.3.6.1.5.5.7.3.36'] },
      'time-stamping alone',
    ],
    ['from a certificate whose purpose is not critical', { purposesCritical: false }, 'time-stamping alone'],
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

const CURVES = [
  ['P-256', 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n],
  [
    'P-384',
    0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
  ],
  [
    'P-521',
    0x01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409n,
  ],
] as const;
const granted = (token: Uint8Array) => sequence(sequence(integer(Uint8Array.of(0))), token);

describe('an ECDSA signature has two true values, and', () => {
  test.each(CURVES)('on %s only the lower one is believed', async (own, order) => {
    const { root, stamp } = timeStampingAuthority({ keys: { own } });
    const token = stamp(DATA);
    await checkTimeStamp(token, DATA, { roots: [root] });
    await expect(checkTimeStamp(otherToken(token, order), DATA, { roots: [root] })).rejects.toThrow('form');
  });

  test.each(CURVES)('on %s the lower one is kept, whichever the authority gives', async (own, order) => {
    const { root, stamp } = timeStampingAuthority({ keys: { own } });
    const token = stamp(DATA);
    expect(await tokenOf(granted(token), [root])).toEqual(token);
    expect(await tokenOf(granted(otherToken(token, order)), [root])).toEqual(token);
  });

  test('a token whose value is beyond the group is refused when it comes', async () => {
    const { root, stamp } = timeStampingAuthority();
    const beyond = otherToken(stamp(DATA), 2n * CURVES[0][1]);
    await expect(tokenOf(granted(beyond), [root])).rejects.toThrow('form');
  });
});

describe('nobody signs which certificates stand in a token, and', () => {
  const pathOf = async (token: Uint8Array, root: Uint8Array) =>
    (await checkTimeStamp(token, DATA, { roots: [root] })).path;

  test('one order of them is believed, which is brought about when it comes', async () => {
    const { root, stamp } = timeStampingAuthority({ keys: { intermediate: 'P-256' } });
    // The root signs the intermediate certificate in either of its two values.
    const token = await tokenOf(granted(stamp(DATA)), [root]);
    expect(await pathOf(token, root)).toHaveLength(3);
    const turned = withCertificates(token, (all) => all.toReversed());
    expect(turned).not.toEqual(token);
    await expect(pathOf(turned, root)).rejects.toThrow('form');
    expect(await tokenOf(granted(turned), [root])).toEqual(token);
  });

  test('the pinned root is not among them, and left out when it comes', async () => {
    const { root, certificate, stamp } = timeStampingAuthority();
    const token = stamp(DATA);
    expect(await pathOf(token, root)).toEqual([certificate, root]);
    const rooted = withCertificates(token, (all) => [...all, root].toSorted(compare));
    await expect(pathOf(rooted, root)).rejects.toThrow('besides those of its path');
    expect(await tokenOf(granted(rooted), [root])).toEqual(token);
  });

  const respelled = (token: Uint8Array, intermediate: Uint8Array, order?: bigint) =>
    withCertificates(token, (all) =>
      all.map((one) => (equal(one, intermediate) ? otherCertificate(one, order) : one)).toSorted(compare),
    );

  test.each(CURVES)(
    'of the two values of the signature on an intermediate one, by a root on %s, the lower is believed, and kept',
    async (curve, order) => {
      // Either may come first; of eight authorities hardly all give the same.
      for (let n = 0; n < 8; n += 1) {
        const { root, intermediate, stamp } = timeStampingAuthority({
          keys: { root: curve, intermediate: 'P-256' },
        });
        const both = [stamp(DATA), respelled(stamp(DATA), intermediate!, order)];
        const believed = both.map((token) =>
          pathOf(token, root).then(
            () => true,
            () => false,
          ),
        );
        expect((await Promise.all(believed)).sort()).toEqual([false, true]);
        for (const token of both) await pathOf(await tokenOf(granted(token), [root]), root);
      }
    },
  );

  test('of an intermediate one that the token names, the value that it names is believed, and kept', async () => {
    for (let n = 0; n < 8; n += 1) {
      const { root, intermediate, stamp } = timeStampingAuthority({
        keys: { intermediate: 'P-256' },
        faults: { namesIntermediate: true },
      });
      const token = stamp(DATA);
      const other = respelled(token, intermediate!);
      expect(await pathOf(token, root)).toHaveLength(3);
      await expect(pathOf(other, root)).rejects.toThrow('one spelling');
      expect(await tokenOf(granted(other), [root])).toEqual(token);
    }
  });

  test('an RSA signature on one has one value, and stays', async () => {
    const { root, stamp } = timeStampingAuthority({ keys: { root: 2048, intermediate: 'P-256' } });
    const token = stamp(DATA);
    expect(await tokenOf(granted(token), [root])).toEqual(token);
    expect(await pathOf(token, root)).toHaveLength(3);
  });
});

describe('an authority is refused that rests', () => {
  test.each<[string, Parameters<typeof timeStampingAuthority>[0], string]>([
    ['on SHA-1 in its certificate', { faults: { certificateHash: 'sha1' } }, 'signed by 1.2.840.10045.4.1'],
    [
      'on SHA-1 and RSA in its certificate',
      { keys: { root: 2048 }, faults: { certificateHash: 'sha1' } },
      'signed by 1.2.840.113549.1.1.5',
    ],
    ['on SHA-1 in its tokens', { faults: { tokenHash: 'sha1' } }, 'form'],
    ['on SHA-1 and RSA in its tokens', { keys: { own: 2048 }, faults: { tokenHash: 'sha1' } }, 'form'],
    ['on an RSA key of 1024 bits', { keys: { own: 1024 } }, 'RSA key of 1024 bits'],
    ['on an RSA key of 2040 bits', { keys: { own: 2040 } }, 'RSA key of 2040 bits'],
    ['on a root with an RSA key of 1024 bits', { keys: { root: 1024 } }, 'RSA key of 1024 bits'],
  ])('%s', async (_, options, message) => {
    const { root, answer } = timeStampingAuthority(options);
    const request = await timeStampRequest(DATA, NONCE);
    const check = async () =>
      checkTimeStamp(await tokenOf(answer(request), [root]), DATA, { roots: [root], nonce: NONCE });
    await expect(check()).rejects.toThrow(message);
  });

  test('on a curve that is not one of three', async () => {
    const { root, answer } = timeStampingAuthority({ keys: { own: 'secp256k1' } });
    const request = await timeStampRequest(DATA, NONCE);
    await expect(async () =>
      checkTimeStamp(await tokenOf(answer(request), [root]), DATA, { roots: [root] }),
    ).rejects.toThrow();
  });

  test.each(['P-256', 'P-384', 'P-521', 2048, 3072] as const)(
    'while a key of %s is strong enough',
    async (kind) => {
      const { root, stamp } = timeStampingAuthority({ keys: { root: kind, own: kind } });
      expect((await checkTimeStamp(stamp(DATA), DATA, { roots: [root] })).time).toMatchObject({
        authority: '时间戳服务',
      });
    },
  );
});

test('an answer that is no answer is refused with a reason', async () => {
  for (const answer of [
    new Uint8Array(0),
    ascii('<html>'),
    Uint8Array.of(0x30, 0),
    Uint8Array.of(0x30, 3, 2, 1, 0),
  ])
    await expect(tokenOf(answer, [])).rejects.toThrow(/answer|refused/);
});
