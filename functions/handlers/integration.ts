// The API for other systems: ordering rectification orders, following documents, fetching their PDFs.

import { type Context, Hono } from 'hono';
import { currentRevision } from '../domain/document-questions.ts';
import { faultOf } from '../domain/fault.ts';
import { Refusal } from '../domain/refusal.ts';
import { load } from '../workflow/change.ts';
import { order } from '../workflow/order.ts';
import { mustSee } from '../workflow/staff.ts';
import type { World } from '../workflow/world.ts';
import type { Client, VerifyToken } from './access-token.ts';
import { readListQuery } from './integration-query.ts';
import { showDocument, showListed, showOrdered } from './integration-view.ts';
import { openApi } from './openapi.ts';
import { ApiFault, faultProblem, problemOf } from './problem.ts';
import { readStrictJson } from './strict-json.ts';

/** No mailer, no key of the authority, no number register: what is ordered here, the loop issues. */
export type IntegrationWorld = Pick<
  World,
  'documents' | 'trailKey' | 'files' | 'documentType' | 'uncovered' | 'clock' | 'office' | 'log' | 'printer'
> & { verifyToken: VerifyToken; idempotencySecret: Uint8Array };

const ORDER_TYPE = 'rectification-order';
const HEADERS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};

/** Mount it at `/api`. */
export function createIntegrationApp(world: IntegrationWorld): Hono {
  const app = new Hono();

  app.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(HEADERS)) context.header(name, value);
  });
  app.onError((error, context) => problemOf(context, error) ?? failed(world, context, error));

  app.get('/openapi.json', async (context) => {
    const tokenUrl = await askIssuer(() => world.verifyToken.tokenUrl());
    const type = world.documentType(ORDER_TYPE);
    if (!type) throw new Refusal('type.unknown');
    return context.json(openApi({ type, tokenUrl, server: `${world.office.baseUrl}/api` }));
  });

  app.post('/v1/rectification-orders', async (context) => {
    const client = await mustHold(world, context, 'orders:write');
    const key = idempotencyKey(context);
    const body = await readStrictJson(context.req.raw);
    const issue = client.scopes.has('orders:issue');
    const shown = showOrdered(await order(world, client, { typeId: ORDER_TYPE, key, body, issue }));
    return context.json(shown, 201, { location: shown.links.self });
  });

  app.get('/v1/documents', async (context) => {
    const client = await mustHold(world, context, 'documents:read');
    const query = readListQuery(new URL(context.req.url).searchParams, world.documentType);
    const { items, cursor } = await world.documents.list({ ...query, scope: client.scope });
    return context.json({ items: items.map(showListed), ...(cursor ? { cursor } : {}) });
  });

  app.get('/v1/documents/:id', async (context) => {
    const client = await mustHold(world, context, 'documents:read');
    const id = context.req.param('id');
    const { state } = await load(world, id);
    mustSee(client.scope, state);
    return context.json(showDocument(id, state));
  });

  app.get('/v1/documents/:id/pdf', async (context) => {
    const client = await mustHold(world, context, 'documents:read');
    const id = context.req.param('id');
    const { state } = await load(world, id);
    mustSee(client.scope, state);
    const revision = currentRevision(state);
    if (!revision) throw new ApiFault('document.without-pdf');
    return context.body(new Uint8Array(await world.files.get(revision)), 200, {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="${id}.pdf"`,
      etag: `"${revision}"`,
      // RFC 9530 §3: the digest of what is represented, to be kept beside the file.
      'repr-digest': `sha-256=:${Buffer.from(revision, 'hex').toString('base64')}:`,
    });
  });

  refuseOtherMethods(app);
  app.all('*', () => {
    throw new ApiFault('request.not-found');
  });
  return app;
}

/** RFC 9110 §15.5.6: the answer names the methods that are. */
function refuseOtherMethods(app: Hono): void {
  const allowed = {
    '/openapi.json': 'GET, HEAD',
    '/v1/rectification-orders': 'POST',
    '/v1/documents': 'GET, HEAD',
    '/v1/documents/:id': 'GET, HEAD',
    '/v1/documents/:id/pdf': 'GET, HEAD',
  };
  for (const [path, allow] of Object.entries(allowed)) {
    app.all(path, () => {
      throw new ApiFault('request.method', { headers: { allow } });
    });
  }
}

/** RFC 6750 §2.1 and §3. A token in the query or the body is not looked for: it would stand in logs. */
async function mustHold(world: IntegrationWorld, context: Context, scope: string): Promise<Client> {
  const challenge = (error?: string): { headers: Record<string, string> } => ({
    headers: { 'www-authenticate': `Bearer realm="lianqian"${error ? `, error="${error}"` : ''}` },
  });
  const token = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i.exec(context.req.header('authorization') ?? '')?.[1];
  if (!token) throw new ApiFault('token.missing', challenge());
  const client = await askIssuer(() => world.verifyToken(token));
  if (!client) throw new ApiFault('token.invalid', challenge('invalid_token'));
  if (!client.scopes.has(scope))
    throw new ApiFault('scope.insufficient', challenge(`insufficient_scope", scope="${scope}`));
  return client;
}

async function askIssuer<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    throw new ApiFault('issuer.unavailable', { cause });
  }
}

function idempotencyKey(context: Context): string {
  const key = context.req.header('idempotency-key');
  if (key === undefined || key === '') throw new ApiFault('idempotency.missing');
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) throw new ApiFault('idempotency.invalid');
  return key;
}

function failed(world: Pick<World, 'log'>, context: Context, error: Error): Response {
  world.log({ level: 'error', what: 'api request failed', ...faultOf(error) });
  return faultProblem(context, new ApiFault('request.failed'));
}
