// A text that the PDF cannot say is found before a number is taken.
import { afterAll, expect, test } from '@jest/globals';
import { fold } from '../../functions/domain/document.ts';
import { readForm } from '../../functions/domain/form/read-form.ts';
import { draft } from '../../functions/workflow/draft.ts';
import { preview } from '../../functions/workflow/issue.ts';
import { order } from '../../functions/workflow/order.ts';
import type { Staff } from '../../functions/workflow/staff.ts';
import { RECTIFICATION_ORDER } from '../../templates/rectification-order/rectification-order.ts';
import { documentType } from '../../templates/registry.ts';
import { sampleOn } from '../../templates/sample-on.ts';
import { changed } from '../templates/filled.ts';
import { issueSeen, START, testWorld } from './test-world.ts';

const STAFF: Staff = { id: 'qinghai', name: '马文斌', organization: '青海省发展和改革委员会', scope: '63' };
const { world, dispose } = testWorld();
afterAll(dispose);

const SAMPLE = sampleOn(RECTIFICATION_ORDER, START.slice(0, 10));
/** Our fonts draw both with one glyph; either alone reads back. */
const TWINS = changed(SAMPLE, { 'town.name': '瑨𤨁小镇' });
const unreadable = expect.objectContaining({ code: 'document.unreadable' });

test('a name that cannot be read back from the PDF costs no number', async () => {
  const spoilt = await draft(world, STAFF, RECTIFICATION_ORDER.id, TWINS);
  expect(spoilt.problems).toEqual([]);
  await expect(issueSeen(world, STAFF, spoilt.id)).rejects.toEqual(unreadable);
  // It says which words, and the preview has said so before.
  const named = { code: 'document.unreadable', sentence: expect.stringContaining('𤨁小镇') };
  await expect(preview(world, RECTIFICATION_ORDER.id, TWINS)).rejects.toMatchObject(named);
  await expect(issueSeen(world, STAFF, spoilt.id)).rejects.toMatchObject(named);
  expect(fold((await world.documents.load(spoilt.id))!.events).status).toBe('drafted');

  const { id } = await draft(
    world,
    STAFF,
    RECTIFICATION_ORDER.id,
    changed(SAMPLE, { 'town.name': '瑨小镇' }),
  );
  await issueSeen(world, STAFF, id);
  expect(fold((await world.documents.load(id))!.events).issue?.number).toMatch(/〕1号$/);
});

test('an order to issue a text that cannot be read back is refused, and nothing is kept of it', async () => {
  const { value } = readForm(RECTIFICATION_ORDER.form, TWINS, () => []);
  const ordering = order(
    { ...world, idempotencySecret: new Uint8Array(32) },
    { clientId: 'system', scope: '63' },
    { typeId: RECTIFICATION_ORDER.id, key: 'once', body: value, issue: true },
  );
  await expect(ordering).rejects.toEqual(unreadable);
});

test('dots as any input method types them become the one that reads back', async () => {
  const typed = changed(SAMPLE, { 'town.name': '老爷山•河湟・文旅‧小镇' });
  const { id } = await draft(world, STAFF, RECTIFICATION_ORDER.id, typed);
  await issueSeen(world, STAFF, id);
  expect(fold((await world.documents.load(id))!.events).status).toBe('signing');
});

test.each([
  ['rectification-report', 'items.0.problem'],
  ['closing-record', 'items.0.problem'],
])('%s is issued with as much in a narrow cell as its form takes', async (typeId, path) => {
  const type = documentType(typeId)!;
  const most = '停止使用停车场，拆除地上设施，清运硬化面层，恢复土地原状。'.repeat(7).slice(0, 199);
  const input = changed(sampleOn(type, START.slice(0, 10)), { [path]: `${most}。` });
  const { id, problems } = await draft(world, STAFF, typeId, input);
  expect(problems).toEqual([]);
  await issueSeen(world, STAFF, id);
  expect(fold((await world.documents.load(id))!.events).status).toBe('signing');
});
