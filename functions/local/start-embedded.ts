// The whole system in one process: table, identity provider, mail, handlers, loop, one HTTP server before them.
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import { removeParts } from '../adapters/write-whole.ts';
import { faultOf } from '../domain/fault.ts';
import { STRICT_TRANSPORT } from '../handlers/strict-transport.ts';
import type { Log } from '../workflow/world.ts';
import type { Compose, Composition } from './compose.ts';
import { OFFICE_CLIENT_ID } from './demo-accounts.ts';
import { lockDirectory } from './directory-lock.ts';
import { createFrontApp, type Mount } from './front-app.ts';
import { openHttpFront } from './http-front.ts';
import { type IdentityProvider, startIdentityProvider } from './identity-provider.ts';
import { createInboxApp } from './inbox-pages.ts';
import { limitBody } from './limit-body.ts';
import { type Loop, startLoop } from './loop.ts';
import { type Inbox, startMailCatcher } from './mail-catcher.ts';
import { isLoopback, judgeAddress } from './own-address.ts';
import { openSecrets, type Secrets } from './secrets.ts';
import { writeTableAccess } from './table-access.ts';
import { startTableServer } from './table-server.ts';

export interface EmbeddedOptions {
  dataDirectory: string;
  /** 0 takes a free one. */
  port: number;
  /** What to bind to. */
  host: string;
  /** Where people reach it, if not at `http://127.0.0.1:<port>`; an origin without a path. */
  baseUrl?: string;
  /** A relay that takes the mails; absent: they are caught on this machine. */
  smtpUrl?: string;
  compose: Compose;
  log: Log;
}

export interface Embedded {
  baseUrl: string;
  /** Of the mail catcher; absent when a relay was named. */
  inbox?: Inbox;
  secrets: Secrets;
  /** Ends requests and work under way, waiting a few seconds at most, and closes everything. */
  stop(): Promise<void>;
}

const REQUESTS_MAY_TAKE_MS = 1500;
const WORK_MAY_TAKE_MS = 2000;

/**
 * Throws DirectoryInUse, SecretDamaged, or what the port or the files refuse; whatever was begun is then ended.
 * Nothing is remembered but in `dataDirectory`: starting again goes on where it stopped, also after `kill -9`.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { dataDirectory, host, log } = options;
  /** Ended in reverse. */
  const begun: (() => Promise<void>)[] = [];
  const stop = once(async () => {
    for (const end of begun.reverse()) {
      await end().catch((error) => log({ level: 'error', what: 'could not be ended', ...faultOf(error) }));
    }
  });
  const failed = (what: string, error: unknown) => log({ level: 'error', what, ...faultOf(error) });

  try {
    const lock = await lockDirectory(dataDirectory);
    begun.push(() => lock.release());
    // The lock is ours: whatever is unfinished there, nobody is at it any more.
    for (const folder of ['files', 'public']) await removeParts(join(dataDirectory, folder));
    const secrets = await openSecrets(join(dataDirectory, 'keys'));
    const table = await startTableServer(join(dataDirectory, 'table'));
    begun.push(() => table.stop());
    begun.push(await writeTableAccess(join(dataDirectory, 'keys'), table));
    const catcher = options.smtpUrl ? undefined : await startMailCatcher(join(dataDirectory, 'mail'));
    if (catcher) begun.push(() => catcher.stop());
    const front = await openHttpFront(host, options.port);
    // Opened first for its port, closed first: see below.
    begun.push(() => front.stop(0));
    const base = new URL(options.baseUrl ?? `http://127.0.0.1:${front.port}`);
    const baseUrl = base.origin;

    const office = {
      clientId: OFFICE_CLIENT_ID,
      clientSecret: secrets.clientSecrets.office,
      redirectUri: `${baseUrl}/office/callback`,
      postLogoutRedirectUri: `${baseUrl}/`,
    };
    const identity = await startIdentityProvider({
      baseUrl,
      directory: join(dataDirectory, 'oidc'),
      secrets,
      office: { redirectUris: [office.redirectUri], postLogoutRedirectUris: [office.postLogoutRedirectUri] },
      log: failed,
    });
    begun.push(() => identity.stop());

    let loop: Loop | undefined;
    const composition = await options.compose({
      baseUrl,
      dataDirectory,
      table: { endpoint: table.endpoint, region: table.region, credentials: table.credentials },
      smtpUrl: options.smtpUrl ?? catcher!.smtpUrl,
      identity: { issuer: identity.issuer, audience: identity.audience, office },
      secrets,
      nudge: (id) => loop?.nudge(id),
      log,
    });
    begun.push(() => composition.close());
    const running = startLoop({ ...composition.loop, log: failed });
    loop = running;
    // What is cut off here is taken up again at the next start, as after a kill.
    begun.push(() => Promise.race([running.stop(), wait(WORK_MAY_TAKE_MS, undefined, { ref: false })]));

    const app = createFrontApp({
      mounts: mountsOf(composition, catcher?.inbox, isLoopback(host) && isLoopback(base.hostname)),
      publicDirectory: join(dataDirectory, 'public'),
      log: failed,
    });
    front.serve(
      dispatch(
        base,
        front.port,
        identity,
        limitBody(getRequestListener(app.fetch, { overrideGlobalObjects: false })),
      ),
    );
    begun.push(() => front.stop(REQUESTS_MAY_TAKE_MS));
    return { baseUrl, ...(catcher ? { inbox: catcher.inbox } : {}), secrets, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The inbox holds links that sign, so it is shown to nobody but this machine. */
function mountsOf({ mounts }: Composition, inbox: Inbox | undefined, onlyHere: boolean): Mount[] {
  return inbox && onlyHere ? [...mounts, { path: '/mail', app: createInboxApp(inbox) }] : mounts;
}

function dispatch(
  base: URL,
  port: number,
  identity: IdentityProvider,
  app: RequestListener,
): RequestListener {
  return (request: IncomingMessage, response: ServerResponse) => {
    const { method = '', url = '' } = request;
    if (base.protocol === 'https:')
      for (const [name, value] of Object.entries(STRICT_TRANSPORT)) response.setHeader(name, value);
    const verdict = judgeAddress(request.headers.host, { method, path: url }, base, port);
    if (verdict === 'foreign') {
      response.writeHead(421, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' });
      response.end(`请使用 ${base.origin}/ 访问。\n`);
    } else if (typeof verdict === 'object') {
      response.writeHead(307, { location: verdict.redirect }).end();
    } else if (/^\/oidc[/?]/.test(url)) {
      identity.answer(request, response);
    } else {
      app(request, response);
    }
  };
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= work();
    return done;
  };
}
