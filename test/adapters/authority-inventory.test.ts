// What the keepers of the authority's keys say of them: there, away, or none of ours.
import { expect, test } from '@jest/globals';
import { authorityInventory } from '../../functions/adapters/authority-inventory.ts';
import type { AuthorityRecord } from '../../functions/adapters/authority-record.ts';
import { memorySigningKey } from '../fakes/memory-signing-key.ts';

const record = (key: string): AuthorityRecord => ({
  version: 1,
  authorities: [{ kind: 'direct', certificate: Uint8Array.of(1), key }],
  revoked: [],
});
const keyOf = async (fault?: string) => {
  const key = memorySigningKey();
  const open = () =>
    fault ? { ...key, publicKey: () => Promise.reject(Object.assign(new Error(), { name: fault })) } : key;
  const { authorities } = authorityInventory(
    async () => record('arn'),
    { open },
    (name) => name === 'arn',
  );
  const [one] = await authorities();
  return { is: one!.publicKey(), should: await key.publicKey() };
};

test('a key that is there gives its public half', async () => {
  const { is, should } = await keyOf();
  expect(await is).toEqual(should);
});

test.each(['KeyAway', 'DisabledException', 'KMSInvalidStateException'])('%s: it is away', async (fault) => {
  expect(await (await keyOf(fault)).is).toBe('away');
});

test.each(['NotFoundException', 'AccessDeniedException'])('%s: it is none of ours', async (fault) => {
  expect(await (await keyOf(fault)).is).toBe('foreign');
});

test('a name that none of our keys has is not even asked for', async () => {
  const open = () => {
    throw new Error('opened');
  };
  const { authorities } = authorityInventory(
    async () => record('other'),
    { open },
    (name) => name === 'arn',
  );
  const [one] = await authorities();
  expect(await one!.publicKey()).toBe('foreign');
  expect(one).toMatchObject({ kind: 'root', certificate: Uint8Array.of(1) });
});

test('whatever else goes wrong is no finding but an error', async () => {
  await expect((await keyOf('TimeoutError')).is).rejects.toThrow();
});
