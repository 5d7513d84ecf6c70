// The scripts, styles and worker that the pages load.
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { createAssetsApp } from '../../functions/handlers/assets.ts';

const app = createAssetsApp({
  pagesDirectory: join(process.cwd(), 'functions/pages'),
  pdfjsDirectory: join(process.cwd(), 'node_modules/pdfjs-dist'),
});

describe('assets', () => {
  test.each([
    ['/base.css', 'text/css; charset=utf-8'],
    ['/office.js', 'text/javascript; charset=utf-8'],
    ['/pdfjs/pdf.min.mjs', 'text/javascript; charset=utf-8'],
    ['/pdfjs/pdf.worker.min.mjs', 'text/javascript; charset=utf-8'],
    ['/pdfjs/cmaps/UniGB-UCS2-H.bcmap', 'application/octet-stream'],
    ['/pdfjs/standard_fonts/FoxitDingbats.pfb', 'application/octet-stream'],
    ['/pdfjs/wasm/openjpeg.wasm', 'application/wasm'],
  ])('%s is served as %s, and not sent again while it is the same', async (path, type) => {
    const answer = await app.request(path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe(type);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    const tag = answer.headers.get('etag')!;
    const again = await app.request(path, { headers: { 'if-none-match': `"other", W/${tag}` } });
    expect(again.status).toBe(304);
    const other = await app.request(path, { headers: { 'if-none-match': '"other"' } });
    expect(other.status).toBe(200);
  });

  test.each([
    '/',
    '/nothing.css',
    '/..%2Fpage-sources.ts',
    '/..%2Foffice%2Flayout.hbs',
    '/%2e%2e/page-sources.ts',
    '/pdfjs/package.json',
    '/pdfjs/web/pdf_viewer.mjs',
    '/pdfjs/cmaps/..%2F..%2Fpackage.json',
    '/pdfjs/cmaps/LICENSE',
    '/office.css%00.js',
  ])('%s is not there', async (path) => {
    expect((await app.request(path)).status).toBe(404);
  });

  test('nothing is written to', async () => {
    expect((await app.request('/base.css', { method: 'POST' })).status).toBe(404);
  });
});
