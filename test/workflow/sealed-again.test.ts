// A party seals, staff set the seal aside and it seals once more, all while another process signs for the first seal.
import { afterAll, afterEach, beforeEach, expect, test } from '@jest/globals';
import { httpSealProvider } from '../../functions/adapters/http-seal-provider.ts';
import { readRevisions } from '../../functions/sign/revisions.ts';
import { reasonIn } from '../../functions/sign/signed-reason.ts';
import { requestSeal, setSealAside } from '../../functions/workflow/e-seal.ts';
import { react } from '../../functions/workflow/react.ts';
import { PUBLICATION_VERSION } from '../../functions/workflow/signer.ts';
import { type ExampleSealProvider, exampleSealProvider } from '../fakes/example-seal-provider.ts';
import { heldOnce } from '../fakes/held-once.ts';
import { STAFF, sealingWorld } from './sealing-world.ts';

const [FIRST, SECOND] = ['6301000000123', '6301000000999'] as const;
const REASON = '所盖的是分公司的印章';

const disposals: (() => void)[] = [];
let provider: ExampleSealProvider;
beforeEach(async () => {
  provider = await exampleSealProvider();
});
afterEach(() => provider.close());
afterAll(() => {
  for (const dispose of disposals) dispose();
});

/** The first seal was set aside and the second has come in, while the first was being signed for; `letGo` of that. */
async function sealedTwice() {
  const { url, token, key } = provider;
  const made = await sealingWorld('e-seal', {
    parts: { seals: httpSealProvider({ url, token, key, name: '示例' }) },
  });
  disposals.push(made.dispose);
  const { world, id, code, holder, state } = made;
  const seal = async () => (await state()).parties.enterprise.other!.seal!;
  const ask = async () => {
    const given = { code: await code('enterprise'), publication: PUBLICATION_VERSION };
    await requestSeal(world, await holder('enterprise'), given);
    await react(world, id);
    world.clock.advance(120_000);
  };
  await ask();
  provider.seal((await seal()).reference!, { seal: FIRST });
  const authority = await world.authority();
  const issuing = heldOnce(authority.issue);
  const first = react({ ...world, authority: async () => ({ ...authority, issue: issuing.call }) }, id);
  await issuing.begun;
  const { evidence } = (await seal()).received!;
  await setSealAside(world, STAFF, id, { role: 'enterprise', evidence, reason: REASON });
  await ask();
  const sealedAt = world.clock.now();
  provider.seal((await seal()).reference!, { seal: SECOND, sealedAt });
  await react({ ...world, authority: () => Promise.reject(new Error('away')) }, id);
  const letGo = async () => {
    issuing.letGo();
    await first;
  };
  return { ...made, seal, letGo };
}

test('what was signed for a seal that staff have set aside is not added, and the seal that counts is signed for', async () => {
  const { world, id, state, seal, letGo } = await sealedTwice();
  expect((await seal()).received?.seal).toBe(SECOND);
  await letGo();
  expect((await state()).parties.enterprise.signed).toBeUndefined();
  world.clock.advance(60_000);
  await react(world, id);
  const [, revision] = readRevisions(await world.files.get((await state()).revisions.at(-1)!.sha256));
  expect(reasonIn(revision!)).toContain(`印章 ${SECOND}，`);
  expect((await state()).parties.enterprise.signed).toBeDefined();
});
