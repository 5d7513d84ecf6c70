// What a link's holder does that seals on paper or with a provider: fetch the print version, upload, ask for a seal.
import type { Hono } from 'hono';
import type { Sha256 } from '../domain/event.ts';
import { Refusal } from '../domain/refusal.ts';
import type { AgreedWords } from '../workflow/act-evidence.ts';
import { claimSeal, requestSeal } from '../workflow/e-seal.ts';
import { loadForHolder } from '../workflow/signer.ts';
import { LARGEST_PART, receivePart, receiveScan } from '../workflow/wet-seal.ts';
import { agreedWords } from './agreed-words.ts';
import { circumstancesOf } from './circumstances.ts';
import { disposition } from './content-disposition.ts';
import type { SignerWorld } from './signer.ts';
import { RequestFault } from './signer-problem.ts';
import { mustComeFromUs, readBytes, readStrings } from './signer-request.ts';
import { mustHoldSession } from './signer-session.ts';

export function otherWayRoutes(app: Hono, world: SignerWorld, holderPath: string): void {
  const { baseUrl } = world.office;

  app.get(`${holderPath}/print`, async (context) => {
    const holder = mustHoldSession(context, world);
    const state = await loadForHolder(world, holder);
    const print = state.status === 'signing' ? state.parties[holder.role].other?.print?.print : undefined;
    if (!print) throw new Refusal('document.unknown');
    return context.body(new Uint8Array(await world.files.get(print)), 200, {
      'content-type': 'application/pdf',
      'content-disposition': disposition('attachment', `${state.summary.title}（打印件）.pdf`),
    });
  });

  app.post(`${holderPath}/scan-part`, async (context) => {
    mustComeFromUs(context.req, baseUrl);
    const holder = mustHoldSession(context, world);
    if (context.req.header('content-type') !== 'application/octet-stream')
      throw new RequestFault('request.media-type');
    const code = sixDigits(context.req.header('x-code') ?? '');
    const part = await readBytes(context.req.raw, LARGEST_PART);
    return context.json({ part: await receivePart(world, holder, code, part) });
  });

  app.post(`${holderPath}/scan`, async (context) => {
    mustComeFromUs(context.req, baseUrl);
    const holder = mustHoldSession(context, world);
    const { code, publication, parts } = await readStrings(context.req, ['code', 'publication', 'parts']);
    const digests = parts.split(' ').filter(Boolean) as Sha256[];
    const given = { code: sixDigits(code), publication, parts: digests, ...wordsOf(publication) };
    await receiveScan(world, holder, given, circumstancesOf(context));
    return context.body(null, 204);
  });

  app.post(`${holderPath}/seal`, async (context) => {
    mustComeFromUs(context.req, baseUrl);
    const holder = mustHoldSession(context, world);
    const { code, publication } = await readStrings(context.req, ['code', 'publication']);
    const given = { code: sixDigits(code), publication, ...wordsOf(publication) };
    await requestSeal(world, holder, given, circumstancesOf(context));
    return context.body(null, 204);
  });

  app.post(`${holderPath}/sealed`, async (context) => {
    mustComeFromUs(context.req, baseUrl);
    const holder = mustHoldSession(context, world);
    await readStrings(context.req, []);
    await claimSeal(world, holder);
    return context.body(null, 204);
  });
}

/** Whoever seals signs nothing here, and agrees to being published alone. */
function wordsOf(publication: string): { words?: AgreedWords } {
  return publication ? { words: agreedWords({ publication }) } : {};
}

/** What cannot be a code does not cost a try. */
function sixDigits(code: string): string {
  if (!/^\d{6}$/.test(code)) throw new RequestFault('request.code');
  return code;
}
