// The signing pages over HTTP: one page for everyone, and an API that a link's holder alone can use.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Context, Hono } from 'hono';
import { faultOf } from '../domain/fault.ts';
import { Refusal } from '../domain/refusal.ts';
import { readReason } from '../workflow/reason.ts';
import {
  consent,
  decline,
  loadForHolder,
  openLink,
  requestCode,
  visibleRevision,
} from '../workflow/signer.ts';
import type { World } from '../workflow/world.ts';
import { agreedWords } from './agreed-words.ts';
import { circumstancesOf } from './circumstances.ts';
import { disposition } from './content-disposition.ts';
import { signerFacts } from './signer-facts.ts';
import { problemOf, RequestFault, requestProblem } from './signer-problem.ts';
import { mustComeFromUs, readStrings } from './signer-request.ts';
import { mustHoldSession, type SessionSealing, startSession } from './signer-session.ts';
import { textRoute } from './signer-text.ts';
import { otherWayRoutes } from './signer-ways.ts';

/** No key of the authority and no mailer: this function only writes down what its visitor has decided. */
export type SignerWorld = Pick<
  World,
  'documents' | 'trailKey' | 'files' | 'documentType' | 'clock' | 'random' | 'linkSecret' | 'office' | 'log'
> &
  SessionSealing & {
    /** functions/pages, or its copy beside the bundle. */
    pagesDirectory: string;
  };

/** pdf.js draws on canvases from its worker and makes fonts of data; nothing is loaded from anywhere else. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self' blob: data:",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "form-action 'none'",
].join('; ');

const API_POLICY = "default-src 'none'; frame-ancestors 'none'";

const HEADERS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/** What is none of the codes that can be guessed costs no try. */
const CODE = /^\d{6}$/;

const HOLDER = '/api/:document/:role';

/** Mount it at `/sign`; its scripts and styles are served at `/assets` by another app. */
export function createSignerApp(world: SignerWorld): Hono {
  const page = readFileSync(join(world.pagesDirectory, 'sign', 'index.html'), 'utf8');
  const app = new Hono();

  app.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(HEADERS)) context.header(name, value);
    if (!context.res.headers.has('content-security-policy'))
      context.header('content-security-policy', API_POLICY);
  });
  app.onError((error, context) => problemOf(context, error) ?? failed(world, context, error));

  app.get('/', (context) => context.html(page, 200, { 'content-security-policy': PAGE_POLICY }));

  app.post('/api/session', async (context) => {
    mustComeFromUs(context.req, world.office.baseUrl);
    const { token } = await readStrings(context.req, ['token']);
    const holder = await openLink(world, token, circumstancesOf(context));
    startSession(context, world, holder);
    return context.json(holder);
  });

  app.get(HOLDER, async (context) => {
    const holder = mustHoldSession(context, world);
    return context.json(await signerFacts(world, await loadForHolder(world, holder), holder));
  });

  app.get(`${HOLDER}/pdf`, async (context) => {
    const holder = mustHoldSession(context, world);
    const state = await loadForHolder(world, holder);
    const revision = visibleRevision(state, holder);
    if (!revision) throw new Refusal('document.unknown');
    const headers: Record<string, string> = { 'content-type': 'application/pdf', etag: `"${revision}"` };
    if (context.req.query('download') !== undefined)
      headers['content-disposition'] = disposition('attachment', `${state.summary.title}.pdf`);
    return context.body(new Uint8Array(await world.files.get(revision)), 200, headers);
  });

  textRoute(app, world, `${HOLDER}/text`);

  app.post(`${HOLDER}/code`, async (context) => {
    mustComeFromUs(context.req, world.office.baseUrl);
    const holder = mustHoldSession(context, world);
    await readStrings(context.req, []);
    await requestCode(world, holder, circumstancesOf(context));
    // The code is valid for ten minutes; the session must not end before it.
    startSession(context, world, holder);
    return context.body(null, 204);
  });

  app.post(`${HOLDER}/sign`, async (context) => {
    mustComeFromUs(context.req, world.office.baseUrl);
    const holder = mustHoldSession(context, world);
    const given = await readStrings(context.req, ['code', 'consent', 'publication', 'shown']);
    if (given.consent === '') throw new Refusal('consent.missing');
    if (!CODE.test(given.code)) throw new RequestFault('request.code');
    await consent(world, holder, { ...given, words: agreedWords(given) }, circumstancesOf(context));
    return context.body(null, 204);
  });

  otherWayRoutes(app, world, HOLDER);

  app.post(`${HOLDER}/decline`, async (context) => {
    mustComeFromUs(context.req, world.office.baseUrl);
    const holder = mustHoldSession(context, world);
    const given = await readStrings(context.req, ['code', 'reason']);
    readReason(given.reason);
    if (!CODE.test(given.code)) throw new RequestFault('request.code');
    await decline(world, holder, given, circumstancesOf(context));
    return context.body(null, 204);
  });

  app.all('/api/*', (context) => requestProblem(context, 'request.not-found'));
  return app;
}

function failed(world: SignerWorld, context: Context, error: unknown): Response {
  world.log({ level: 'error', what: 'a signing page failed', ...faultOf(error) });
  return requestProblem(context, 'request.failed');
}
