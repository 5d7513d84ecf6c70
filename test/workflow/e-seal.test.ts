// A party that seals with a provider: asked for, begun there, and its result counts only for the file it was made for.
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { httpSealProvider } from '../../functions/adapters/http-seal-provider.ts';
import { sign } from '../../functions/domain/decide.ts';
import { fold } from '../../functions/domain/document.ts';
import { wayOfSubject } from '../../functions/domain/platform-mark.ts';
import { verifySignedPdf } from '../../functions/sign/verify.ts';
import { claimSeal, confirmSeal, requestSeal, setSealAside } from '../../functions/workflow/e-seal.ts';
import { react } from '../../functions/workflow/react.ts';
import { consent, PUBLICATION_VERSION, standingOf } from '../../functions/workflow/signer.ts';
import { type ExampleSealProvider, exampleSealProvider } from '../fakes/example-seal-provider.ts';
import { STAFF, sealingWorld } from './sealing-world.ts';
import { START } from './test-world.ts';

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
  expect((await state()).parties.enterprise.signed?.at).toBe('2026-11-24T02:01:30.000Z');
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
  [
    'a seal whose number is not of plain characters',
    (reference: string) => provider.seal(reference, { seal: 'ختم1' }),
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

test.each([
  ['before it was asked for', '2026-11-24T01:54:59.000Z'],
  ['later than now', '2026-11-24T02:07:01.000Z'],
  ['in another year', '2060-01-01T00:00:00.000Z'],
])('a seal of a time %s is not taken, and the party may ask again', async (_, sealedAt) => {
  const { seal, comeBack, ask, mails, state } = await asked();
  provider.seal((await seal()).reference!, { sealedAt });
  await comeBack(2);
  expect((await seal()).refused?.finding).toBe('other-time');
  expect(mails('enterprise').at(-1)!.text).toContain('核对时钟');
  await ask();
  provider.seal((await seal()).reference!);
  await comeBack(2);
  expect((await state()).parties.enterprise.signed).toBeDefined();
});

test('by a clock a little ahead of ours it is sealed now', async () => {
  const { world, seal, comeBack, state } = await asked();
  provider.seal((await seal()).reference!, { sealedAt: '2026-11-24T02:06:00.000Z' });
  await comeBack(2);
  expect((await state()).parties.enterprise.signed?.at).toBe(world.clock.now());
});

test('the seal of another organization is not taken, and the party is told whose it has to be', async () => {
  const { seal, comeBack, mails, state } = await asked();
  provider.seal((await seal()).reference!, { owner: '91630121MA75DEMO5C' });
  await comeBack(2);
  expect((await seal()).refused?.finding).toBe('other-organization');
  expect(mails('enterprise').at(-1)!.text).toContain('不是本签署方的');
  expect((await state()).parties.enterprise.signed).toBeUndefined();
});

describe('a seal of which the provider does not say whose it is', () => {
  const unnamed = async () => {
    const made = await asked();
    provider.seal((await made.seal()).reference!, { owner: undefined });
    await made.comeBack(2);
    const { evidence } = (await made.seal()).received!;
    return { ...made, given: { role: 'enterprise' as const, evidence } };
  };

  test('counts when staff have looked at it, and not before', async () => {
    const { world, id, state, holder, given } = await unnamed();
    expect((await state()).parties.enterprise.signed).toBeUndefined();
    expect(standingOf(await state(), await holder('enterprise'))).toBe('in-check');
    const unchecked = confirmSeal(world, STAFF, id, { ...given, checked: false });
    await expect(unchecked).rejects.toMatchObject({ code: 'seal.unchecked' });
    const elsewhere = { ...STAFF, scope: '6302' };
    const foreign = confirmSeal(world, elsewhere, id, { ...given, checked: true });
    await expect(foreign).rejects.toMatchObject({ code: 'document.unknown' });
    await confirmSeal(world, STAFF, id, { ...given, checked: true });
    await react(world, id);
    expect((await state()).parties.enterprise.signed?.at).toBe('2026-11-24T02:01:30.000Z');
  });

  test('is set aside with a reason that the party reads, and another may be asked for', async () => {
    const { world, id, state, seal, given, mails, ask, comeBack } = await unnamed();
    await setSealAside(world, STAFF, id, { ...given, reason: '所盖的是分公司的印章' });
    await react(world, id);
    expect((await state()).parties.enterprise.signed).toBeUndefined();
    expect(mails('enterprise').at(-1)!.text).toContain('予以退回，未予采用（所盖的是分公司的印章）');
    // What was set aside counts no more, whoever confirms it.
    const late = confirmSeal(world, STAFF, id, { ...given, checked: true });
    await expect(late).rejects.toMatchObject({ code: 'seal.nothing' });
    await ask();
    provider.seal((await seal()).reference!);
    await comeBack(2);
    expect((await state()).parties.enterprise.signed).toBeDefined();
  });

  test('is waited for when the term has ended, as a scan is', async () => {
    const { world, id, state, given } = await unnamed();
    world.clock.set((await state()).issue!.dueAt);
    await react(world, id);
    expect((await state()).status).toBe('signing');
    await setSealAside(world, STAFF, id, { ...given, reason: '所盖的是分公司的印章' });
    world.clock.advance(60_000);
    await react(world, id);
    expect((await state()).status).toBe('expired');
  });
});

test('a seal that cannot be signed for can be set aside; one that was signed for cannot, and is said to need voiding', async () => {
  const { world, id, seal, state } = await asked();
  provider.seal((await seal()).reference!);
  world.clock.advance(120_000);
  const broken = { ...world, authority: () => Promise.reject(new Error('no authority')) };
  await react(broken, id);
  const { evidence } = (await seal()).received!;
  const given = { role: 'enterprise' as const, evidence, reason: '用印的不是这份文件的附件' };
  const signed = fold([...(await world.documents.load(id))!.events]);
  await setSealAside(world, STAFF, id, given);
  expect((await seal()).refused?.finding).toBe('set-aside');
  // The signature that was under way meanwhile is not added.
  const base = signed.revisions.at(-1)!.sha256;
  const file = { base, revision: 'f'.repeat(64), serial: '1', signedAt: START };
  const made = { role: 'enterprise' as const, codeRound: 1, ...file };
  expect(() => sign(signed, made)).not.toThrow();
  const after = await state();
  expect(() => sign(after, made)).toThrow('document.changed');

  const other = await asked();
  provider.seal((await other.seal()).reference!);
  await other.comeBack(2);
  const late = { ...given, evidence: (await other.seal()).received!.evidence };
  await expect(setSealAside(other.world, STAFF, other.id, late)).rejects.toMatchObject({
    code: 'seal.signed',
    sentence: expect.stringContaining('作废后复制为新草稿'),
  });
});

test('a party that goes on saying it has sealed is heard once a minute, and leaves little behind', async () => {
  const { world, id, holder, comeBack } = await asked();
  await comeBack(2);
  const events = async () => (await world.documents.load(id))!.events.length;
  const [before, party] = [await events(), await holder('enterprise')];
  await claimSeal(world, party);
  await claimSeal(world, party);
  await react(world, id);
  for (let time = 0; time < 20; time += 1)
    await expect(claimSeal(world, party)).rejects.toMatchObject({ code: 'seal.too-soon' });
  await react(world, id);
  // The link opened, the claim, and the answer.
  expect((await events()) - before).toBeLessThanOrEqual(3);
  world.clock.advance(60_000);
  const asks = provider.asked();
  await claimSeal(world, party);
  await react(world, id);
  expect(provider.asked()).toBe(asks + 1);
});

test('a request that broke off before another party signed is made anew, for the file as it is then', async () => {
  const { url, token, key } = provider;
  const seals = httpSealProvider({ url, token, key, name: NAME });
  const begun: string[] = [];
  const breaking = {
    ...seals,
    async begin(request: Parameters<typeof seals.begin>[0]) {
      const made = await seals.begin(request);
      if (begun.push(request.requestId) === 1) throw new Error('broken off');
      return made;
    },
  };
  const made = await sealingWorld('e-seal', { parts: { seals: breaking } });
  disposals.push(made.dispose);
  const { world, id, code, holder, state, signOverLink } = made;
  const given = { code: await code('enterprise'), publication: PUBLICATION_VERSION };
  await requestSeal(world, await holder('enterprise'), given);
  await react(world, id);
  await signOverLink('county');
  world.clock.advance(60_000);
  await react(world, id);
  const { reference, revision } = (await state()).parties.enterprise.other!.seal!;
  expect(revision).toBe((await state()).revisions.at(-1)!.sha256);
  expect(provider.requests.get(reference!)!.sha256).toBe(revision);
  expect(new Set(begun).size).toBe(2);
});

test('nobody signs over the link what was issued to be sealed', async () => {
  const { world, holder, code, state } = await asked();
  const given = { code: await code('enterprise'), consent: '2026-11-25', publication: PUBLICATION_VERSION };
  const shown = (await state()).revisions.at(-1)!.sha256;
  await expect(consent(world, await holder('enterprise'), { ...given, shown })).rejects.toMatchObject({
    code: 'way.other',
  });
});
