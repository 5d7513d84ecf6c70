// The console of staff on Lambda, behind API Gateway's HTTP API.
import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
import { createOfficeApp } from '../office.ts';
import { strictTransport } from '../strict-transport.ts';
import { officeWorld } from '../wire.ts';

export const handler = handle(
  new Hono().use(strictTransport).route('/office', createOfficeApp(await officeWorld())),
);
