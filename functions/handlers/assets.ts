// Styles, scripts and pdf.js for our pages: files named by one flat path, kept by browsers but asked about each time.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { Hono } from 'hono';

export interface AssetDirectories {
  /** The folder that holds `assets/`. */
  pagesDirectory: string;
  /** The package pdfjs-dist, or a folder with the same parts of it. */
  pdfjsDirectory: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.bcmap': 'application/octet-stream',
  '.pfb': 'application/octet-stream',
  '.ttf': 'font/ttf',
  '.icc': 'application/octet-stream',
};

/** The parts of pdfjs-dist that a page loads; its other files are not served. */
const PDFJS_SCRIPTS = ['pdf.min.mjs', 'pdf.worker.min.mjs'];
const PDFJS_FOLDERS = ['cmaps', 'standard_fonts', 'wasm', 'iccs'];

export function createAssetsApp({ pagesDirectory, pdfjsDirectory }: AssetDirectories): Hono {
  const app = new Hono();
  app.get('/pdfjs/:script', (context) => {
    const script = context.req.param('script');
    return PDFJS_SCRIPTS.includes(script)
      ? send(context.req.raw, join(pdfjsDirectory, 'legacy/build', script))
      : absent();
  });
  app.get('/pdfjs/:folder/:file', (context) => {
    const { folder, file } = context.req.param();
    return PDFJS_FOLDERS.includes(folder)
      ? send(context.req.raw, join(pdfjsDirectory, folder, plain(file)))
      : absent();
  });
  app.get('/:file', (context) =>
    send(context.req.raw, join(pagesDirectory, 'assets', plain(context.req.param('file')))),
  );
  app.all('*', absent);
  return app;
}

/** The name if it can only name a file in its folder; else one that no file has. */
function plain(name: string): string {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(name) ? name : 'no-such-file';
}

async function send(request: Request, path: string): Promise<Response> {
  const type = TYPES[extname(path)];
  if (!type) return absent();
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await readFile(path));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR') return absent();
    throw error;
  }
  const tag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
  const headers = {
    'content-type': type,
    'cache-control': 'no-cache',
    etag: tag,
    'x-content-type-options': 'nosniff',
    // RFC 9110 §13.1.2: a cache's tag may come back marked weak.
  };
  const known =
    request.headers
      .get('if-none-match')
      ?.replaceAll('W/', '')
      .split(/\s*,\s*/) ?? [];
  if (known.includes(tag)) return new Response(null, { status: 304, headers });
  return new Response(bytes as Uint8Array<ArrayBuffer>, { headers });
}

function absent(): Response {
  return new Response('没有这个文件。', {
    status: 404,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  });
}
