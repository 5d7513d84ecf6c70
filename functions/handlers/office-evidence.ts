// Evidence reports on the console: asked for here, made by the loop, handed to whoever may see the document.
import type { Hono } from 'hono';
import { Refusal } from '../domain/refusal.ts';
import { readReport, requestEvidence } from '../workflow/evidence.ts';
import { disposition } from './content-disposition.ts';
import { answerInParts } from './in-parts.ts';
import { type Desk, message, type OfficeEnv, staffOf } from './office-desk.ts';
import { statusOf } from './refusal-status.ts';

export function evidenceRoutes(app: Hono<OfficeEnv>, desk: Desk): void {
  const { world } = desk;

  app.post('/documents/:id/evidence', async (context) => {
    const id = context.req.param('id');
    try {
      await requestEvidence(world, staffOf(context), id);
    } catch (error) {
      if (!(error instanceof Refusal) || error.code === 'document.unknown') throw error;
      return message(desk, context, statusOf(error.code), error);
    }
    return context.redirect(`/office/documents/${id}?done=evidence`, 303);
  });

  app.get('/documents/:id/evidence/:sequence{[1-9][0-9]{0,5}}', async (context) => {
    const { id, sequence } = context.req.param();
    const { bytes, number } = await readReport(world, staffOf(context), id, Number(sequence));
    return answerInParts(bytes, context.req.query('part'), {
      ...desk.headers,
      'content-type': 'application/pdf',
      'content-disposition': disposition('attachment', `签署证据报告 ${number} ${sequence}.pdf`),
    });
  });
}
