// An issued document is made again, byte for byte, from what was recorded when it was issued.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { withLayouts } from '../../functions/adapters/layout-bundle.ts';
import { pressDigest } from '../../functions/adapters/press-digest.ts';
import { typstPrinter } from '../../functions/adapters/typst-printer.ts';
import { fold } from '../../functions/domain/document.ts';
import type { DocumentType } from '../../functions/domain/document-type.ts';
import { PrintFault } from '../../functions/ports/printer.ts';
import { createTypesetter } from '../../functions/typeset/typesetter.ts';
import { draft } from '../../functions/workflow/draft.ts';
import { reprint } from '../../functions/workflow/reprint.ts';
import type { Staff } from '../../functions/workflow/staff.ts';
import type { World } from '../../functions/workflow/world.ts';
import { FONTS, LAYOUTS, pressRecord } from '../fakes/press-record.ts';
import { FILLED, REPORT, SOURCE, smallPrinter } from './small-types.ts';
import { issueSeen, testWorld } from './test-world.ts';

const STAFF: Staff = { id: 'xining', name: '李海燕', organization: '西宁市发改委', scope: '6301' };
const HAIDONG: Staff = { ...STAFF, id: 'haidong', scope: '6302' };
const LATER = SOURCE.replace('说明。', '说明改过了。');

let made: ReturnType<typeof testWorld>;
let folder: string;
beforeAll(() => {
  made = testWorld();
  folder = mkdtempSync(join(tmpdir(), 'lianqian-press-'));
});
afterAll(() => {
  made.dispose();
  rmSync(folder, { recursive: true });
});

async function issued(): Promise<{ world: World; id: string; base: Uint8Array }> {
  const world: World = { ...made.world, documentType: () => REPORT, printer: smallPrinter() };
  const { id } = await draft(world, STAFF, REPORT.id, FILLED);
  await issueSeen(world, STAFF, id);
  const { issue } = fold((await world.documents.load(id))!.events);
  return { world, id, base: await world.files.get(issue!.base) };
}

test('with the same program it comes out the same', async () => {
  const { world, id, base } = await issued();
  const { same, why, pdf } = await reprint(world, STAFF, id);
  expect({ same, why }).toEqual({ same: true, why: 'same' });
  expect(Buffer.from(pdf!).equals(base)).toBe(true);
});

test('with another template and another type meanwhile it still comes out as it was', async () => {
  const { world, id, base } = await issued();
  const later: DocumentType = {
    ...REPORT,
    layout: 'letter',
    title: () => '另一个标题',
    view: () => ({ town: '另一个小镇', number: '0', signatures: [] }),
  };
  const now = { ...world, printer: smallPrinter(LATER), documentType: () => later };
  // That the change would show: the same form printed today is another file.
  const issue = { number: 'report-1', issuedOn: '2026-11-24' };
  const today = await smallPrinter(LATER).print({
    type: REPORT,
    value: FILLED,
    issue,
    today: issue.issuedOn,
  });
  expect(Buffer.from(today.pdf).equals(base)).toBe(false);
  const { same, pdf } = await reprint(now, STAFF, id);
  expect(same).toBe(true);
  expect(Buffer.from(pdf!).equals(base)).toBe(true);
});

test('with other layouts meanwhile it is set by those of its day', async () => {
  const { world, id, base } = await issued();
  const layouts = join(folder, 'layout');
  cpSync(LAYOUTS, layouts, { recursive: true });
  const page = readFileSync(join(layouts, 'page.typ'), 'utf8');
  const wider = page.replace('left: 28mm', 'left: 30mm');
  expect(wider).not.toBe(page);
  writeFileSync(join(layouts, 'page.typ'), wider);
  const typesetter = createTypesetter({ fontDirectories: [FONTS], layoutDirectory: layouts });
  const later = typstPrinter(typesetter, { [REPORT.id]: SOURCE }, pressRecord('b'.repeat(64), layouts));
  const { issue } = fold((await world.documents.load(id))!.events);
  // That the change would show: without the layouts of then it is another file.
  const sheet = await world.files.get(issue!.printed!.sheet);
  expect(Buffer.from(await later.reprint(sheet)).equals(base)).toBe(false);
  expect(await reprint({ ...world, printer: later }, STAFF, id)).toMatchObject({ same: true, why: 'same' });
});

test('a bundle of layouts that leads out of its folder is none', async () => {
  const evil = new TextEncoder().encode(JSON.stringify({ '../page.typ': '' }));
  await expect(withLayouts(evil, async () => 'used')).rejects.toThrow('not a bundle');
});

test('what comes out otherwise is said, and whether the press can be the reason', async () => {
  const { world, id } = await issued();
  const bent = (press: string): World => ({
    ...world,
    printer: { ...smallPrinter(SOURCE, press), reprint: async () => Uint8Array.of(1) },
  });
  expect(await reprint(bent('a'.repeat(64)), STAFF, id)).toMatchObject({ same: false, why: 'program' });
  expect(await reprint(bent('b'.repeat(64)), STAFF, id)).toMatchObject({ same: false, why: 'press' });
});

test('a sheet that cannot be set any more is a fault of printing', async () => {
  const { world, id } = await issued();
  const { issue } = fold((await world.documents.load(id))!.events);
  const sheet = JSON.parse(new TextDecoder().decode(await world.files.get(issue!.printed!.sheet)));
  const broken = new TextEncoder().encode(JSON.stringify({ ...sheet, html: '<blink>旧</blink>' }));
  const files = { ...world.files, get: async () => broken };
  await expect(reprint({ ...world, files }, STAFF, id)).rejects.toBeInstanceOf(PrintFault);
});

test('a draft, and a document of before sheets were recorded, are said to have none', async () => {
  const { world, id } = await issued();
  const { id: unfinished } = await draft(world, STAFF, REPORT.id, FILLED);
  expect(await reprint(world, STAFF, unfinished)).toEqual({ same: false, why: 'not-issued' });
  const stored = (await world.documents.load(id))!;
  const events = stored.events.map((event) => {
    if (event.kind !== 'Issued') return event;
    const { printed: _, ...older } = event;
    return older;
  });
  const documents = { ...world.documents, load: async () => ({ ...stored, events }) };
  expect(await reprint({ ...world, documents }, STAFF, id)).toEqual({ same: false, why: 'not-recorded' });
});

test('to staff of another region it is unknown', async () => {
  const { world, id } = await issued();
  await expect(reprint(world, HAIDONG, id)).rejects.toMatchObject({ code: 'document.unknown' });
});

test('the press is another when a layout or a font is, and the same for the same files', async () => {
  const places = { fonts: [folder], layout: folder };
  const put = (name: string, text: string) => writeFileSync(join(folder, name), text);
  put('page.typ', 'a');
  put('kai.ttf', 'b');
  const first = await pressDigest(places);
  put('README.md', 'not read by the press');
  expect(await pressDigest(places)).toBe(first);
  put('kai.ttf', 'c');
  const second = await pressDigest(places);
  put('page.typ', 'd');
  expect(new Set([first, second, await pressDigest(places)]).size).toBe(3);
});
