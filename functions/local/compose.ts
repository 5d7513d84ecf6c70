// What the handlers need from this machine, and what they give back to be served and run.
import type { Log } from '../workflow/world.ts';
import type { Mount } from './front-app.ts';
import type { LoopWork } from './loop.ts';
import type { Secrets } from './secrets.ts';
import type { TableAccess } from './table-server.ts';

/** This machine, with everything started that the handlers stand on. */
export interface Place {
  /** Without a trailing slash. */
  baseUrl: string;
  /** `files`, `public` and `keys` lie in it. */
  dataDirectory: string;
  table: TableAccess;
  /** The relay that was named, or the mail catcher. */
  smtpUrl: string;
  identity: {
    issuer: string;
    /** The `aud` of integrations' access tokens. */
    audience: string;
    office: { clientId: string; clientSecret: string; redirectUri: string; postLogoutRedirectUri: string };
  };
  secrets: Secrets;
  /** Tells the loop that something has changed. */
  nudge(documentId: string): void;
  log: Log;
}

export interface Composition {
  mounts: Mount[];
  loop: Pick<LoopWork, 'due' | 'react' | 'now'>;
  /** Called when the loop has ended and no request is under way. */
  close(): Promise<void>;
}

export type Compose = (place: Place) => Promise<Composition>;
