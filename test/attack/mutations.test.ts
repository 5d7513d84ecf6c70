// Whatever is changed in a signed file, wherever it is: it is sound no more.
import { expect, test } from '@jest/globals';
import { verifySignedPdf } from '../../functions/sign/verify.ts';
import { checkedFiles } from '../check/checked-files.ts';
import { authority, signAll } from '../sign/sample-documents.ts';
import { byteChanges, structuralChanges } from './mutations.ts';

test('none of 300 random changes leaves a file of three signatures sound', async () => {
  const issuer = await authority();
  const signed = await signAll(issuer);
  expect(await verifySignedPdf(signed, [issuer.certificate])).toMatchObject({ verdict: 'sound' });
  const sound: string[] = [];
  const changes = [
    ...byteChanges(signed, { seed: 7, count: 240 }),
    ...structuralChanges(signed, { seed: 7, count: 60 }),
  ];
  for (const { what, bytes } of changes)
    if ((await verifySignedPdf(bytes, [issuer.certificate])).verdict === 'sound') sound.push(what);
  expect(sound).toEqual([]);
  expect(changes.length).toBe(300);
  expect(changes.filter(({ bytes }) => Buffer.from(bytes).equals(signed))).toEqual([]);
});

test('nor does any of 150 an archived one, its time-stamps included', async () => {
  const { archived, issuer, time } = await checkedFiles();
  const verdictOf = async (file: Uint8Array) =>
    (await verifySignedPdf(file, [issuer.certificate], { timeRoots: [time.root] })).verdict;
  expect(await verdictOf(archived)).toBe('sound');
  const sound: string[] = [];
  const changes = [
    ...byteChanges(archived, { seed: 11, count: 120 }),
    ...structuralChanges(archived, { seed: 11, count: 30 }),
  ];
  for (const { what, bytes } of changes) if ((await verdictOf(bytes)) === 'sound') sound.push(what);
  expect(sound).toEqual([]);
});

test.each([byteChanges, structuralChanges])(
  'the same seed makes the same changes, whoever makes them (%p)',
  (changes) => {
    const file = Uint8Array.from({ length: 500 }, (_, i) => i);
    const text = Buffer.from('1 0 obj\nnull\nendobj\n2 0 obj\ntrue\nendobj\n');
    const named = (from: number, count: number) =>
      [...changes(Buffer.concat([text, file]), { seed: 3, from, count })].map(({ what }) => what);
    expect([...named(0, 20), ...named(20, 20)]).toEqual(named(0, 40));
  },
);

test('a change of one byte changes one byte', () => {
  const file = Uint8Array.from({ length: 500 }, (_, i) => i);
  for (const { bytes } of byteChanges(file, { seed: 5, count: 200 })) {
    expect(bytes.length).toBe(file.length);
    expect(bytes.filter((byte, at) => byte !== file[at]).length).toBe(1);
  }
});
