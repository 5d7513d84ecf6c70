// An order that is issued at once goes its way with the real press: number, PDF, mail to the first who signs.
import { afterAll, expect, test } from '@jest/globals';
import { createIntegrationApp } from '../../functions/handlers/integration.ts';
import { react } from '../../functions/workflow/react.ts';
import { testWorld } from '../workflow/test-world.ts';
import { integrationWorld, orderJson } from './integration-world.ts';

const { world, logged, dispose } = testWorld();
afterAll(dispose);

test('the loop issues what a trusted client orders, and its PDF can be fetched', async () => {
  const { verifyToken, idempotencySecret } = integrationWorld().world;
  const app = createIntegrationApp({ ...world, verifyToken, idempotencySecret });
  const authorization = 'Bearer trusted';
  const response = await app.request('/v1/rectification-orders', {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json', 'idempotency-key': 'order-2026-0001' },
    body: JSON.stringify(orderJson()),
  });
  expect(response.status).toBe(201);
  const { id } = await response.json();

  await react(world, id);

  expect(logged).toEqual([]);
  const document = await (await app.request(`/v1/documents/${id}`, { headers: { authorization } })).json();
  expect(document).toMatchObject({ status: 'signing', number: '宁发改改通〔2026〕1号' });
  const pdf = await app.request(`/v1/documents/${id}/pdf`, { headers: { authorization } });
  expect(
    Buffer.from(await pdf.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
  expect(world.mailer.letters.map(({ to }) => to.address)).toEqual(['mayulan@fgw.xining.example.gov.cn']);
});
