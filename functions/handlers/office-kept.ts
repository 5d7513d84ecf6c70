// What the evidence of a document names and the store keeps: print versions, scans and seals, for whoever may see it.
import type { Hono } from 'hono';
import type { Sha256 } from '../domain/event.ts';
import { Refusal } from '../domain/refusal.ts';
import { keptFiles } from '../pages/kept-files.ts';
import { load } from '../workflow/change.ts';
import { endingOf, kindOfScan } from '../workflow/scan-pictures.ts';
import { mustSee } from '../workflow/staff.ts';
import { disposition } from './content-disposition.ts';
import { answerInParts } from './in-parts.ts';
import { type Desk, type OfficeEnv, staffOf } from './office-desk.ts';

export function keptRoutes(app: Hono<OfficeEnv>, desk: Desk): void {
  const { world } = desk;

  // What a stranger has sent is never opened as a page of ours: it is only saved.
  app.get('/documents/:id/kept/:digest{[0-9a-f]{64}}', async (context) => {
    const { id, digest } = context.req.param();
    mustSee(staffOf(context).scope, (await load(world, id)).state);
    const { events } = (await world.documents.load(id))!;
    if (!keptFiles(events).some((kept) => kept.digest === digest)) throw new Refusal('document.unknown');
    const bytes = await world.files.get(digest);
    return answerInParts(bytes, context.req.query('part'), {
      ...desk.headers,
      'content-type': kindOfScan(bytes) ?? 'application/octet-stream',
      'content-disposition': disposition('attachment', keptName(digest, bytes)),
    });
  });
}

/** Known by its digest, as the evidence names it. */
function keptName(digest: Sha256, bytes: Uint8Array): string {
  return `${digest.slice(0, 16)}.${endingOf(bytes)}`;
}
