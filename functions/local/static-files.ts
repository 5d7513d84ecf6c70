// Files of a directory over HTTP: the public register, and what browsers load. Nothing outside the directory, ever.
import { type FileHandle, open, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import type { Context, MiddlewareHandler } from 'hono';

/** What else is served is bytes, and no browser guesses (`nosniff`). */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.atom': 'application/atom+xml; charset=utf-8',
  '.cer': 'application/pkix-cert',
  '.crl': 'application/pkix-crl',
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.otf': 'font/otf',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml; charset=utf-8',
};

export interface StaticOptions {
  directory: string;
  /** The path the directory is mounted at, `/public`. */
  mount: string;
  /** `no-cache`: kept, but asked about each time. */
  cacheControl?: string;
  /** More headers for HTML, such as a content security policy. */
  pageHeaders?: Readonly<Record<string, string>>;
}

/** Answers GET and HEAD for files below `mount`, `index.html` for a directory; passes on whatever it does not have. */
export function staticFiles(options: StaticOptions): MiddlewareHandler {
  const { directory, mount, cacheControl = 'no-cache', pageHeaders = {} } = options;
  return async (context, next) => {
    const { method } = context.req;
    if (method !== 'GET' && method !== 'HEAD') return next();
    const path = new URL(context.req.url).pathname;
    if (path === mount) return context.redirect(`${mount}/`, 308);
    const names = path.startsWith(`${mount}/`) ? safeNames(path.slice(mount.length + 1)) : undefined;
    if (!names) return next();
    const file = await openInside(directory, names);
    if (file === 'directory') return context.redirect(`${path}/`, 308);
    if (!file) return next();
    try {
      return await answer(context, file, extname(names.at(-1)!).toLowerCase());
    } finally {
      await file.close();
    }
  };

  async function answer(context: Context, file: FileHandle, extension: string): Promise<Response> {
    const { size, mtimeNs, ino } = await file.stat({ bigint: true });
    // Files are replaced whole, by rename: another content is another inode or another time.
    const tag = `"${[size, mtimeNs, ino].map((part) => part.toString(36)).join('-')}"`;
    const headers: Record<string, string> = {
      'content-type': CONTENT_TYPES[extension] ?? 'application/octet-stream',
      'cache-control': cacheControl,
      etag: tag,
      'x-content-type-options': 'nosniff',
      ...(extension === '.html' ? pageHeaders : {}),
    };
    if (knows(context.req.header('if-none-match'), tag)) return context.body(null, 304, headers);
    if (context.req.method === 'HEAD')
      return context.body(null, 200, { ...headers, 'content-length': String(size) });
    return context.body(new Uint8Array(await file.readFile()), 200, headers);
  }
}

/** RFC 9110 13.1.2: a list of tags, compared weakly, or `*`. */
function knows(header: string | undefined, tag: string): boolean {
  if (!header) return false;
  const known = header.split(',').map((part) => part.trim().replace(/^W\//, ''));
  return known.includes(tag) || known.includes('*');
}

/** The names of a path, or nothing if one of them is not a plain visible name on every system. */
function safeNames(path: string): string[] | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return undefined;
  }
  const names =
    decoded === '' || decoded.endsWith('/') ? `${decoded}index.html`.split('/') : decoded.split('/');
  return names.every((name) => name !== '' && !name.startsWith('.') && !/[\\:\0]/.test(name))
    ? names
    : undefined;
}

/** Opens the file if, with all links followed, it lies in the directory. */
async function openInside(directory: string, names: string[]): Promise<FileHandle | 'directory' | undefined> {
  let file: FileHandle | undefined;
  try {
    const root = await realpath(directory);
    const path = await realpath(join(root, ...names));
    if (!path.startsWith(root + sep)) return undefined;
    file = await open(path, 'r');
    const status = await file.stat();
    if (status.isFile()) return file;
    await file.close();
    return status.isDirectory() ? 'directory' : undefined;
  } catch (error) {
    await file?.close().catch(() => undefined);
    const { code } = error as NodeJS.ErrnoException;
    if (code && ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ELOOP', 'EACCES', 'EISDIR'].includes(code))
      return undefined;
    throw error;
  }
}
