// The catcher and its inbox, fed by a real mail client.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { smtpMailer } from '../../functions/adapters/smtp-mailer.ts';
import { createInboxApp } from '../../functions/local/inbox-pages.ts';
import { type MailCatcher, startMailCatcher } from '../../functions/local/mail-catcher.ts';

let directory: string;
let catcher: MailCatcher;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mail-'));
  catcher = await startMailCatcher(directory);
});

afterEach(async () => {
  await catcher.stop();
  await rm(directory, { recursive: true, force: true });
});

async function send(more: SendMailOptions = {}): Promise<void> {
  const transport = createTransport(catcher.smtpUrl);
  await transport.sendMail({
    from: '青海省发展和改革委员会 <office@example.org>',
    to: '李海燕 <li@example.org>',
    subject: '请签署《三级联签承诺书》',
    messageId: '<one@lianqian>',
    text: '请打开 http://127.0.0.1:3000/sign#token 签署。\n<b>不是标签</b>',
    html: '<p style="color:red">请 <a href="http://127.0.0.1:3000/sign#token" target="_self">签署</a></p>',
    ...more,
  });
  transport.close();
}

describe('the catcher', () => {
  test('keeps what a mail says, newest first, over a restart', async () => {
    await send();
    await new Promise((resolve) => setTimeout(resolve, 5));
    await send({ to: 'wang@example.org, ZHAO@example.org', subject: '第二封', bcc: 'hidden@example.org' });
    await catcher.stop();
    catcher = await startMailCatcher(directory);
    const mails = await catcher.inbox.list({ limit: 10 });
    expect(mails.map(({ subject }) => subject)).toEqual(['第二封', '请签署《三级联签承诺书》']);
    expect(mails[1]).toMatchObject({
      to: ['li@example.org'],
      from: '"青海省发展和改革委员会" <office@example.org>',
      messageId: '<one@lianqian>',
      text: expect.stringContaining('/sign#token'),
      html: expect.stringContaining('color:red'),
    });
    expect(mails[0]!.to).toEqual(['wang@example.org', 'ZHAO@example.org', 'hidden@example.org']);
    expect(Math.abs(Date.now() - Date.parse(mails[0]!.receivedAt))).toBeLessThan(60_000);
    expect(await catcher.inbox.find(mails[1]!.id)).toEqual(mails[1]);
  });

  test('finds by recipient, in whatever case, and no more than asked for', async () => {
    await send();
    await send({ to: 'ZHAO@example.org' });
    await send({ to: 'zhao@example.org' });
    expect(await catcher.inbox.list({ to: 'Zhao@example.org', limit: 10 })).toHaveLength(2);
    expect(await catcher.inbox.list({ to: 'zhao@example.org', limit: 1 })).toHaveLength(1);
    expect(await catcher.inbox.list({ to: 'zhao', limit: 10 })).toEqual([]);
  });

  test('acknowledges a mail with the end of its id in the inbox', async () => {
    const mailer = smtpMailer(catcher.smtpUrl, { name: '办公室', address: 'office@example.org' });
    const reply = await mailer.send({
      to: { name: '李海燕', address: 'li@example.org' },
      subject: '请签署',
      text: '请打开 http://127.0.0.1:3000/sign#token 签署。',
      html: '<p>请签署</p>',
      messageId: 'one@lianqian',
    });
    mailer.close();
    const [kept] = await catcher.inbox.list({ limit: 1 });
    expect(reply).toMatchObject({ relay: '127.0.0.1', code: 250, status: '2.6.0' });
    expect(reply.text).toMatch(/^Ok: queued as \S{36}$/);
    expect(kept!.id.endsWith(reply.text!.split(' ').at(-1)!)).toBe(true);
  });

  test('refuses a mail over ten megabytes and keeps nothing of it', async () => {
    const attachments = [{ filename: 'x', content: Buffer.alloc(8 * 1024 * 1024) }];
    await expect(send({ attachments })).rejects.toMatchObject({ responseCode: 552 });
    expect(await readdir(directory)).toEqual([]);
  });

  test('opens no file but a mail', async () => {
    for (const id of ['../secret', '..%2fsecret', '', 'x'.repeat(300)]) {
      expect(await catcher.inbox.find(id)).toBeUndefined();
    }
  });
});

describe('the inbox', () => {
  const get = (path: string) => createInboxApp(catcher.inbox).request(path);

  test('lists mails under a plain label and leads to each', async () => {
    expect(await (await get('/')).text()).toContain('还没有邮件');
    await send();
    const page = await (await get('/')).text();
    expect(page).toContain('本机演示邮箱');
    expect(page).toContain('li@example.org');
    const [, path] = /href="\/mail(\/[^"]+)"/.exec(page)!;
    const mail = await (await get(path!)).text();
    expect(mail).toContain('<h1>请签署《三级联签承诺书》</h1>');
  });

  test('shows text as text, links that open apart, and HTML in a sandbox', async () => {
    await send();
    const { id } = (await catcher.inbox.list({ limit: 1 }))[0]!;
    const page = await (await get(`/${id}`)).text();
    expect(page).toContain('&lt;b&gt;不是标签&lt;/b&gt;');
    expect(page).toContain(
      '<a href="http://127.0.0.1:3000/sign#token" target="_blank" rel="noopener noreferrer">http://127.0.0.1:3000/sign#token</a>',
    );
    expect(page).toMatch(/<iframe [^>]*sandbox="allow-popups allow-popups-to-escape-sandbox"/);
    const body = await get(`/${id}/html`);
    expect(await body.text()).toContain('<a target="_blank" rel="noopener noreferrer" href=');
    expect(body.headers.get('content-security-policy')).toMatch(/^sandbox allow-popups .*default-src 'none'/);
  });

  test('shows markup in subjects and addresses as typed', async () => {
    await send({ subject: '<script>alert(1)</script>' });
    for (const path of ['/', `/${(await catcher.inbox.list({ limit: 1 }))[0]!.id}`]) {
      const page = await (await get(path)).text();
      expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
      expect(page).not.toContain('<script');
    }
  });

  test('answers programs in JSON, by recipient', async () => {
    await send();
    await send({ to: 'zhao@example.org', subject: '第二封' });
    const answer = await (await get('/api?to=zhao@example.org')).json();
    expect(answer).toMatchObject({ mails: [{ subject: '第二封', text: expect.stringContaining('http') }] });
    expect(answer.mails).toHaveLength(1);
  });

  test('says that a mail is not there', async () => {
    for (const path of ['/none', '/none/html', '/%2e%2e%2fx']) expect((await get(path)).status).toBe(404);
  });
});
