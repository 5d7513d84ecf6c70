// The list of revoked certificates, read by pkijs and checked by node's OpenSSL.
import { verify, X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { CertificateRevocationList } from 'pkijs';
import { owned, toHex } from '../../functions/sign/bytes.ts';
import type { Authority } from '../../functions/sign/certificate-authority.ts';
import { members } from '../../functions/sign/der.ts';
import { createRevocationList, readRevocationList } from '../../functions/sign/revocation-list.ts';
import { otherS } from './attacker.ts';
import { authority, memoryKey } from './sample-documents.ts';

const thisUpdate = new Date('2026-11-24T02:00:00Z');
const nextUpdate = new Date('2027-02-22T02:00:00Z');
let issuer: Authority;
let list: Uint8Array;
beforeAll(async () => {
  issuer = await authority();
  list = await createRevocationList(issuer, { thisUpdate, nextUpdate, number: 1_795_000_000 });
});

describe('a revocation list', () => {
  test('is signed by the root over its content', () => {
    const [content, , value] = members(members(list)[0]!.content);
    const { publicKey } = new X509Certificate(issuer.certificate);
    expect(verify('sha256', content!.whole, publicKey, value!.content.subarray(1))).toBe(true);
  });

  test('is of version 2, numbered, names its key and lists nothing', () => {
    const read = CertificateRevocationList.fromBER(owned(list));
    expect(read).toMatchObject({ version: 1 });
    expect(read.revokedCertificates).toBeUndefined();
    expect(read.thisUpdate.value).toEqual(thisUpdate);
    expect(read.nextUpdate?.value).toEqual(nextUpdate);
    const extensions = Object.fromEntries(
      read.crlExtensions!.extensions.map(({ extnID, extnValue }) => [
        extnID,
        toHex(new Uint8Array(extnValue.valueBlock.valueHexView)),
      ]),
    );
    const root = new X509Certificate(issuer.certificate);
    // 30 16 80 14: AuthorityKeyIdentifier { [0] of 20 octets }; they are the root's subject key identifier.
    const [, identifier] = /^30168014([0-9a-f]{40})$/.exec(extensions['2.5.29.35'] ?? '') ?? [];
    expect(toHex(root.raw)).toContain(`0414${identifier}`);
    expect(extensions['2.5.29.20']).toBe(`0204${(1_795_000_000).toString(16)}`);
  });

  test('reads back as it was made', async () => {
    expect(await readRevocationList(issuer.certificate, list)).toEqual({
      thisUpdate,
      nextUpdate,
      revoked: [],
    });
  });

  test.each<[string, () => Uint8Array | Promise<Uint8Array>]>([
    ['nothing', () => new Uint8Array()],
    ['a certificate', () => issuer.certificate],
    ['a list changed after it was signed', () => changed(list, list.length >> 1)],
    [
      'a list of another authority of the same name',
      async () => createRevocationList(await authority(), { thisUpdate, nextUpdate, number: 1 }),
    ],
  ])('%s is not read as one', async (_, make) => {
    expect(await readRevocationList(issuer.certificate, await make())).toBeUndefined();
  });

  test('carries the lower s, whichever its key gives', async () => {
    const key = {
      ...issuer.key,
      sign: async (message: Uint8Array) => otherS(await issuer.key.sign(message)),
    };
    for (let number = 1; number <= 8; number++) {
      const made = await createRevocationList({ ...issuer, key }, { thisUpdate, nextUpdate, number });
      expect(await readRevocationList(issuer.certificate, made)).toBeDefined();
    }
  });

  test.each([
    ['a number of zero', { number: 0 }],
    ['an end before its beginning', { nextUpdate: thisUpdate }],
  ])('is refused with %s', async (_, wrong) => {
    const options = { thisUpdate, nextUpdate, number: 1, ...wrong };
    await expect(createRevocationList(issuer, options)).rejects.toThrow(RangeError);
  });

  test('is refused when the key does not belong to the root', async () => {
    const mixed = { certificate: issuer.certificate, key: memoryKey() };
    await expect(createRevocationList(mixed, { thisUpdate, nextUpdate, number: 1 })).rejects.toThrow(
      'does not belong',
    );
  });
});

function changed(bytes: Uint8Array, at: number): Uint8Array {
  const copy = bytes.slice();
  copy[at] = (copy[at] as number) ^ 1;
  return copy;
}
