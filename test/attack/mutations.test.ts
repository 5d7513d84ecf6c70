// Whatever is changed in a signed file, wherever it is: it is sound no more.
import { expect, test } from '@jest/globals';
import { verifySignedPdf } from '../../functions/sign/verify.ts';
import { checkedFiles } from '../check/checked-files.ts';
import { authority, signAll } from '../sign/sample-documents.ts';
import { mutations } from './mutations.ts';

test('none of 300 random changes leaves a file of three signatures sound', async () => {
  const issuer = await authority();
  const signed = await signAll(issuer);
  expect(await verifySignedPdf(signed, [issuer.certificate])).toMatchObject({ verdict: 'sound' });
  const sound: string[] = [];
  let changes = 0;
  for (const { what, bytes } of mutations(signed, { seed: 7, count: 300 })) {
    changes++;
    if ((await verifySignedPdf(bytes, [issuer.certificate])).verdict === 'sound') sound.push(what);
  }
  expect(sound).toEqual([]);
  expect(changes).toBeGreaterThan(290);
});

test('nor does any of 150 an archived one, its time-stamps included', async () => {
  const { archived, issuer, time } = await checkedFiles();
  const verdictOf = async (file: Uint8Array) =>
    (await verifySignedPdf(file, [issuer.certificate], { timeRoots: [time.root] })).verdict;
  expect(await verdictOf(archived)).toBe('sound');
  const sound: string[] = [];
  for (const { what, bytes } of mutations(archived, { seed: 11, count: 150 }))
    if ((await verdictOf(bytes)) === 'sound') sound.push(what);
  expect(sound).toEqual([]);
});

test('the same seed makes the same changes, whoever makes them', () => {
  const file = Uint8Array.from({ length: 500 }, (_, i) => i);
  const text = Buffer.from('1 0 obj\nnull\nendobj\n2 0 obj\ntrue\nendobj\n');
  const named = (from: number, count: number) =>
    [...mutations(Buffer.concat([text, file]), { seed: 3, from, count })].map(({ what }) => what);
  expect([...named(0, 20), ...named(20, 20)]).toEqual(named(0, 40));
});
