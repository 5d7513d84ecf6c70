// The head of a trail: signed with each append, and with each further attempt anew.
import { expect, test } from '@jest/globals';
import { fold } from '../../functions/domain/document.ts';
import { change } from '../../functions/workflow/change.ts';
import { createDocument } from '../../functions/workflow/draft.ts';
import { isHeadOf } from '../../functions/workflow/trail-head.ts';
import { fixedClock } from '../fakes/fixed-clock.ts';
import { memoryDocumentStore } from '../fakes/memory-document-store.ts';
import { memorySigningKey } from '../fakes/memory-signing-key.ts';

const SUMMARY = { title: '承诺书', town: '小镇', region: '630121' };
const DRAFTED = { kind: 'Drafted', type: 'pledge', input: 'a'.repeat(64), summary: SUMMARY } as const;
const edited = (digit: string) =>
  ({ kind: 'DraftEdited', input: digit.repeat(64), summary: SUMMARY }) as const;
const WORKFLOW = { kind: 'workflow' } as const;

function world() {
  const trailKey = memorySigningKey();
  return { documents: memoryDocumentStore(), clock: fixedClock(), trailKey };
}

async function holds(
  made: ReturnType<typeof world>,
  id: string,
  changed: { id?: string; drop?: number } = {},
) {
  const { events, head } = (await made.documents.load(id))!;
  const trail = events.slice(0, events.length - (changed.drop ?? 0));
  return isHeadOf(await made.trailKey.publicKey(), changed.id ?? id, trail, head!);
}

test('it holds from the first event on, and after each further one', async () => {
  const made = world();
  await createDocument(made, 'one', [DRAFTED], WORKFLOW);
  expect(await holds(made, 'one')).toBe(true);
  await change(made, 'one', WORKFLOW, () => [edited('b'), edited('c')]);
  expect(await holds(made, 'one')).toBe(true);
});

test('it holds neither for another document nor for a part of the trail', async () => {
  const made = world();
  await createDocument(made, 'one', [DRAFTED, edited('b')], WORKFLOW);
  expect(await holds(made, 'one', { id: 'two' })).toBe(false);
  expect(await holds(made, 'one', { drop: 1 })).toBe(false);
});

test('of two that append at once, both leave a head that holds', async () => {
  const made = world();
  await createDocument(made, 'one', [DRAFTED], WORKFLOW);
  await Promise.all(['b', 'c', 'd'].map((digit) => change(made, 'one', WORKFLOW, () => [edited(digit)])));
  expect(fold((await made.documents.load('one'))!.events).edits).toBe(3);
  expect(await holds(made, 'one')).toBe(true);
});

test('without its key nothing is appended', async () => {
  const made = world();
  await createDocument(made, 'one', [DRAFTED], WORKFLOW);
  const trailKey = { ...made.trailKey, sign: () => Promise.reject(new Error('KMS is away')) };
  await expect(change({ ...made, trailKey }, 'one', WORKFLOW, () => [edited('b')])).rejects.toThrow('KMS');
  expect((await made.documents.load('one'))!.version).toBe(1);
});
