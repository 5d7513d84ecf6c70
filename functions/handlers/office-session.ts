// The console's cookies, sealed (RFC 7516, dir with A256GCM), and the proof that a form came from our own page.
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { EncryptJWT, errors, type JWTPayload, jwtDecrypt } from 'jose';
import type { Instant } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { SessionRegister } from '../ports/session-register.ts';
import type { Staff } from '../workflow/staff.ts';

export interface OfficeSession {
  /** Random; CSRF tokens are derived from it, and by it the session can be ended. */
  id: string;
  staff: Staff;
  /** When it ends by itself. */
  endsAt: Instant;
}

export interface OfficeSessions {
  open(context: Context, staff: Staff): Promise<void>;
  read(context: Context): Promise<OfficeSession | undefined>;
  /** Ends the session wherever copies of its cookie may be. */
  close(context: Context, session: OfficeSession): Promise<void>;
  keepFlow(context: Context, flow: string): Promise<void>;
  /** Once: the flow is gone afterwards. */
  takeFlow(context: Context): Promise<string | undefined>;
  token(session: OfficeSession): string;
  isToken(session: OfficeSession, given: string | undefined): boolean;
}

export interface SessionSettings {
  sessionSecret: Uint8Array;
  secureCookies: boolean;
  endedSessions: SessionRegister;
  clock: Clock;
  random(bytes: number): Uint8Array;
}

const SESSION = { cookie: 'lq_office', path: '/office', seconds: 8 * 60 * 60 };
/** Long enough for a password and a second factor. */
const FLOW = { cookie: 'lq_office_flow', path: '/office/callback', seconds: 15 * 60 };
type Kept = typeof SESSION;

export function officeSessions({
  sessionSecret,
  secureCookies,
  endedSessions,
  clock,
  random,
}: SessionSettings): OfficeSessions {
  const derive = (what: string) =>
    new Uint8Array(hkdfSync('sha256', sessionSecret, 'lianqian office', what, 32));
  const sealing = derive('cookies');
  const proving = derive('tokens');

  const keep = async (context: Context, kept: Kept, claims: JWTPayload): Promise<void> => {
    const now = Math.floor(Date.parse(clock.now()) / 1000);
    const value = await new EncryptJWT(claims)
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      // A cookie of one kind is not taken for the other.
      .setAudience(kept.cookie)
      .setExpirationTime(now + kept.seconds)
      .encrypt(sealing);
    setCookie(context, kept.cookie, value, {
      httpOnly: true,
      sameSite: 'Lax',
      path: kept.path,
      secure: secureCookies,
      maxAge: kept.seconds,
    });
  };
  const open = async (context: Context, kept: Kept): Promise<JWTPayload | undefined> => {
    const value = getCookie(context, kept.cookie);
    if (!value) return undefined;
    try {
      const { payload } = await jwtDecrypt(value, sealing, {
        audience: kept.cookie,
        currentDate: new Date(clock.now()),
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: ['A256GCM'],
      });
      return payload;
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  };
  const token = ({ id }: OfficeSession) => createHmac('sha256', proving).update(id).digest('base64url');

  return {
    open: (context, { id, name, organization, scope }) =>
      keep(context, SESSION, {
        sid: Buffer.from(random(16)).toString('base64url'),
        staff: { id, name, organization, scope },
      }),
    async read(context) {
      const payload = await open(context, SESSION);
      if (!payload) return undefined;
      const { sid, staff, exp } = payload as { sid: string; staff: Staff; exp: number };
      if (await endedSessions.isEnded(sid)) return undefined;
      return { id: sid, staff, endsAt: new Date(exp * 1000).toISOString() };
    },
    async close(context, { id, endsAt }) {
      await endedSessions.end(id, endsAt);
      deleteCookie(context, SESSION.cookie, { path: SESSION.path, secure: secureCookies });
    },
    keepFlow: (context, flow) => keep(context, FLOW, { flow }),
    async takeFlow(context) {
      const payload = await open(context, FLOW);
      deleteCookie(context, FLOW.cookie, { path: FLOW.path, secure: secureCookies });
      return payload?.flow as string | undefined;
    },
    token,
    isToken(session, given = '') {
      const wanted = Buffer.from(token(session));
      const typed = Buffer.from(given);
      return wanted.length === typed.length && timingSafeEqual(wanted, typed);
    },
  };
}

/**
 * Whether a browser says that a foreign page sent this request. Under Referrer-Policy no-referrer a form of our own
 * carries `Origin: null` (Fetch Standard, "append a request Origin header"), so that Sec-Fetch-Site decides.
 */
export function isForeign(headers: Headers, ownOrigin: string): boolean {
  const site = headers.get('sec-fetch-site');
  const origin = headers.get('origin');
  if (site !== null && site !== 'same-origin') return true;
  if (origin === 'null') return site === null;
  return origin !== null && origin !== ownOrigin;
}
