// What a party does in the last moment of its term, while the head of its event is still being signed.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fold } from '../../functions/domain/document.ts';
import { oneTimeCode } from '../../functions/domain/link.ts';
import { after } from '../../functions/domain/time.ts';
import { draft } from '../../functions/workflow/draft.ts';
import { issue } from '../../functions/workflow/issue.ts';
import { react } from '../../functions/workflow/react.ts';
import { CONSENT_VERSION, consent, requestCode } from '../../functions/workflow/signer.ts';
import { heldOnce } from '../fakes/held-once.ts';
import { QUICK_INPUT, quickWorlds } from '../threats/quick-world.ts';

const STAFF = { id: 'xining', name: '李海燕', organization: '西宁市发改委', scope: '6301' };

let worlds: Awaited<ReturnType<typeof quickWorlds>>;
beforeAll(async () => {
  worlds = await quickWorlds();
});
afterAll(() => worlds.dispose());

/** A document of one party whose consent was decided a millisecond before its term ended, and is not written yet. */
async function consenting() {
  const { world } = worlds.make();
  const { id } = await draft(world, STAFF, 'alone', QUICK_INPUT);
  await issue(world, id, { kind: 'workflow' });
  await react(world, id);
  const trail = async () => (await world.documents.load(id))!.events;
  const { issue: issued, revisions } = fold(await trail());
  world.clock.set(after(issued!.dueAt, -1));
  const holder = { document: id, role: 'enterprise' as const };
  await requestCode(world, holder);
  const given = { code: oneTimeCode(world.linkSecret, holder, 1), shown: revisions[0]!.sha256 };
  const signing = heldOnce((message: Uint8Array) => world.trailKey.sign(message));
  const slow = { ...world, trailKey: { ...world.trailKey, sign: signing.call } };
  const done = consent(slow, holder, { ...given, consent: CONSENT_VERSION, publication: '' });
  await signing.begun;
  const letGo = async () => {
    signing.letGo();
    await done;
  };
  return { world, id, trail, dueAt: issued!.dueAt, letGo };
}

const endOf = async ({ trail }: Awaited<ReturnType<typeof consenting>>) => {
  const events = await trail();
  return [fold(events).status, events.filter(({ kind }) => kind === 'Expired').length];
};

test('a consent given in time that is written a moment after the last day has ended is honoured', async () => {
  const made = await consenting();
  const { world, id, dueAt, letGo } = made;
  world.clock.set(after(dueAt, 5));
  await react(world, id);
  await letGo();
  await react(world, id);
  expect(await endOf(made)).toEqual(['signed', 0]);
});

test('a document does not expire over a consent that came in when it was already found to be due', async () => {
  const made = await consenting();
  const { world, id, dueAt, letGo } = made;
  world.clock.set(after(dueAt, 60_000));
  let loads = 0;
  const load: typeof world.documents.load = async (of) => {
    loads += 1;
    // The loop has seen what there was, and now begins to write that the document has expired.
    if (loads === 2) await letGo();
    return world.documents.load(of);
  };
  await react({ ...world, documents: { ...world.documents, load } }, id);
  expect(await endOf(made)).toEqual(['signed', 0]);
});
