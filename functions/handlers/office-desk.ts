// What every page of the console needs: its world, who is there, what was posted, and how an answer is dressed.
import type { Context } from 'hono';
import type { DocumentType } from '../domain/document-type.ts';
import { type RenderPage, readPages } from '../pages/page-sources.ts';
import type { IssuanceTerm, Revoking } from '../ports/certificate-issuer.ts';
import type { SessionRegister } from '../ports/session-register.ts';
import type { Staff } from '../workflow/staff.ts';
import type { World } from '../workflow/world.ts';
import type { PostedForm } from './form-body.ts';
import { type OfficeSession, type OfficeSessions, officeSessions } from './office-session.ts';
import type { SignIn } from './sign-in.ts';

/** Staff draft, issue and void; links, mails and signatures of documents are not made here. */
export type OfficeWorld = Pick<
  World,
  | 'documents'
  | 'trailKey'
  | 'files'
  | 'numbers'
  | 'printer'
  | 'documentType'
  | 'uncovered'
  | 'clock'
  | 'random'
  | 'office'
  | 'log'
> & {
  types: readonly DocumentType[];
  /** Only how long signatures can still be made, and what has been revoked. */
  authority(): Promise<(IssuanceTerm & Revoking) | undefined>;
  signIn: SignIn;
  sessionSecret: Uint8Array;
  endedSessions: SessionRegister;
  secureCookies: boolean;
  pagesDirectory: string;
  /** Sentences about fonts that stand in for the office's own. */
  fontNotice?: string[];
};

export interface OfficeEnv {
  Variables: {
    session: OfficeSession;
    form: PostedForm;
    /** The form's token is not of this session: nothing may change, what was typed is handed back. */
    stale: boolean;
    /** Sentences for whoever is signed in, on every page. */
    notices: string[];
  };
}

export type OfficeContext = Context<OfficeEnv>;

const VIEWS = [
  'layout',
  'message',
  'resume',
  'list',
  'new',
  'edit',
  'document',
  'scan',
  'seal',
  'preview-problems',
  'field-notes',
  'field-line',
  'field-lines',
  'field-choice',
  'field-flag',
  'field-group',
  'field-rows',
] as const;

type View = (typeof VIEWS)[number];

type PageFacts = { title: string } & Readonly<Record<string, unknown>>;

export interface Desk {
  world: OfficeWorld;
  sessions: OfficeSessions;
  headers: Readonly<Record<string, string>>;
  /** Within the layout; `title` names the page. */
  page(context: OfficeContext, view: View, facts: PageFacts, status?: number): Response;
  /** A view that is a page by itself. */
  slip(view: View, facts: object, status: number): Response;
}

export interface Message {
  sentence: string;
  links?: { href: string; text: string; kind?: 'primary' }[];
}

export function createDesk(world: OfficeWorld): Desk {
  const sessions = officeSessions(world);
  const render: RenderPage<View> = readPages(world.pagesDirectory, 'office', VIEWS);
  const headers = {
    'content-security-policy': policy(world.signIn.origin, "'none'"),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  };
  const html = { ...headers, 'content-type': 'text/html; charset=utf-8' };
  return {
    world,
    sessions,
    headers,
    page(context, view, facts, status = 200) {
      const session = context.get('session');
      const { path } = context.req;
      const frame = {
        person: session?.staff,
        token: session ? sessions.token(session) : '',
        atList: path === '/office',
        atNew: path.startsWith('/office/new'),
        notices: context.get('notices') ?? [],
        fonts: session ? (world.fontNotice ?? []) : [],
      };
      return context.body(render(view, { ...frame, ...facts }), status as 200, html);
    },
    slip: (view, facts, status) =>
      new Response(render(view, facts), { status, headers: framed(html, world) }),
  };
}

/** Headers for what our own page shows in a frame. */
export function framed(
  headers: Readonly<Record<string, string>>,
  world: Pick<OfficeWorld, 'signIn'>,
): Record<string, string> {
  return { ...headers, 'content-security-policy': policy(world.signIn.origin, "'self'") };
}

/** Chromium holds redirects after a POST to form-action too; logging out leads to the identity provider. */
function policy(issuerOrigin: string, ancestors: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "frame-src blob: 'self'",
    "object-src blob: 'self'",
    "connect-src 'self'",
    `form-action 'self' ${issuerOrigin}`,
    "base-uri 'none'",
    `frame-ancestors ${ancestors}`,
  ].join('; ');
}

export function message(desk: Desk, context: OfficeContext, status: number, given: Message): Response {
  const links = given.links ?? [{ href: '/office', text: '返回文书列表' }];
  return desk.page(
    context,
    'message',
    {
      title: status === 404 ? '没有找到' : status >= 500 ? '服务出错' : '不能进行此项操作',
      sentence: given.sentence,
      links: links.map((link) => ({ kind: '', ...link })),
    },
    status,
  );
}

export function staffOf(context: OfficeContext): Staff {
  return context.get('session').staff;
}
