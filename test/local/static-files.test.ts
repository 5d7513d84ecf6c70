// Files over HTTP: the right type, the right tag, and nothing from outside.
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Hono } from 'hono';
import { staticFiles } from '../../functions/local/static-files.ts';

let root: string;
let app: Hono;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'static-'));
  await mkdir(join(root, 'public', '特色小镇'), { recursive: true });
  await writeFile(join(root, 'secret.txt'), 'SECRET');
  await writeFile(join(root, 'public', 'index.html'), '<p>登记');
  await writeFile(join(root, 'public', '.hidden'), 'SECRET');
  await writeFile(join(root, 'public', 'a.pdf'), '%PDF');
  await writeFile(join(root, 'public', 'x.bcmap'), 'b');
  await writeFile(join(root, 'public', '特色小镇', 'index.html'), '<p>一');
  await symlink(join(root, 'secret.txt'), join(root, 'public', 'out.txt'));
  app = new Hono();
  app.use(
    '/public/*',
    staticFiles({
      directory: join(root, 'public'),
      mount: '/public',
      pageHeaders: { 'x-frame-options': 'DENY' },
    }),
  );
});

afterAll(() => rm(root, { recursive: true, force: true }));

const get = (path: string, init?: RequestInit) => app.request(path, init);

describe('static files', () => {
  test.each([
    ['/public/', 'text/html; charset=utf-8', '<p>登记'],
    ['/public/a.pdf', 'application/pdf', '%PDF'],
    ['/public/x.bcmap', 'application/octet-stream', 'b'],
    ['/public/%E7%89%B9%E8%89%B2%E5%B0%8F%E9%95%87/', 'text/html; charset=utf-8', '<p>一'],
  ])('%s is %s', async (path, type, text) => {
    const answer = await get(path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe(type);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await answer.text()).toBe(text);
  });

  test('HTML carries the headers for pages, other files do not', async () => {
    expect((await get('/public/')).headers.get('x-frame-options')).toBe('DENY');
    expect((await get('/public/a.pdf')).headers.get('x-frame-options')).toBeNull();
  });

  test('a directory without its slash is redirected', async () => {
    for (const path of ['/public', '/public/%E7%89%B9%E8%89%B2%E5%B0%8F%E9%95%87']) {
      const answer = await get(path);
      expect(answer.status).toBe(308);
      expect(answer.headers.get('location')).toBe(`${path}/`);
    }
  });

  test('a file that has not changed is not sent again; a changed one is', async () => {
    const tag = (await get('/public/a.pdf')).headers.get('etag')!;
    const same = await get('/public/a.pdf', { headers: { 'if-none-match': `"other", W/${tag}` } });
    expect(same.status).toBe(304);
    expect(await same.text()).toBe('');
    await writeFile(join(root, 'public', 'a.pdf'), '%PDF-2');
    const changed = await get('/public/a.pdf', { headers: { 'if-none-match': tag } });
    expect(changed.status).toBe(200);
    expect(await changed.text()).toBe('%PDF-2');
  });

  test('HEAD says the length and sends nothing', async () => {
    const answer = await get('/public/x.bcmap', { method: 'HEAD' });
    expect(answer.headers.get('content-length')).toBe('1');
    expect(await answer.text()).toBe('');
  });

  test.each([
    '/public/../secret.txt',
    '/public/%2e%2e/secret.txt',
    '/public/..%2fsecret.txt',
    '/public/..%5csecret.txt',
    '/public/%2e%2e%5csecret.txt',
    '/public/x/../../secret.txt',
    '/public//etc/passwd',
    '/public/%2fetc/passwd',
    '/public/.hidden',
    '/public/out.txt',
    '/public/a.pdf%00.html',
    '/public/a.pdf/x',
    '/public/%ff',
    '/public/C:/secret.txt',
    `/public/${'x'.repeat(1025)}`,
    '/public/%F0%9F%98%80',
  ])('%s is not there', async (path) => {
    const answer = await get(path);
    expect(answer.status).toBe(404);
    expect(await answer.text()).not.toContain('SECRET');
  });

  test('nothing is served to other methods', async () => {
    expect((await get('/public/a.pdf', { method: 'POST' })).status).toBe(404);
  });
});
