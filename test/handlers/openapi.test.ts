// The contract against what the API really does.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { PROBLEM_STATUS } from '../../functions/handlers/problem.ts';
import { orderJson, startApi, TOKEN_URL } from './integration-world.ts';
import { schemaFaults } from './json-schema-faults.ts';

// biome-ignore lint/suspicious/noExplicitAny: a JSON document.
let contract: any;

beforeAll(async () => {
  const response = await startApi().app.request('/openapi.json');
  expect(response.headers.get('content-type')).toBe('application/json');
  contract = await response.json();
});

const faults = (name: string, value: unknown) =>
  schemaFaults(contract, { $ref: `#/components/schemas/${name}` }, value);
const post = () => contract.paths['/v1/rectification-orders'].post;

test('anybody may read it, and it says where tokens are had', () => {
  expect(contract.openapi).toBe('3.1.0');
  expect(contract.servers).toEqual([{ url: 'https://lianqian.example.gov.cn/api' }]);
  expect(contract.components.securitySchemes.client.flows.clientCredentials.tokenUrl).toBe(TOKEN_URL);
});

test('its paths and methods are those that the app serves', () => {
  const { app } = startApi();
  const served = app.routes
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
  const described = Object.entries(contract.paths).flatMap(([path, methods]) =>
    Object.keys(methods as object).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(described.sort()).toEqual(served.sort());
});

describe('its example of an order', () => {
  const example = () => post().requestBody.content['application/json'].examples.complete.value;

  test('fits its own schema, and the schema does look', () => {
    expect(faults('RectificationOrder', example())).toEqual([]);
    const wrong = { ...example(), items: [{ measure: '' }], contact: { person: '韩', phone: 'x' }, more: 1 };
    expect(faults('RectificationOrder', wrong)).toEqual(
      expect.arrayContaining([
        ' additionalProperties',
        '/items/0/deadline required',
        '/items/0/measure minLength',
        '/contact/person minLength',
        '/contact/phone pattern',
      ]),
    );
  });

  test('is accepted as it stands on the day it was written for', async () => {
    expect((await startApi().post(example())).status).toBe(201);
  });
});

test('answers are what it says', async () => {
  const { get, post } = startApi();
  const ordered = await (await post(orderJson())).json();
  await post(orderJson(), { 'idempotency-key': 'another' });
  expect(faults('OrderedDocument', ordered)).toEqual([]);
  const note = { path: 'town.name', code: 'town.unusual', message: '请核对。' };
  expect(faults('OrderedDocument', { ...ordered, warnings: [note] })).toEqual([]);
  expect(faults('OrderedDocument', { ...ordered, warnings: [{ path: '' }] })).not.toEqual([]);
  expect(faults('Document', await (await get(`/v1/documents/${ordered.id}`)).json())).toEqual([]);
  const page = await (await get('/v1/documents?limit=1')).json();
  expect(page.cursor).toBeDefined();
  expect(faults('DocumentPage', page)).toEqual([]);
});

test('a problem is what the route says it may answer', async () => {
  const { post: send } = startApi();
  const { responses } = post();
  const asked = [
    await send('{"a":1,"a":2}'),
    await send(orderJson(), { authorization: 'Bearer x' }),
    await send(orderJson(), { authorization: 'Bearer haidong' }),
    await send({}),
    await send(orderJson(), { 'content-type': 'text/plain' }),
  ];
  expect(asked.map(({ status }) => status)).toEqual([400, 401, 403, 422, 415]);
  for (const response of asked) {
    const { schema } = responses[response.status].content['application/problem+json'];
    expect(schemaFaults(contract, schema, await response.json())).toEqual([]);
  }
});

test('every code of the table is listed under its status, and by some route', () => {
  const listed = new Map<string, number>();
  for (const methods of Object.values<Record<string, { responses: Record<string, unknown> }>>(
    contract.paths,
  )) {
    for (const { responses } of Object.values(methods)) {
      for (const [status, response] of Object.entries(responses)) {
        // biome-ignore lint/suspicious/noExplicitAny: a JSON document.
        const schema = (response as any).content?.['application/problem+json']?.schema;
        for (const code of schema?.properties.code.enum ?? []) listed.set(code, Number(status));
      }
    }
  }
  // An address that does not exist stands in no contract.
  const expected = [...PROBLEM_STATUS].filter(([code]) => code !== 'request.not-found');
  expect([...listed].sort()).toEqual(expected.sort());
});
