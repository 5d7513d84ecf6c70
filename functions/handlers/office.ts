// The office console: who may come in, and which page answers which address.
import { Hono } from 'hono';
import { faultOf } from '../domain/fault.ts';
import { Refusal } from '../domain/refusal.ts';
import { CursorUnknown } from '../ports/document-store.ts';
import { authorityNotice } from '../workflow/issuance.ts';
import { BadBody, readFormBody } from './form-body.ts';
import {
  createDesk,
  type Desk,
  message,
  type OfficeContext,
  type OfficeEnv,
  type OfficeWorld,
} from './office-desk.ts';
import { documentRoutes } from './office-document.ts';
import { editRoutes } from './office-edit.ts';
import { evidenceRoutes } from './office-evidence.ts';
import { keptRoutes } from './office-kept.ts';
import { listRoutes } from './office-list.ts';
import { previewHtmlRoute } from './office-preview-html.ts';
import { scanRoutes } from './office-scan.ts';
import { sealRoutes } from './office-seal.ts';
import { isForeign } from './office-session.ts';
import { statusOf } from './refusal-status.ts';
import { SignInFailed } from './sign-in.ts';

export type { OfficeWorld } from './office-desk.ts';

/** To be mounted at `/office`. */
export function createOfficeApp(world: OfficeWorld): Hono {
  const desk = createDesk(world);
  const app = new Hono<OfficeEnv>();
  app.onError((error, context) => failure(desk, context as OfficeContext, error));
  signInRoutes(app, desk);
  guard(app, desk);
  listRoutes(app, desk);
  editRoutes(app, desk);
  previewHtmlRoute(app, desk);
  documentRoutes(app, desk);
  scanRoutes(app, desk);
  sealRoutes(app, desk);
  keptRoutes(app, desk);
  evidenceRoutes(app, desk);
  app.post('/logout', async (context) => {
    await desk.sessions.close(context, context.get('session'));
    return context.redirect(await world.signIn.endUrl(), 303);
  });
  app.get('/signed-in', (context) =>
    desk.page(context, 'message', {
      title: '已登录',
      sentence: '现在可以关闭本页，回到原来的页面继续。',
      links: [],
    }),
  );
  app.all('*', (context) =>
    context.req.path.endsWith('/') && context.req.method === 'GET'
      ? context.redirect(context.req.path.replace(/\/+$/, ''), 308)
      : message(desk, context, 404, { sentence: '没有这个页面，请检查地址。' }),
  );
  const mounted = new Hono();
  mounted.route('/', app);
  return mounted;
}

function signInRoutes(app: Hono<OfficeEnv>, { world, sessions }: Desk): void {
  app.get('/login', async (context) => {
    const { url, flow } = await world.signIn.begin(ownPath(context.req.query('to')));
    await sessions.keepFlow(context, flow);
    context.header('cache-control', 'no-store');
    return context.redirect(url, 302);
  });
  app.get('/callback', async (context) => {
    const flow = await sessions.takeFlow(context);
    if (!flow) throw new SignInFailed('登录用时过长或已经完成，请重新登录。');
    const { returnTo, ...staff } = await world.signIn.finish(new URL(context.req.url), flow);
    await sessions.open(context, staff);
    context.header('cache-control', 'no-store');
    return context.redirect(ownPath(returnTo), 303);
  });
}

/** An address of the console: whoever follows a login link must not end up elsewhere. */
function ownPath(path: string | undefined): string {
  return path && /^\/office(?:[/?][\x21-\x5b\x5d-\x7e]*)?$/.test(path) ? path : '/office';
}

/** Behind it there is somebody, and what is posted was posted by our own page. */
function guard(app: Hono<OfficeEnv>, desk: Desk): void {
  const { world, sessions } = desk;
  const ownOrigin = new URL(world.office.baseUrl).origin;
  app.use(async (context, next) => {
    const session = await sessions.read(context);
    const { method, path, url } = context.req;
    const posted = method === 'POST';
    if (posted && isForeign(context.req.raw.headers, ownOrigin)) {
      return message(desk, context, 403, { sentence: '这次提交不是从本系统的页面发出的，没有受理。' });
    }
    if (posted) context.set('form', await readFormBody(context.req.raw));
    if (!session) {
      if (!posted)
        return context.redirect(`/office/login?to=${encodeURIComponent(path + new URL(url).search)}`, 302);
      return unknownPerson(desk, context);
    }
    context.set('session', session);
    context.set('notices', await noticesOf(desk));
    const stale = posted && !sessions.isToken(session, context.get('form').own.get('token'));
    context.set('stale', stale);
    // A form's own handler gives back what was typed; for anything else there is nothing to lose.
    if (stale && !keepsTyped(path)) {
      return message(desk, context, 403, {
        sentence: '页面已过期，没有进行任何操作，请返回后重新打开页面再试。',
      });
    }
    await next();
  });
}

/** A notice is no reason to refuse a page: what cannot be asked is only logged. */
async function noticesOf({ world }: Desk): Promise<string[]> {
  return authorityNotice(world).catch((error) => {
    world.log({ level: 'error', what: 'authority not asked', ...faultOf(error) });
    return [];
  });
}

function keepsTyped(path: string): boolean {
  return /^\/office\/(new\/[^/]+|documents\/[^/]+\/edit)$/.test(path);
}

function unknownPerson(desk: Desk, context: OfficeContext): Response {
  const { path } = context.req;
  if (!keepsTyped(path)) {
    return message(desk, context, 401, {
      sentence: '登录已超时，没有进行任何操作，请重新登录。',
      links: [{ href: '/office/login', text: '重新登录', kind: 'primary' }],
    });
  }
  const pairs = context.get('form').pairs.map(([name, value]) => ({ name, value }));
  return desk.page(context, 'resume', { title: '请重新登录', action: path, pairs }, 401);
}

function failure(desk: Desk, context: OfficeContext, error: Error): Response {
  if (error instanceof Refusal) return message(desk, context, statusOf(error.code), error);
  if (error instanceof BadBody) return message(desk, context, error.status, error);
  if (error instanceof CursorUnknown)
    return message(desk, context, 400, { sentence: '翻页地址无效，请从第一页开始。' });
  if (error instanceof SignInFailed) {
    const links = [{ href: '/office/login', text: '重新登录', kind: 'primary' as const }];
    return message(desk, context, 400, { sentence: error.sentence, links });
  }
  desk.world.log({ level: 'error', what: 'office request failed', ...faultOf(error) });
  return message(desk, context, 500, { sentence: '服务暂时出错，请稍后再试。' });
}
