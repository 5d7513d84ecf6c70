// The interface for other systems on Lambda, behind API Gateway's HTTP API.
import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
import { createIntegrationApp } from '../integration.ts';
import { strictTransport } from '../strict-transport.ts';
import { integrationWorld } from '../wire.ts';

export const handler = handle(
  new Hono().use(strictTransport).route('/api', createIntegrationApp(await integrationWorld())),
);
