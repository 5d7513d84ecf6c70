// The second signature, an experiment: off unless it is set up, beside the published file when it is, in nobody's way.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sm2 } from 'sm-crypto-v2';
import { fold } from '../../functions/domain/document.ts';
import { oneTimeCode } from '../../functions/domain/link.ts';
import type { SecondSignature } from '../../functions/ports/second-signature.ts';
import { fromHex } from '../../functions/sign/bytes.ts';
import { signSm2Digest, sm2Spki, verifySm2 } from '../../functions/sign/sm2.ts';
import { draft } from '../../functions/workflow/draft.ts';
import { react } from '../../functions/workflow/react.ts';
import {
  consent,
  consentVersion,
  PUBLICATION_VERSION,
  requestCode,
} from '../../functions/workflow/signer.ts';
import { QUICK_INPUT, type QuickWorld, quickWorlds } from '../threats/quick-world.ts';
import { issueSeen } from './test-world.ts';

const STAFF = { id: 'xining', name: '李海燕', organization: '西宁市发改委', scope: '6301' };
let worlds: Awaited<ReturnType<typeof quickWorlds>>;
beforeAll(async () => {
  worlds = await quickWorlds();
});
afterAll(() => worlds.dispose());

const { privateKey, publicKey } = sm2.generateKeyPairHex();
const KEY: SecondSignature = {
  publicKey: async () => sm2Spki(fromHex(publicKey)),
  sign: async (e) => signSm2Digest(privateKey, e),
};
const BROKEN: SecondSignature = { ...KEY, sign: () => Promise.reject(new Error('no key today')) };

const stateOf = async (world: QuickWorld, id: string) => fold((await world.documents.load(id))!.events);

async function signedByAll(type: string, secondSignature?: SecondSignature) {
  const { world } = worlds.make();
  world.secondSignature = secondSignature;
  const { id } = await draft(world, STAFF, type, QUICK_INPUT);
  await issueSeen(world, STAFF, id);
  await react(world, id);
  for (const role of world.documentType(type)!.order({}).flat()) {
    const holder = { document: id, role };
    await requestCode(world, holder);
    const state = await stateOf(world, id);
    await consent(world, holder, {
      code: oneTimeCode(world.linkSecret, holder, 1),
      consent: consentVersion(world, state, role),
      publication: state.issue!.discloses ? PUBLICATION_VERSION : '',
      shown: state.revisions.at(-1)!.sha256,
    });
    await react(world, id);
  }
  return { world, id };
}

const publicRecord = (world: QuickWorld) =>
  [...world.site.files].find(([path]) => path.endsWith('.sm2.json'));
const publicPage = (world: QuickWorld) =>
  [...world.site.files].find(([path]) => /^pledges\/.*\.html$/.test(path))![1].bytes;

test('without a key nothing of it is made, said or published', async () => {
  const { world, id } = await signedByAll('together');
  const state = await stateOf(world, id);
  expect([state.status, state.second]).toEqual(['published', undefined]);
  expect(publicRecord(world)).toBeUndefined();
  expect(Buffer.from(publicPage(world)).toString()).not.toContain('SM2');
});

test('with a key the record of a published file lies beside it, holds, and calls itself an experiment', async () => {
  const { world, id } = await signedByAll('together', KEY);
  const state = await stateOf(world, id);
  expect(state.status).toBe('published');
  expect(state.second?.revision).toBe(state.revisions.at(-1)!.sha256);
  const [path, { bytes }] = publicRecord(world)!;
  const pdf = world.site.files.get(path.replace('.sm2.json', ''))!.bytes;
  const record = JSON.parse(Buffer.from(bytes).toString());
  const base64 = (text: string) => new Uint8Array(Buffer.from(text, 'base64'));
  expect(verifySm2(base64(record.publicKey), pdf, base64(record.signature))).toBe(true);
  expect(record).toMatchObject({ userId: '1234567812345678', digest: { sha256: state.second?.revision } });
  expect(record.notice).toMatch(/^试验性/);
  expect(Buffer.from(publicPage(world)).toString()).toContain('试验性：<a href=');
});

test('of a document that is not published the record is kept privately', async () => {
  const { world, id } = await signedByAll('alone', KEY);
  const { second, status } = await stateOf(world, id);
  expect(status).toBe('signed');
  expect(JSON.parse(Buffer.from(await world.files.get(second!.record!)).toString())).toHaveProperty(
    'signature',
  );
  expect(publicRecord(world)).toBeUndefined();
});

test('a key that fails keeps nobody waiting; what comes later stays private', async () => {
  const { world, id } = await signedByAll('together', BROKEN);
  expect((await stateOf(world, id)).status).toBe('published');
  world.secondSignature = KEY;
  world.clock.advance(60_000);
  await react(world, id);
  const state = await stateOf(world, id);
  expect(state.second?.revision).toBe(state.revisions.at(-1)!.sha256);
  expect(state.failures).toEqual({});
  expect(publicRecord(world)).toBeUndefined();
});

test('a signature that does not hold is not recorded', async () => {
  const wrong = { ...KEY, sign: (e: Uint8Array) => KEY.sign(e.map((byte) => byte ^ 1)) };
  const { world, id } = await signedByAll('alone', wrong);
  const { second, failures } = await stateOf(world, id);
  expect(second).toEqual({});
  expect(failures).toHaveProperty('countersign');
});
