// The SMTP mailer keeps the contract against a real SMTP server in this process.
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { smtpMailer } from '../../functions/adapters/smtp-mailer.ts';
import type { Letter } from '../../functions/ports/mailer.ts';
import { describeMailer, letterOf } from '../contract/mailer.ts';

const FROM = { name: '青海省发展和改革委员会', address: 'office@drc.example' };

interface Caught {
  mail: ParsedMail;
  envelope: { from: string; to: string[] };
}

interface Catcher {
  url: string;
  caught: Caught[];
  close(): Promise<void>;
}

/** Takes every letter but those to `nobody@`. */
async function startCatcher(): Promise<Catcher> {
  const caught: Caught[] = [];
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    authOptional: true,
    logger: false,
    onRcptTo({ address }, _session, callback) {
      const refusal = Object.assign(new Error(`no mailbox ${address} here`), { responseCode: 550 });
      callback(address.startsWith('nobody@') ? refusal : undefined);
    },
    onData(stream, session, callback) {
      simpleParser(stream).then((mail) => {
        const { mailFrom, rcptTo } = session.envelope;
        caught.push({
          mail,
          envelope: { from: mailFrom ? mailFrom.address : '', to: rcptTo.map((to) => to.address) },
        });
        callback();
      }, callback);
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    caught,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function toLetter({ mail }: Caught): Letter {
  const [to] = [mail.to].flat().flatMap((field) => field!.value);
  return {
    to: { name: to!.name, address: to!.address! },
    subject: mail.subject!,
    text: mail.text!,
    html: String(mail.html).trim(),
    messageId: mail.messageId!.slice(1, -1),
  };
}

describeMailer('smtp', async () => {
  const catcher = await startCatcher();
  const mailer = smtpMailer(catcher.url, FROM);
  return {
    mailer,
    received: async () => catcher.caught.map(toLetter),
    close: async () => {
      mailer.close();
      await catcher.close();
    },
  };
});

describe('a letter over SMTP', () => {
  let catcher: Catcher;
  beforeAll(async () => {
    catcher = await startCatcher();
  });
  afterAll(() => catcher.close());

  test('names its sender, its time, and that no person wrote it', async () => {
    const mailer = smtpMailer(catcher.url, FROM);
    await mailer.send(letterOf());
    mailer.close();
    const { mail, envelope } = catcher.caught.at(-1)!;
    expect(mail.from!.value).toEqual([FROM]);
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
    expect(Math.abs(mail.date!.getTime() - Date.now())).toBeLessThan(60_000);
    expect(envelope).toEqual({ from: FROM.address, to: [letterOf().to.address] });
  });

  test('that the relay refuses is an error with its status and without the address', async () => {
    const mailer = smtpMailer(catcher.url, FROM);
    const sent = mailer.send(letterOf({ to: { name: '无', address: 'nobody@county.example' } }));
    await expect(sent).rejects.toMatchObject({ name: 'LetterNotTaken', code: 'EENVELOPE', status: 550 });
    const error = await sent.catch((reason) => reason);
    expect(`${error.stack}${JSON.stringify(error)}${error.cause}`).not.toContain('county.example');
    await mailer.send(letterOf());
    mailer.close();
  });

  test('that finds no relay is an error', async () => {
    const gone = await startCatcher();
    await gone.close();
    const mailer = smtpMailer(gone.url, FROM);
    await expect(mailer.send(letterOf())).rejects.toMatchObject({ name: 'LetterNotTaken' });
    mailer.close();
  });

  test('reads no file and no address from the web, whatever it says', async () => {
    const mailer = smtpMailer(catcher.url, FROM);
    const text = '{"path":"/etc/hostname"} file:///etc/hostname';
    await mailer.send(letterOf({ text }));
    mailer.close();
    expect(catcher.caught.at(-1)!.mail.text!.trim()).toBe(text);
  });

  test('is not sent in the name of a sender that is not one plain mailbox', () => {
    expect(() => smtpMailer(catcher.url, { name: 'A\r\nBcc: b@c.example', address: 'a@b.example' })).toThrow(
      /control/,
    );
    expect(() => smtpMailer(catcher.url, { name: 'A', address: 'a@b.example, c@d.example' })).toThrow(
      /plain address/,
    );
  });
});
