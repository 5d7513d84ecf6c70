// The words of a document for its signer: who may see the PDF may read them, and nobody else.
import { expect, test } from '@jest/globals';
import type { Role } from '../../functions/domain/party.ts';
import { sampleSigning, visitor } from './sample-signing.ts';

const SHEET = {
  format: 'lianqian-sheet/1',
  type: 'sample',
  layout: 'pledge',
  title: '承诺书',
  date: '2026-01-08',
  html: '<h1>承诺书</h1><p>甲 &lt;b&gt;乙&lt;/b&gt; 丙</p>',
};

async function opened(
  role: Role = 'county',
  options: Parameters<typeof sampleSigning>[0] = { sheet: SHEET },
) {
  const signing = await sampleSigning(options);
  const browser = visitor(signing.app);
  await browser.post('/api/session', { token: signing.token(role) });
  return { ...signing, browser, path: `/api/${signing.id}/${role}/text` };
}

test('the text is that of the sheet the PDF was set from, escaped, and says that the PDF is what is signed', async () => {
  const { browser, path } = await opened();
  const response = await browser.get(path);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toMatch(/^text\/html; charset=utf-8/i);
  const page = await response.text();
  expect(page).toContain('<h1 class="title">承诺书</h1>\n<p>甲 &lt;b&gt;乙&lt;/b&gt; 丙</p>');
  expect(page).toContain('电子签名签署的是 PDF 文件，本页仅供阅读。');
  expect(page).toContain('<a href="pdf">');
});

test('it is never kept, and its policy allows our style and nothing else', async () => {
  const { browser, path } = await opened();
  const { headers } = await browser.get(path);
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('x-frame-options')).toBe('DENY');
  const policy = headers.get('content-security-policy')!;
  expect(policy).toContain("default-src 'none'; style-src 'self'");
  expect(policy).not.toContain('script');
  expect(policy).not.toContain('unsafe');
});

test('without the cookie of this document and this party there is nothing to read', async () => {
  const { app, id, browser, path, clock } = await opened();
  expect((await app.request(path)).status).toBe(401);
  expect((await browser.get(`/api/${id}/drc/text`)).status).toBe(401);
  clock.advance(31 * 60_000);
  expect((await browser.get(path)).status).toBe(401);
});

test('of a document that was voided unsigned there is no text, as there is no PDF', async () => {
  const { browser, path, append, files } = await opened();
  const reason = await files.put(new TextEncoder().encode('事由有变'), 'text/plain');
  await append({ kind: 'Voided', reason });
  const pdf = await browser.get(path.replace(/text$/, 'pdf'));
  const text = await browser.get(path);
  expect([text.status, text.headers.get('content-type')]).toEqual([pdf.status, 'application/problem+json']);
  expect(text.status).toBe(404);
});

test('a document issued before its sheet was kept leads to the PDF', async () => {
  const { browser, path } = await opened('county', {});
  const response = await browser.get(path);
  expect(response.status).toBe(404);
  expect(await response.text()).toContain('请阅读 PDF');
});

test('reading it changes nothing', async () => {
  const { browser, path, documents, id } = await opened();
  const before = await documents.load(id);
  await browser.get(path);
  await browser.get(path, { method: 'HEAD' });
  expect(await documents.load(id)).toEqual(before);
});
