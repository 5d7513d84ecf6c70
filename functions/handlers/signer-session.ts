// The cookie that a link's token is exchanged for: bound to one document and one party, for half an hour.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { LinkHolder } from '../domain/link.ts';
import { ROLES, type Role } from '../domain/party.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Instant } from '../domain/time.ts';

export const SESSION_MINUTES = 30;

export interface SessionSealing {
  sessionSecret: Uint8Array;
  /** Off only where people reach us over plain HTTP on the same machine. */
  secureCookies: boolean;
  clock: { now(): Instant };
}

export function startSession(context: Context, sealing: SessionSealing, holder: LinkHolder): void {
  const expires = Math.floor(Date.parse(sealing.clock.now()) / 1000) + SESSION_MINUTES * 60;
  const value = `${expires}.${seal(sealing.sessionSecret, holder, expires).toString('base64url')}`;
  setCookie(context, cookieName(holder), value, {
    path: `/sign/api/${holder.document}/${holder.role}`,
    httpOnly: true,
    sameSite: 'Strict',
    secure: sealing.secureCookies,
    maxAge: SESSION_MINUTES * 60,
  });
}

/**
 * Whom the request speaks for, by the document and role of its path. Throws Refusal 'session.missing', the same
 * for a document that is not there and for one whose cookie is missing, foreign or too old.
 */
export function mustHoldSession(context: Context, sealing: SessionSealing): LinkHolder {
  const { document = '', role = '' } = context.req.param() as Record<string, string>;
  if (!/^[a-z0-9]{10,64}$/.test(document) || !ROLES.includes(role as Role))
    throw new Refusal('session.missing');
  const holder = { document, role: role as Role };
  const [, digits, mac] =
    /^(\d{1,12})\.([\w-]{43})$/.exec(getCookie(context, cookieName(holder)) ?? '') ?? [];
  const expires = Number(digits);
  const ours =
    mac !== undefined &&
    timingSafeEqual(Buffer.from(mac, 'base64url'), seal(sealing.sessionSecret, holder, expires));
  if (!ours || Date.parse(sealing.clock.now()) >= expires * 1000) throw new Refusal('session.missing');
  return holder;
}

function cookieName({ document, role }: LinkHolder): string {
  return `lq_sign_${document}_${role}`;
}

function seal(secret: Uint8Array, { document, role }: LinkHolder, expires: number): Buffer {
  return createHmac('sha256', secret).update(`sign-session|${document}|${role}|${expires}`).digest();
}
