// The API's world in memory: clients by their token, a printer that sets everything but one character.

import { readForm } from '../../functions/domain/form/read-form.ts';
import type { Client } from '../../functions/handlers/access-token.ts';
import { createIntegrationApp, type IntegrationWorld } from '../../functions/handlers/integration.ts';
import { type Printer, PrintFault } from '../../functions/ports/printer.ts';
import { uncoveredCharacters } from '../../functions/typeset/glyph-coverage.ts';
import { RECTIFICATION_ORDER } from '../../templates/rectification-order/rectification-order.ts';
import { documentType } from '../../templates/registry.ts';
import { sampleOn } from '../../templates/sample-on.ts';
import { fixedClock } from '../fakes/fixed-clock.ts';
import { memoryDocumentStore } from '../fakes/memory-document-store.ts';
import { memoryFileStore } from '../fakes/memory-file-store.ts';
import { memorySigningKey } from '../fakes/memory-signing-key.ts';

export const START = '2026-11-24T02:00:00.000Z';
export const TOKEN_URL = 'https://login.lianqian.example/token';

const client = (clientId: string, scope: string, scopes: string): Client => ({
  clientId,
  scope,
  scopes: new Set(scopes.split(' ')),
});

const CLIENTS: Readonly<Record<string, Client>> = {
  xining: client('monitoring', '6301', 'orders:write documents:read'),
  trusted: client('trusted', '63', 'orders:write orders:issue documents:read'),
  haidong: client('haidong', '6302', 'orders:write documents:read'),
  reader: client('reader', '63', 'documents:read'),
};

/** What the printer of these tests cannot set. */
export const UNPRINTABLE = '无法排印';
/** What it sets, but cannot read back. */
export const UNREADABLE = '无法读回';

function smallPrinter(): Printer & { prints: number } {
  const printer = {
    prints: 0,
    async print({ value }: { value: unknown }) {
      printer.prints += 1;
      if (JSON.stringify(value).includes(UNPRINTABLE)) throw new PrintFault('no room on the page');
      const differences = JSON.stringify(value).includes(UNREADABLE) ? ['missing from the PDF'] : [];
      return {
        pdf: Uint8Array.of(37),
        template: Uint8Array.of(),
        sheet: Uint8Array.of(),
        pages: 1,
        fields: ['drc', 'county', 'enterprise'],
        differences,
      };
    },
    reprint: () => Promise.reject(new Error('not asked of the API')),
    press: () => Promise.reject(new Error('not asked of the API')),
    layouts: () => Promise.reject(new Error('not asked of the API')),
    printVersion: async () => new Uint8Array(),
    appearance: () => Promise.reject(new Error('not asked of the API')),
    html: () => Promise.reject(new Error('not asked of the API')),
  };
  return printer;
}

export function integrationWorld() {
  const logged: object[] = [];
  const parts = {
    documents: memoryDocumentStore(),
    trailKey: memorySigningKey(),
    files: memoryFileStore(),
    documentType,
    uncovered: uncoveredCharacters,
    clock: fixedClock(START),
    office: {
      baseUrl: 'https://lianqian.example.gov.cn',
      publicUrl: 'https://gongshi.example.gov.cn',
      mailDomain: 'lianqian.example',
      contact: '请与发文单位联系',
    },
    log: (entry: object) => void logged.push(entry),
    printer: smallPrinter(),
    verifyToken: Object.assign(async (token: string) => CLIENTS[token], { tokenUrl: async () => TOKEN_URL }),
    idempotencySecret: new Uint8Array(32).fill(7),
  };
  const world: typeof parts & IntegrationWorld = parts;
  return { world, logged };
}

export interface OrderJson {
  [key: string]: unknown;
  town: Record<string, unknown>;
  items: Record<string, unknown>[];
  parties: Record<string, Record<string, unknown>>;
}

/** The sample order as a client would send it on the first day of these tests. */
export function orderJson(change: (order: OrderJson) => void = () => {}): OrderJson {
  const typed = sampleOn(RECTIFICATION_ORDER, START.slice(0, 10));
  const { value, problems } = readForm(RECTIFICATION_ORDER.form, typed, () => []);
  if (!value) throw new Error(JSON.stringify(problems));
  const order = structuredClone(value) as unknown as OrderJson;
  change(order);
  return order;
}

export function startApi() {
  const { world, logged } = integrationWorld();
  const app = createIntegrationApp(world);
  const get = (path: string, token = 'xining') =>
    app.request(path, { headers: { authorization: `Bearer ${token}` } });
  const post = (body: unknown, headers: Record<string, string> = {}) =>
    app.request('/v1/rectification-orders', {
      method: 'POST',
      headers: {
        authorization: 'Bearer xining',
        'content-type': 'application/json',
        'idempotency-key': 'key-1',
        ...headers,
      },
      body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body),
    } as RequestInit);
  return { world, logged, app, get, post };
}

/** The code of a problem document, after checking what all of them have in common. */
export async function problemOf(response: Response) {
  const text = await response.text();
  const problem = JSON.parse(text);
  const { code, status, type, detail, errors } = problem;
  if (response.headers.get('content-type') !== 'application/problem+json') throw new Error(text);
  if (status !== response.status || type !== `urn:lianqian:problem:${code}`) throw new Error(text);
  if (!/\p{Script=Han}/u.test(detail) || !Array.isArray(errors)) throw new Error(text);
  return {
    status,
    code,
    errors: errors.map((error: { path: string; code: string }) => `${error.path} ${error.code}`),
  };
}
