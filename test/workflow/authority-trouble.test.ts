// The certificate that issues is revoked between a party's act and its signature: the act is never lost. It is signed for
// under the newest one in force; while there is none it waits, says why, and goes on by itself.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fold } from '../../functions/domain/document.ts';
import type { DocumentEvent } from '../../functions/domain/event.ts';
import { oneTimeCode } from '../../functions/domain/link.ts';
import { documentView } from '../../functions/pages/document-view.ts';
import { verifySignedPdf } from '../../functions/sign/verify.ts';
import { draft } from '../../functions/workflow/draft.ts';
import { issue } from '../../functions/workflow/issue.ts';
import { react } from '../../functions/workflow/react.ts';
import { CONSENT_VERSION, consent, requestCode } from '../../functions/workflow/signer.ts';
import { retry } from '../../functions/workflow/void.ts';
import { QUICK_INPUT, quickWorlds } from '../threats/quick-world.ts';
import { changingAuthority } from './changing-authority.ts';

const STAFF = { id: 'xining', name: '李海燕', organization: '西宁市发改委', scope: '6301' };
const HOUR = 3_600_000;

let worlds: Awaited<ReturnType<typeof quickWorlds>>;
const keys = mkdtempSync(join(tmpdir(), 'lianqian-trouble-'));
beforeAll(async () => {
  worlds = await quickWorlds();
});
afterAll(() => {
  worlds.dispose();
  rmSync(keys, { recursive: true, force: true });
});

/** A document of one party that has consented and is not signed for yet, and the authority it depends on. */
async function consented() {
  const { world } = worlds.make();
  const { revokeNewest, rotate } = await changingAuthority(world, keys);
  const { id } = await draft(world, STAFF, 'alone', QUICK_INPUT);
  await issue(world, id, { kind: 'workflow' });
  const holder = { document: id, role: 'enterprise' as const };
  await requestCode(world, holder);
  const trail = async (): Promise<DocumentEvent[]> => (await world.documents.load(id))!.events;
  const shown = fold(await trail()).revisions[0]!.sha256;
  const code = oneTimeCode(world.linkSecret, holder, 1);
  await consent(world, holder, { code, consent: CONSENT_VERSION, publication: '', shown });
  const state = async () => fold(await trail());
  const soundness = async () => {
    const bytes = await world.files.get((await state()).revisions.at(-1)!.sha256);
    return (await verifySignedPdf(bytes, (await world.authority()).anchors)).verdict;
  };
  return {
    world,
    id,
    trail,
    state,
    soundness,
    revokeNewest: () => revokeNewest(1),
    rotate,
  };
}

const viewOf = async ({ id, state, trail }: Awaited<ReturnType<typeof consented>>) =>
  documentView(id, await state(), await trail(), {
    typeName: '文书',
    parties: [],
    receivers: [],
    sufficient: {},
    declineReasons: {},
    voidReason: '',
    publicUrl: '',
    now: '2026-11-24T02:00:00.000Z',
  });

test('revoked and replaced at once: the party is signed for under the new one, dated when that is done', async () => {
  const made = await consented();
  const { world, id, state, trail, soundness, revokeNewest, rotate } = made;
  const actedAt = (await state()).parties.enterprise.consented!.at;
  world.clock.advance(24 * HOUR);
  await revokeNewest();
  await rotate();
  await react(world, id);
  const { signed } = (await state()).parties.enterprise;
  expect(signed!.at).toBe(world.clock.now());
  expect(signed!.at > actedAt).toBe(true);
  expect((await trail()).find(({ kind }) => kind === 'Consented')!.at).toBe(actedAt);
  expect(await soundness()).toBe('sound');
});

test('revoked with none after it: the document waits for an administrator and says so; after a rotation it goes on', async () => {
  const made = await consented();
  const { world, id, state, soundness, revokeNewest, rotate } = made;
  await revokeNewest();
  await react(world, id);
  expect((await state()).failures).toMatchObject({
    'sign enterprise': { stuck: true, code: 'authority.unavailable' },
  });
  const view = await viewOf(made);
  expect(view).toMatchObject({ stuck: true, resumes: true });
  expect(view.failures[0]!.todo).toContain('不必再次签署。请联系系统管理员运行 npx lianqian ca rotate');

  world.clock.advance(HOUR);
  expect(await world.documents.due(world.clock.now(), 10)).toContain(id);
  await react(world, id);
  expect((await state()).parties.enterprise.signed).toBeUndefined();
  await rotate();
  world.clock.advance(HOUR);
  await react(world, id);
  expect((await state()).status).toBe('signed');
  expect((await state()).failures).toEqual({});
  expect(await soundness()).toBe('sound');
});

test('for as long as it takes, at ever longer intervals: two weeks leave fewer than sixty events', async () => {
  const { world, id, trail, state, revokeNewest, rotate } = await consented();
  await revokeNewest();
  for (let hour = 0; hour < 14 * 24; hour += 1) {
    await react(world, id);
    world.clock.advance(HOUR);
  }
  expect((await trail()).filter(({ kind }) => kind === 'Stuck').length).toBeLessThan(60);
  await rotate();
  world.clock.advance(24 * HOUR);
  await react(world, id);
  expect((await state()).status).toBe('signed');
});

test('told to, it goes on at once', async () => {
  const { world, id, state, revokeNewest, rotate } = await consented();
  await revokeNewest();
  await react(world, id);
  await rotate();
  await retry(world, STAFF, id);
  await react(world, id);
  expect((await state()).status).toBe('signed');
});
