// The login form of the built-in identity provider: shows it, checks it, slows down guessing.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type Provider from 'oidc-provider';
import { identityFaultPage, loginPage } from './identity-pages.ts';
import { loginBrake } from './login-brake.ts';
import { isPassword, type PasswordHash } from './password.ts';
import { plainPageHeaders } from './plain-page.ts';

type Context = Parameters<Parameters<Provider['use']>[0]>[0];
type Next = () => Promise<unknown>;

const PATH = /^\/interaction\/([\w-]{1,64})$/;
const LONGEST_FORM = 8 * 1024;

const WRONG = '账号或密码不正确。';

export interface LoginOptions {
  /** Of the accounts that exist, by their id. */
  passwords: ReadonlyMap<string, PasswordHash>;
  /** Checked in place of an account that does not exist, so that both take as long. */
  nobody: PasswordHash;
  /** Seals the form to its interaction. */
  key: string;
  /** `http://127.0.0.1:3000`, where forms must come from. */
  origin: string;
  home: string;
}

/** Koa middleware that answers `/interaction/<uid>` below the provider's mount. */
export function loginInteraction(provider: Provider, options: LoginOptions) {
  const brake = loginBrake();
  const mount = new URL(provider.issuer).pathname;

  return async (context: Context, next: Next): Promise<void> => {
    const uid = PATH.exec(context.path)?.[1];
    if (!uid) return void (await next());
    context.set(plainPageHeaders());
    if (context.method !== 'GET' && context.method !== 'HEAD' && context.method !== 'POST') {
      context.status = 405;
      context.set('allow', 'GET, HEAD, POST');
      return;
    }
    // The cookie of the interaction, signed and bound to this path, must be this browser's.
    const interaction = await provider.interactionDetails(context.req, context.res).catch(() => undefined);
    if (interaction?.uid !== uid)
      return fault(context, 400, '登录页面已过期，请返回后重新登录。', 'login.expired');
    const token = createHmac('sha256', options.key).update(`login ${uid}`).digest('base64url');
    const show = async (status: number, account: string, sentence?: string) => {
      context.status = status;
      context.body = await loginPage({
        action: mount + context.path,
        token,
        account,
        ...(sentence ? { fault: sentence } : {}),
      });
    };
    if (context.method !== 'POST') return show(200, '');

    const form = await readForm(context.req);
    if (!form) return fault(context, 400, '提交的内容无法识别，请返回后重新登录。', 'login.malformed');
    if (!isOwn(context, form.get('token') ?? '', token)) {
      return fault(context, 403, '这次提交不是从登录页面发出的，请返回后重新登录。', 'login.foreign');
    }
    const account = (form.get('account') ?? '').trim().toLowerCase().slice(0, 64);
    const password = (form.get('password') ?? '').slice(0, 128);
    if (!account || !password) return show(400, account, '请填写账号和密码。');

    const wait = brake.take(account, Date.now());
    if (wait > 0) {
      const seconds = Math.ceil(wait / 1000);
      context.set('retry-after', String(seconds));
      return show(429, account, `尝试次数过多，请在 ${seconds} 秒后再试。`);
    }
    const known = options.passwords.get(account);
    const right = await isPassword(password, known ?? options.nobody);
    if (!known || !right) return show(401, account, WRONG);
    brake.release(account);
    context.status = 303;
    context.redirect(
      await provider.interactionResult(context.req, context.res, { login: { accountId: account } }),
    );
  };

  function isOwn(context: Context, given: string, expected: string): boolean {
    const origin = context.get('origin');
    const site = context.get('sec-fetch-site');
    if (origin && origin !== options.origin) return false;
    if (site && site !== 'same-origin') return false;
    return given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected));
  }

  async function fault(context: Context, status: number, sentence: string, code: string): Promise<void> {
    context.status = status;
    context.body = await identityFaultPage(sentence, code, options.home);
  }
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams | undefined> {
  if (!request.headers['content-type']?.startsWith('application/x-www-form-urlencoded')) return undefined;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    length += chunk.length;
    if (length > LONGEST_FORM) return undefined;
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}
