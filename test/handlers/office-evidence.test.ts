// Evidence reports on the console.
import { expect, test } from '@jest/globals';
import { fold } from '../../functions/domain/document.ts';
import { LARGEST_ANSWER } from '../../functions/handlers/in-parts.ts';
import { change } from '../../functions/workflow/change.ts';
import { FILLED, HAIDONG, smallOffice, XINING } from './small-office.ts';

async function start(todo: 'issue' | 'save') {
  const office = smallOffice();
  const person = office.visitor();
  await person.logIn(XINING);
  await person.post('/office/new/note', { ...FILLED, _do: todo });
  const id = office.documents.ids()[0]!;
  return { ...office, person, id, page: `/office/documents/${id}` };
}

test('a report is asked for on the page of an issued document, and fetched there once it is made', async () => {
  const { person, world, files, id, page } = await start('issue');
  const asked = await person.post(`${page}/evidence`);
  expect(asked.headers.get('location')).toBe(`${page}?done=evidence`);
  expect(await person.page(page)).toContain('正在生成，稍后刷新本页');

  const report = await files.put(new TextEncoder().encode('%PDF report'), 'application/pdf');
  await change(world, id, { kind: 'workflow' }, (_, __, through) => [
    { kind: 'EvidenceMade', report, through, serial: '01' },
  ]);
  const path = /href="([^"]+\/evidence\/\d+)"/.exec(await person.page(page))![1]!;
  const answer = await person.visit(path);
  expect(answer.headers.get('content-type')).toBe('application/pdf');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(await answer.text()).toBe('%PDF report');

  const stranger = smallOffice({ documents: world.documents, files }).visitor();
  await stranger.logIn(HAIDONG);
  expect((await stranger.visit(path)).status).toBe(404);
  expect((await stranger.post(`${page}/evidence`)).status).toBe(404);
});

test('a report too large for one answer, as one with scans may be, is fetched in parts', async () => {
  const { person, world, files, id, page } = await start('issue');
  const bytes = new Uint8Array(LARGEST_ANSWER + 5).fill(37);
  const report = await files.put(bytes, 'application/pdf');
  await change(world, id, { kind: 'workflow' }, (_, __, through) => [
    { kind: 'EvidenceMade', report, through, serial: '01' },
  ]);
  const [, path, name] = /href="([^"]+\/evidence\/\d+)" data-save="([^"]+)"/.exec(await person.page(page))!;
  expect(name).toMatch(/^签署证据报告 \S+ \d+$/);
  expect((await person.visit(path!)).status).toBe(409);
  const parts = await Promise.all([1, 2].map((part) => person.visit(`${path}?part=${part}`)));
  expect(parts.map(({ headers }) => headers.get('x-parts'))).toEqual(['2', '2']);
  const whole = Buffer.concat(
    await Promise.all(parts.map(async (part) => Buffer.from(await part.arrayBuffer()))),
  );
  expect(whole.equals(bytes)).toBe(true);
});

test('that scans are in the report is said where one was sent in, and nowhere else', async () => {
  const { person, world, files, id, page } = await start('issue');
  const said = '报告内附有生成时已收到的盖章扫描件和用印凭证';
  expect(await person.page(page)).not.toContain(said);
  const print = await files.put(new TextEncoder().encode('print'), 'application/pdf');
  const { base } = fold((await world.documents.load(id))!.events).issue!;
  await change(world, id, { kind: 'workflow' }, () => [
    { kind: 'PrintMade', role: 'enterprise', revision: base, print },
  ]);
  expect(await person.page(page)).not.toContain(said);
  await change(world, id, { kind: 'signer', role: 'enterprise' }, () => [
    { kind: 'ScanReceived', role: 'enterprise', scan: print, size: 5, codeRound: 1 },
  ]);
  expect(await person.page(page)).toContain(said);
});

test('a draft has no report, and says why', async () => {
  const { person, page } = await start('save');
  expect(await person.page(page)).not.toContain('签署证据报告');
  const refused = await person.post(`${page}/evidence`);
  expect(refused.status).toBe(409);
  expect(await refused.text()).toContain('草稿还没有签发');
});
