// Everything that is served beside the identity provider: front page, mounted handlers, inbox, public register.
import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { frontRefusal } from './front-refusal.ts';
import { plainPage, plainPageHeaders } from './plain-page.ts';
import { staticFiles } from './static-files.ts';

export interface Mount {
  /** `/office` */
  path: string;
  app: Hono;
}

export interface FrontAppOptions {
  mounts: readonly Mount[];
  publicDirectory: string;
  log(what: string, error: unknown): void;
}

/** What the front page leads to, when it is mounted. */
const DOORS = [
  { path: '/office', name: '控制台', about: '起草、签发、跟踪文书' },
  { path: '/mail', name: '演示邮箱', about: '系统发出的邮件，只留在本机' },
  { path: '/public/', name: '公示目录', about: '已公示的三级联签承诺书' },
  { path: '/public/check.html', name: '核验', about: '核对手中的文件是不是公示的文件' },
];

/** What the register's pages say of themselves in a meta element, and what can be said in a header only (CSP3 §3.3). */
const REGISTER_HEADERS = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
};

export function createFrontApp({ mounts, publicDirectory, log }: FrontAppOptions): Hono {
  const app = new Hono();
  app.get('/', async (context) => {
    const open = DOORS.filter(
      ({ path }) => path.startsWith('/public') || mounts.some((mount) => mount.path === path),
    );
    return context.body(await frontPage(open), 200, plainPageHeaders());
  });
  app.get('/favicon.ico', (context) => context.body(null, 204, { 'cache-control': 'max-age=86400' }));
  for (const mount of mounts) app.route(mount.path, mount.app);
  app.use(
    '/public/*',
    staticFiles({ directory: publicDirectory, mount: '/public', pageHeaders: REGISTER_HEADERS }),
  );
  app.notFound((context) => refuse(context, 'request.not-found'));
  app.onError((error, context) => {
    log('a request failed', error);
    return refuse(context, 'request.failed');
  });
  return app;
}

function frontPage(doors: typeof DOORS): Promise<string> {
  return plainPage(
    '联签',
    html`<h1>联签</h1>
<p>特色小镇文书的起草、三方联签与公示。</p>
<ul class="plain">
${doors.map(
  ({ path, name, about }) => html`<li><a href="${path}">${name}</a><br><span class="soft">${about}</span></li>
`,
)}</ul>`,
  );
}

async function refuse(context: Context, code: Parameters<typeof frontRefusal>[1]): Promise<Response> {
  const { status, headers, body } = await frontRefusal(context.req.path, code);
  return context.body(body, status, headers);
}
