// Serves one document type on loopback, and tells its page of every change as it is saved.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { createAssetsApp } from '../handlers/assets.ts';
import { openHttpFront } from './http-front.ts';
import { judgeAddress } from './own-address.ts';
import { previewPage } from './preview-page.ts';
import { type Preview, type PreviewOptions, previewRenderer } from './preview-render.ts';
import { again, sourceFolders, watchFolders } from './preview-watch.ts';

export interface PreviewServerOptions extends PreviewOptions {
  /** 0 takes a free one. */
  port: number;
  pages: string;
  pdfjs: string;
  /** What the page shows first. */
  format: 'pdf' | 'html';
}

/** What the page is told: the document is fetched apart. */
export type PreviewState = Pick<Extract<Preview, { faults: unknown }>, 'faults'> & {
  /** Grows with each look. */
  version: number;
  /** From the look's beginning to its end. */
  milliseconds: number;
  pages: number;
  warnings: Extract<Preview, { pdf: unknown }>['warnings'];
  /** Code that has changed since the start: what is shown is still that of before. */
  outdated: string[];
};

export interface PreviewServer {
  url: string;
  stop(): Promise<void>;
}

/** Code of a type is loaded once: only a new process sees it change. */
const CODE = /\.ts$/;
const SOURCES = /\.(hbs|json|typ|ts)$/;

const HEADERS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data: blob:; font-src 'self' data: blob:; worker-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
};

const HERE = fileURLToPath(new URL('.', import.meta.url));
const STOPS_WITHIN_MS = 200;

/** Throws Node's EADDRINUSE when the port is taken. The first look is done when it returns. */
export async function startPreview(options: PreviewServerOptions): Promise<PreviewServer> {
  const front = await openHttpFront('127.0.0.1', options.port);
  const url = `http://127.0.0.1:${front.port}/`;
  const render = previewRenderer(options);
  let document: Extract<Preview, { pdf: unknown }> | undefined;
  let state: PreviewState = {
    version: 0,
    milliseconds: 0,
    pages: 0,
    warnings: [],
    faults: [],
    outdated: [],
  };
  let stopped = false;
  const waiting = new Set<() => void>();
  const tell = () => {
    for (const wake of waiting) wake();
    waiting.clear();
  };

  const outdated = new Set<string>();
  async function look(): Promise<void> {
    const begun = performance.now();
    const seen = await render();
    if ('pdf' in seen) document = seen;
    state = {
      version: state.version + 1,
      milliseconds: Math.round(performance.now() - begun),
      pages: 'pdf' in seen ? seen.pages : 0,
      warnings: 'pdf' in seen ? seen.warnings : [],
      faults: 'faults' in seen ? seen.faults : [],
      outdated: [...outdated],
    };
    tell();
    const doubts = 'pdf' in seen ? await seen.readBack() : [];
    if (doubts.length === 0) return;
    state = { ...state, warnings: [...state.warnings, ...doubts] };
    tell();
  }

  const lookAgain = again(look);
  const folders = [...sourceFolders(options.templates), ...(options.data ? [join(options.data, '..')] : [])];
  const unwatch = watchFolders([...new Set(folders)], (file) => {
    if (!SOURCES.test(file)) return;
    if (CODE.test(file)) outdated.add(file);
    lookAgain();
  });
  await look();

  const app = new Hono();
  app.use(async (context, next) => {
    const { method, path } = context.req;
    if (judgeAddress(context.req.header('host'), { method, path }, new URL(url), front.port) !== 'own')
      return context.text('请用启动时显示的地址打开。', 421);
    await next();
    for (const [name, value] of Object.entries(HEADERS)) context.header(name, value);
  });
  app.get('/', (context) => context.html(previewPage(options.type.name, options.format)));
  app.get('/document.pdf', (context) =>
    document
      ? context.body(new Uint8Array(document.pdf), 200, { 'content-type': 'application/pdf' })
      : context.notFound(),
  );
  app.get('/document.html', (context) => (document ? context.html(document.html) : context.notFound()));
  app.get('/events', (context) =>
    streamSSE(context, async (stream) => {
      let told: PreviewState | undefined;
      stream.onAbort(tell);
      while (!stream.aborted && !stopped) {
        if (told !== state) {
          told = state;
          await stream.writeSSE({ data: JSON.stringify(state) });
        } else await new Promise<void>((wake) => waiting.add(wake));
      }
    }),
  );
  const assets = { pagesDirectory: options.pages, pdfjsDirectory: options.pdfjs };
  app.route('/assets', createAssetsApp(assets));
  app.route('/own', createAssetsApp({ ...assets, pagesDirectory: HERE }));
  front.serve(getRequestListener(app.fetch));

  return {
    url,
    async stop() {
      unwatch();
      stopped = true;
      tell();
      await front.stop(STOPS_WITHIN_MS);
    },
  };
}
