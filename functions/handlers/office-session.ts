// The console's cookies, sealed (RFC 7516, dir with A256GCM), and the proof that a form came from our own page.
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { EncryptJWT, errors, type JWTPayload, jwtDecrypt } from 'jose';
import type { Clock } from '../ports/clock.ts';
import type { Staff } from '../workflow/staff.ts';

export interface OfficeSession {
  /** Random; CSRF tokens are derived from it. */
  id: string;
  staff: Staff;
}

export interface OfficeSessions {
  open(context: Context, staff: Staff): Promise<void>;
  read(context: Context): Promise<OfficeSession | undefined>;
  close(context: Context): void;
  keepFlow(context: Context, flow: string): Promise<void>;
  /** Once: the flow is gone afterwards. */
  takeFlow(context: Context): Promise<string | undefined>;
  token(session: OfficeSession): string;
  isToken(session: OfficeSession, given: string | undefined): boolean;
}

export interface SessionSettings {
  sessionSecret: Uint8Array;
  secureCookies: boolean;
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
      return payload && { id: payload.sid as string, staff: payload.staff as Staff };
    },
    close: (context) => {
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
