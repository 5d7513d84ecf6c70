// The inbox of the mail catcher: every mail this machine would have sent, for whoever sits at it.
import { Hono } from 'hono';
import { html, raw } from 'hono/html';
import { formatInstant } from '../domain/time.ts';
import type { CaughtMail, Inbox } from './mail-catcher.ts';
import { type Html, plainPage, plainPageHeaders } from './plain-page.ts';

const SHOWN = 100;

const LABEL = html`<p class="soft">本机演示邮箱：系统发出的邮件都留在这台机器上，没有寄给任何人。</p>`;

/** Links of a mail open beside the inbox and learn nothing of it. The first of two equal attributes counts. */
const LINK_ATTRIBUTES = 'target="_blank" rel="noopener noreferrer"';

/** Serves `/`, `/:id`, `/:id/html` and `/api`; mount it at `/mail`. Only for loopback: whoever reads it can sign. */
export function createInboxApp(inbox: Inbox): Hono {
  const app = new Hono();

  app.get('/', async (context) => {
    const to = context.req.query('to');
    const mails = await inbox.list({ limit: SHOWN, ...(to ? { to } : {}) });
    return context.body(
      await plainPage('本机演示邮箱 · 联签', list(mails, to), 'wide'),
      200,
      plainPageHeaders(),
    );
  });

  app.get('/api', async (context) => {
    const to = context.req.query('to');
    const mails = await inbox.list({ limit: SHOWN, ...(to ? { to } : {}) });
    context.header('cache-control', 'no-store');
    return context.json({ mails });
  });

  app.get('/:id', async (context) => {
    const mail = await inbox.find(context.req.param('id'));
    if (!mail) return context.body(await missing(), 404, plainPageHeaders());
    return context.body(
      await plainPage(`${mail.subject} · 本机演示邮箱`, one(mail), 'wide'),
      200,
      plainPageHeaders(),
    );
  });

  app.get('/:id/html', async (context) => {
    const mail = await inbox.find(context.req.param('id'));
    if (!mail) return context.body(await missing(), 404, plainPageHeaders());
    return context.body(mail.html.replaceAll(/<a\s/gi, `<a ${LINK_ATTRIBUTES} `), 200, {
      ...plainPageHeaders(),
      'content-security-policy':
        "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'",
      'x-frame-options': 'SAMEORIGIN',
    });
  });

  return app;
}

function list(mails: CaughtMail[], to: string | undefined): Html {
  return html`<h1>本机演示邮箱</h1>
${LABEL}
${to ? html`<p>只显示寄给 ${to} 的邮件。<a href="/mail">显示全部</a></p>` : ''}
${mails.length === 0 ? html`<p>还没有邮件。</p>` : ''}
<ul class="plain">
${mails.map(
  (mail) => html`<li><a href="/mail/${mail.id}">${mail.subject || '（无主题）'}</a><br>
<span class="soft">${mail.to.join('、')} · <time datetime="${mail.receivedAt}">${formatInstant(mail.receivedAt)}</time></span></li>
`,
)}</ul>
<p class="soft">最多显示最近 ${SHOWN} 封。</p>`;
}

function one(mail: CaughtMail): Html {
  return html`<p><a href="/mail">← 全部邮件</a></p>
<h1>${mail.subject || '（无主题）'}</h1>
${LABEL}
<dl><dt>发件人</dt><dd>${mail.from}</dd><dt>收件人</dt><dd>${mail.to.join('、')}</dd>
<dt>时间</dt><dd>${formatInstant(mail.receivedAt)}</dd></dl>
${
  mail.html
    ? html`<iframe title="邮件正文" src="/mail/${mail.id}/html" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>`
    : ''
}
<h2>纯文本</h2>
<pre>${linked(mail.text)}</pre>`;
}

/** Addresses in the text become links; everything else stays text. */
function linked(text: string): Html[] {
  return text
    .split(/(https?:\/\/[^\s<>"'，。；、）】]+)/)
    .map((part, index) =>
      index % 2 ? html`<a href="${part}" ${raw(LINK_ATTRIBUTES)}>${part}</a>` : html`${part}`,
    );
}

function missing(): Promise<string> {
  return plainPage(
    '没有这封邮件 · 本机演示邮箱',
    html`<h1>没有这封邮件</h1><p><a href="/mail">全部邮件</a></p>`,
  );
}
