// Staff look at what parties have sealed: told in the list, compared on a page of its own, confirmed or sent back.
import { describe, expect, test } from '@jest/globals';
import type { DocumentType } from '../../functions/domain/document-type.ts';
import type { EventBody } from '../../functions/domain/event.ts';
import type { Way } from '../../functions/domain/way.ts';
import { LARGEST_ANSWER } from '../../functions/handlers/in-parts.ts';
import { change } from '../../functions/workflow/change.ts';
import { page, png } from '../workflow/scanned.ts';
import { FILLED, HAIDONG, NOTE, smallOffice, XINING } from './small-office.ts';

const role = 'enterprise' as const;
const DIGEST = 'b'.repeat(64);

async function issued(way: Way) {
  const parties: DocumentType['parties'] = (value) =>
    NOTE.parties(value).map((party) => (party.role === role ? { ...party, way } : party));
  const type = { ...NOTE, parties };
  const office = smallOffice({ types: [type], documentType: () => type });
  const person = office.visitor();
  await person.logIn(XINING);
  await person.post('/office/new/note', { ...FILLED, _do: 'issue' });
  const id = office.documents.ids()[0]!;
  const happen = (...events: EventBody[]) => change(office.world, id, { kind: 'workflow' }, () => events);
  return { ...office, person, id, happen, document: `/office/documents/${id}` };
}

async function scanned(bytes: Uint8Array = png(page())) {
  const made = await issued('wet-seal');
  const scan = await made.files.put(bytes, 'image/png');
  await made.happen({ kind: 'ScanReceived', role, scan, size: bytes.length, codeRound: 1 });
  const read = () => made.happen({ kind: 'ScanRead', role, scan, finding: 'no-code', pages: 1 });
  return { ...made, scan, read, here: `${made.document}/scan/${role}` };
}

async function sealed(owner?: string) {
  const made = await issued('e-seal');
  const evidence = await made.files.put(new TextEncoder().encode('seal'), 'application/octet-stream');
  const told = { kind: 'SealReceived', role, evidence, seal: '1', provider: '示例服务商' } as const;
  await made.happen(
    { kind: 'SealRequested', role, codeRound: 1 },
    { kind: 'SealBegun', role, revision: DIGEST, reference: 'R-1', page: DIGEST },
    { ...told, sealedAt: made.clock.now(), ...(owner ? { owner } : { toCheck: true }) },
  );
  return { ...made, evidence, here: `${made.document}/seal/${role}` };
}

describe('what waits for a person', () => {
  test('is said where everybody begins, can be filtered by, and is no longer said when it is done', async () => {
    const { person, read, here, scan, document, visitor } = await scanned();
    expect(await person.page('/office')).not.toContain('等待工作人员核对');
    await read();
    const list = await person.page('/office');
    expect(list).toContain('1份文书的盖章扫描件或者用印结果已经收到，等待工作人员核对');
    expect(list).toContain('<span class="badge check">待核对</span>');
    const filtered = await person.page('/office?status=to-check');
    expect(filtered).toContain(document);
    expect(filtered).toContain('<option value="to-check" selected>待核对</option>');
    expect(await person.page(document)).toMatch(
      /<a class="button small" href="[^"]+\/scan\/enterprise">核对扫描件/,
    );
    const elsewhere = visitor();
    await elsewhere.logIn(HAIDONG);
    expect(await elsewhere.page('/office')).not.toContain('等待工作人员核对');

    await person.logIn(XINING);
    await person.post(`${here}/confirm`, { _scan: scan, _checked: 'on' });
    expect(await person.page('/office')).not.toContain('等待工作人员核对');
    expect(await person.page('/office?status=to-check')).toContain('没有符合条件的文书');
  });

  test('is a seal too, if the provider does not say whose it is', async () => {
    const { person, happen } = await sealed();
    expect(await person.page('/office')).toContain('1份文书的盖章扫描件或者用印结果');
    // Nothing is to be looked at of a document that has ended meanwhile.
    await happen({ kind: 'Expired' });
    expect(await person.page('/office')).not.toMatch(/等待工作人员核对|badge check/);
    const known = await sealed('91630100DEMO00022G');
    expect(await known.person.page('/office')).not.toContain('等待工作人员核对');
  });
});

describe('a scan', () => {
  test.each([
    [{ finding: 'bound', looked: 4 }, 'good', '与签发文件一致（图像4页，均已识读）'],
    [
      { finding: 'partly-bound', looked: 2 },
      'bad',
      '有图像未能识读，须由工作人员逐页核对（图像4页，其中识读2页）',
    ],
    // As it was recorded before anybody counted.
    [{ finding: 'bound' }, 'good', '与签发文件一致（图像4页）'],
  ] as const)('read as %j is shown as %s: %s', async (read, colour, words) => {
    const { person, happen, here, scan, document } = await scanned();
    await happen({ kind: 'ScanRead', role, scan, pages: 4, revision: DIGEST, ...read });
    expect(await person.page(here)).toMatch(new RegExp(`<p class="note ${colour}">[^<]*${words}</p>`));
    expect(await person.page(document)).toContain(words);
  });

  test('is sent back with a reason of five characters, and what was typed is kept when it is refused', async () => {
    const { person, read, here, scan, document } = await scanned();
    await read();
    const short = await person.post(`${here}/refuse`, { _scan: scan, _reason: '不清' });
    expect([short.status, await short.text()]).toEqual([422, expect.stringContaining('>\n不清</textarea>')]);
    const done = await person.post(`${here}/refuse`, { _scan: scan, _reason: '第三页的印章不清晰' });
    expect(done.headers.get('location')).toBe(`${document}?done=scan-refused`);
    expect(await person.page(here)).toContain('第三页的印章不清晰');
  });

  test('of twenty megabytes comes in parts that a Lambda function can answer with, and is whole when they are joined', async () => {
    const whole = new Uint8Array(20 * 1024 * 1024);
    whole.set(png(page()));
    whole[whole.length - 1] = 7;
    const { person, read, here, scan, document } = await scanned(whole);
    await read();
    expect(await person.page(here)).toContain(`data-from="${here}/picture/1"`);
    for (const path of [`${here}/picture/1`, `${document}/kept/${scan}`]) {
      expect((await person.visit(path)).status).toBe(409);
      const parts: Uint8Array[] = [];
      for (let part = 1, of = 1; part <= of; part += 1) {
        const answer = await person.visit(`${path}?part=${part}`);
        of = Number(answer.headers.get('x-parts'));
        parts.push(new Uint8Array(await answer.arrayBuffer()));
      }
      // AWS Lambda: 6 MB an answer, its body in base64.
      const longest = Math.max(...parts.map((part) => Buffer.from(part).toString('base64').length));
      expect(longest + 16 * 1024).toBeLessThan(6 * 1024 * 1024);
      expect(Buffer.concat(parts).equals(whole)).toBe(true);
      for (const part of ['0', '6', '1e0', '-1', ''])
        expect((await person.visit(`${path}?part=${part}`)).status).toBe(404);
    }
    expect(whole.length).toBe(5 * LARGEST_ANSWER);
  });

  test('that is small is shown and saved whole, by whoever may see the document and by nobody else', async () => {
    const { person, read, here, scan, document, visitor, files } = await scanned();
    await read();
    expect(await person.page(here)).toContain(`src="${here}/picture/1"`);
    const saved = await person.visit(`${document}/kept/${scan}`);
    expect(saved.headers.get('content-disposition')).toContain('attachment');
    expect(new Uint8Array(await saved.arrayBuffer())).toEqual(await files.get(scan));
    expect(await person.page(document)).toContain(`${document}/kept/${scan}`);
    // A file of the store that the evidence does not name: a form with mailboxes, say.
    const other = await files.put(new TextEncoder().encode('{}'), 'application/json');
    expect((await person.visit(`${document}/kept/${other}`)).status).toBe(404);
    const elsewhere = visitor();
    await elsewhere.logIn(HAIDONG);
    for (const path of [here, `${here}/picture/1`, `${document}/kept/${scan}`])
      expect((await elsewhere.visit(path)).status).toBe(404);
  });
});

describe('a seal', () => {
  test('whose owner is not stated is confirmed by a person who says to have looked; nobody is asked then', async () => {
    const { person, here, evidence, document, documents, id } = await sealed();
    expect(await person.page(document)).toMatch(/href="[^"]+\/seal\/enterprise">核对用印结果/);
    expect(await person.page(here)).toMatch(/没有载明用印单位，须由工作人员/);
    const unread = await person.post(`${here}/confirm`, { _evidence: evidence });
    expect([unread.status, await unread.text()]).toEqual([422, expect.stringContaining('请先打开用印凭证')]);
    const done = await person.post(`${here}/confirm`, { _evidence: evidence, _checked: 'on' });
    expect(done.headers.get('location')).toBe(`${document}?done=seal-confirmed`);
    expect((await documents.load(id))!.events.at(-1)).toMatchObject({
      kind: 'SealConfirmed',
      by: { kind: 'staff', organization: XINING.organization },
    });
    const after = await person.page(here);
    expect(after).toContain('没有载明用印单位。');
    expect(after).not.toContain('须由工作人员');
  });

  test('that is wrong is set aside with a reason; its page says what the party can do then', async () => {
    const { person, here, evidence, document } = await sealed('91630100DEMO00022G');
    const form = await person.page(here);
    expect(form).not.toContain('>确认</button>');
    expect(form).toContain('退回后该方可以重新申请用印');
    const stale = await person.post(`${here}/refuse`, { _evidence: DIGEST, _reason: '所盖的是分公司的印章' });
    expect(stale.status).toBe(409);
    const done = await person.post(`${here}/refuse`, {
      _evidence: evidence,
      _reason: '所盖的是分公司的印章',
    });
    expect(done.headers.get('location')).toBe(`${document}?done=seal-refused`);
    const after = await person.page(here);
    expect(after).toContain('所盖的是分公司的印章');
    expect(after).not.toContain('>退回</button>');
  });

  test('that was signed for is not set aside: its page says that the document has to be voided', async () => {
    const { person, here, evidence, happen, clock } = await sealed('91630100DEMO00022G');
    await happen({ kind: 'Signed', role, revision: DIGEST, serial: '1', signedAt: clock.now() });
    expect(await person.page(here)).toContain('作废后复制为新草稿');
    const late = await person.post(`${here}/refuse`, {
      _evidence: evidence,
      _reason: '所盖的是分公司的印章',
    });
    expect([late.status, await late.text()]).toEqual([409, expect.stringContaining('不能再退回')]);
  });

  test('is seen by nobody whose region it is not in', async () => {
    const { visitor, here } = await sealed();
    const elsewhere = visitor();
    await elsewhere.logIn(HAIDONG);
    expect((await elsewhere.visit(here)).status).toBe(404);
    expect((await elsewhere.post(`${here}/confirm`)).status).toBe(404);
  });
});
