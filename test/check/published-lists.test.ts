// The lists that the platform publishes are those that its certificates name: a check finds each of them.
import { afterAll, expect, test } from '@jest/globals';
import { checkFile } from '../../functions/check/check-file.ts';
import { listPath, type Register } from '../../functions/check/register-answer.ts';
import { createOneShotKey } from '../../functions/sign/one-shot-key.ts';
import { signRevision } from '../../functions/sign/sign-revision.ts';
import { prepareRegister } from '../../functions/workflow/prepare-register.ts';
import { base, stamp, subject } from '../sign/sample-documents.ts';
import { testWorld } from '../workflow/test-world.ts';

const { world, dispose } = testWorld();
afterAll(dispose);

const register: Register = {
  record: async () => ({ state: 'no-answer' }),
  list: async (name) => (await world.site.read(listPath(name)))?.bytes,
};

test('a signature under the platform’s own authority is held against the lists of its issuer and its root', async () => {
  await prepareRegister(world);
  const now = world.clock.now();
  const authority = await world.authority();
  const key = createOneShotKey();
  const { certificate, chain } = await authority.issue(subject, key.publicKey, now);
  const file = await signRevision(await base(), {
    ...{ field: 'drc', reason: '签署', signerName: subject.person, signedAt: new Date(now) },
    ...{ certificate, chain, sign: key.sign, appearance: stamp() },
  });
  const question = { timeRoots: [], register: { state: 'not-asked' } as const, ask: register, now };
  const report = await checkFile(file, { roots: [...authority.anchors], ...question });
  expect(chain).toHaveLength(2);
  expect([report.outcome, report.revocation]).toEqual(['sound', 'register-lists']);
});
