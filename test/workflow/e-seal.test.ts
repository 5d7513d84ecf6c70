// A party that seals with a provider: asked for, begun there, and its result counts only for the file it was made for.
import { afterAll, afterEach, beforeEach, expect, test } from '@jest/globals';
import { httpSealProvider } from '../../functions/adapters/http-seal-provider.ts';
import { wayOfSubject } from '../../functions/domain/platform-mark.ts';
import { verifySignedPdf } from '../../functions/sign/verify.ts';
import { claimSeal, requestSeal } from '../../functions/workflow/e-seal.ts';
import { react } from '../../functions/workflow/react.ts';
import { consent, PUBLICATION_VERSION } from '../../functions/workflow/signer.ts';
import { type ExampleSealProvider, exampleSealProvider } from '../fakes/example-seal-provider.ts';
import { sealingWorld } from './sealing-world.ts';

const NAME = '示例统一电子印章系统';
const disposals: (() => void)[] = [];
let provider: ExampleSealProvider;
beforeEach(async () => {
  provider = await exampleSealProvider();
});
afterEach(() => provider.close());
afterAll(() => {
  for (const dispose of disposals) dispose();
});

async function asked() {
  const { url, token, key } = provider;
  const seals = httpSealProvider({ url, token, key, name: NAME });
  const made = await sealingWorld('e-seal', { parts: { seals } });
  disposals.push(made.dispose);
  const { world, id, code, holder, state } = made;
  const ask = async () => {
    const given = { code: await code('enterprise'), publication: PUBLICATION_VERSION };
    await requestSeal(world, await holder('enterprise'), given);
    await react(world, id);
  };
  await ask();
  return {
    ...made,
    ask,
    seal: async () => (await state()).parties.enterprise.other!.seal!,
    /** The party comes back and says that it has sealed. */
    async comeBack(minutes: number) {
      world.clock.advance(minutes * 60_000);
      await react(world, id);
    },
  };
}

test('the party seals at its provider, the result is fetched, and the platform says so in the party’s field', async () => {
  const { world, seal, comeBack, signOverLink, state, logged } = await asked();
  const { reference, page, revision } = await seal();
  expect(new TextDecoder().decode(await world.files.get(page!))).toBe(`${provider.url}/seal/${reference}`);
  expect(provider.requests.get(reference!)).toMatchObject({
    sha256: revision,
    returnUrl: expect.any(String),
  });
  await comeBack(2);
  expect((await seal()).asked).toBe(1);
  provider.seal(reference!);
  await comeBack(3);
  expect((await seal()).received).toMatchObject({ seal: '6301000000123', provider: NAME });
  expect((await state()).parties.enterprise.signed?.at).toBe('2026-11-24T02:30:00.000Z');
  await signOverLink('drc');
  await signOverLink('county');
  const end = await state();
  expect([end.status, logged]).toEqual(['published', []]);
  const { anchors } = await world.authority();
  const file = await world.files.get(end.revisions.at(-1)!.sha256);
  const verification = await verifySignedPdf(file, anchors, { baseSha256: end.issue!.base });
  const { signatures } = verification as Extract<typeof verification, { verdict: 'sound' }>;
  expect(signatures.map(({ subject }) => wayOfSubject(subject))).toEqual(['e-seal', 'link', 'link']);
  expect(new TextDecoder().decode(await world.files.get((await seal()).received!.evidence))).toContain(
    'seal of',
  );
});

test('a result for another file, replayed, is not taken; the party is told and may ask again', async () => {
  const { seal, comeBack, ask, mails, state } = await asked();
  const { reference } = await seal();
  provider.seal(reference!, { sha256: 'b'.repeat(64) });
  await comeBack(2);
  expect((await seal()).refused?.finding).toBe('other-file');
  expect(mails('enterprise').at(-1)!.text).toContain('不属于这份文件');
  await ask();
  const again = await seal();
  expect(again.reference).not.toBe(reference);
  provider.seal(again.reference!);
  await comeBack(2);
  expect((await state()).parties.enterprise.signed).toBeDefined();
});

test.each([
  ['a forged statement', (reference: string) => provider.forge(reference)],
  [
    'evidence other than stated',
    (reference: string) => provider.seal(reference, { evidence: 'c'.repeat(64) }),
  ],
  [
    'the result of another request',
    (reference: string) => provider.seal(reference, { reference: 'R-other' }),
  ],
])('%s proves nothing', async (_, spoil) => {
  const { seal, comeBack } = await asked();
  const { reference } = await seal();
  provider.seal(reference!);
  spoil(reference!);
  await comeBack(2);
  expect((await seal()).refused?.finding).toBe('unproven');
});

test('a provider that refuses is told of; one that is down is asked again, and sooner when the party comes back', async () => {
  const { world, id, seal, comeBack, holder, logged, state } = await asked();
  provider.down = true;
  await comeBack(2);
  expect(logged).toEqual([expect.objectContaining({ job: 'ask-seal enterprise', code: 'SealProviderDown' })]);
  provider.down = false;
  await comeBack(1);
  expect((await seal()).asked).toBe(1);
  const before = provider.asked();
  await react(world, id);
  expect(provider.asked()).toBe(before);
  provider.refuse((await seal()).reference!, '印章已停用');
  await claimSeal(world, await holder('enterprise'));
  await react(world, id);
  expect((await seal()).refused?.finding).toBe('refused');
  expect((await state()).status).toBe('signing');
});

test('nobody signs over the link what was issued to be sealed', async () => {
  const { world, holder, code, state } = await asked();
  const given = { code: await code('enterprise'), consent: '2026-11-25', publication: PUBLICATION_VERSION };
  const shown = (await state()).revisions.at(-1)!.sha256;
  await expect(consent(world, await holder('enterprise'), { ...given, shown })).rejects.toMatchObject({
    code: 'way.other',
  });
});
