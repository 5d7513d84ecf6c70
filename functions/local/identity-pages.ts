// What a person sees of the built-in identity provider: login, logout, and what went wrong.
import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import { plainPage } from './plain-page.ts';

const BUILT_IN = html`<p class="soft">内置演示身份服务，账号见启动时的终端输出。</p>`;

export interface LoginForm {
  action: string;
  token: string;
  account: string;
  /** Why the try before did not succeed. */
  fault?: string;
}

export function loginPage({ action, token, account, fault }: LoginForm): Promise<string> {
  const first = !account;
  return plainPage(
    '登录 · 联签',
    html`<h1>登录联签</h1>
${BUILT_IN}
${fault ? html`<p class="fault" role="alert">${fault}</p>` : ''}
<form method="post" action="${action}">
<input type="hidden" name="token" value="${token}">
<label for="account">账号</label>
<input id="account" name="account" value="${account}" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="64"${first ? raw(' autofocus') : ''}>
<label for="password">密码</label>
<input id="password" name="password" type="password" autocomplete="current-password" required maxlength="128"${first ? '' : raw(' autofocus')}>
<button type="submit">登录</button>
</form>`,
  );
}

const SUBMIT = "document.getElementById('op.logoutForm').submit()";
export const SUBMIT_DIGEST = createHash('sha256').update(SUBMIT).digest('base64');

/** `form`: the provider's own, empty of fields for the person. `certain`: the person asked for it in the console. */
export function logoutPage(form: string, certain: boolean): Promise<string> {
  const fields = raw(form);
  return certain
    ? plainPage(
        '正在退出 · 联签',
        html`<h1>正在退出登录</h1>
${fields}
<input type="hidden" name="logout" value="yes" form="op.logoutForm">
<button type="submit" form="op.logoutForm">继续</button>
<script>${raw(SUBMIT)}</script>`,
      )
    : plainPage(
        '退出登录 · 联签',
        html`<h1>要退出登录吗？</h1>
<p>退出后，再次进入控制台需要重新登录。</p>
${fields}
<button type="submit" form="op.logoutForm" name="logout" value="yes" autofocus>退出登录</button>
<button type="submit" form="op.logoutForm" class="second">保持登录</button>`,
      );
}

export function loggedOutPage(home: string): Promise<string> {
  return plainPage(
    '已退出 · 联签',
    html`<h1>已退出登录</h1><p>可以关闭此页面。</p><a class="button" href="${home}">返回首页</a>`,
  );
}

export function identityFaultPage(sentence: string, code: string, home: string): Promise<string> {
  return plainPage(
    '无法登录 · 联签',
    html`<h1>登录没有完成</h1><p>${sentence}</p><p class="soft">代码：${code}</p>
<a class="button" href="${home}">返回首页</a>`,
  );
}
