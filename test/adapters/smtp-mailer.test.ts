// The SMTP mailer keeps the contract against a real SMTP server in this process.
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { smtpMailer } from '../../functions/adapters/smtp-mailer.ts';
import type { Letter } from '../../functions/ports/mailer.ts';
import { describeMailer, letterOf } from '../contract/mailer.ts';
import { type Script, scriptedRelay } from '../fakes/scripted-relay.ts';

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
    await expect(sent).rejects.toMatchObject({
      name: 'LetterNotTaken',
      code: 'EENVELOPE',
      reply: { code: 550 },
    });
    const error = await sent.catch((reason) => reason);
    expect(`${error.stack}${JSON.stringify(error)}${error.cause}`).not.toContain('county.example');
    await mailer.send(letterOf());
    mailer.close();
  });

  test('that finds no relay is an error', async () => {
    // A port that nobody is given by chance.
    const mailer = smtpMailer('smtp://127.0.0.1:2', FROM);
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

/** What becomes of one letter at a relay that answers so; `address` stands in the URL around the relay's host. */
async function sentTo(script: Script, address = (host: string) => `smtp://${host}`) {
  const relay = await scriptedRelay(script);
  const mailer = smtpMailer(address(relay.host), FROM);
  try {
    return await mailer.send(letterOf());
  } finally {
    mailer.close();
    await relay.close();
  }
}

const failureOf = (...sent: Parameters<typeof sentTo>) =>
  sentTo(...sent).then(
    (reply) => ({ reply }),
    (error) => error,
  );

describe('what the relay answers', () => {
  test('is told with the relay’s host, and without what we log in with', async () => {
    const reply = await sentTo({ extensions: ['AUTH PLAIN'] }, (host) => `smtp://user:geheim@${host}`);
    expect(reply).toEqual({
      relay: '127.0.0.1',
      code: 250,
      status: '2.0.0',
      text: 'Ok: queued as 4F2A',
    });
  });

  test('is told of many lines as one', async () => {
    const reply = await sentTo({ letter: () => '250-2.0.0 taken\r\n250 2.0.0 as 4F2A' });
    expect(reply).toMatchObject({ code: 250, status: '2.0.0', text: 'taken as 4F2A' });
  });

  test('is told without what it repeats of the letter', async () => {
    const reply = await sentTo({
      letter: (letter) => `250-2.0.0 4F2A ${letter.split('\r\n').join('\r\n250-')}\r\n250 ok`,
    });
    expect(reply).toMatchObject({ code: 250, text: expect.stringMatching(/^4F2A/) });
    const name = Buffer.from('王建国').toString('base64');
    expect(JSON.stringify(reply)).not.toMatch(/wang|county|#t=abc|=\?/i);
    expect(JSON.stringify(reply)).not.toContain(name);
  });

  test.each<[string, Script, object]>([
    [
      'the mailbox is unknown',
      { mailbox: '550 5.1.1 <wang@county.example>: User unknown' },
      {
        reason: 'MailboxRefused',
        reply: { relay: '127.0.0.1', code: 550, status: '5.1.1', text: '[...] User unknown' },
      },
    ],
    [
      'the mailbox is unknown, in an old relay’s words',
      { mailbox: '550 no such user' },
      { reason: 'MailboxRefused' },
    ],
    ['we may not send there', { mailbox: '554 5.7.1 Relay access denied' }, { reason: 'RelayRefused' }],
    [
      'the mailbox is busy',
      { mailbox: '450 4.2.0 greylisted' },
      { reason: 'RelayBusy', reply: { code: 450 } },
    ],
    ['the sender is not known', { sender: '553 5.7.1 not owned by user' }, { reason: 'RelayRefused' }],
    [
      'the letter is not liked',
      { letter: () => '554 5.7.1 spam of wang@county.example' },
      {
        reason: 'RelayRefused',
        reply: { relay: '127.0.0.1', code: 554, status: '5.7.1', text: 'spam of [...]' },
      },
    ],
    ['there is no room', { letter: () => '452 4.3.1 no space' }, { reason: 'RelayBusy' }],
    ['it closes down', { letter: () => '421 4.3.2 closing' }, { reason: 'RelayBusy', reply: { code: 421 } }],
    ['it takes no letters', { greeting: '554 5.3.2 no service' }, { reason: 'RelayRefused' }],
    ['it hangs up before the letter', { data: 'hang up' }, { reason: 'RelayAway', reply: undefined }],
    ['it hangs up at once', { greeting: 'hang up' }, { reason: 'RelayAway' }],
    ['it hangs up after the letter', { letter: () => 'hang up' }, { reason: 'AnswerLost', reply: undefined }],
    [
      'it talks nonsense after the letter',
      { letter: () => 'wang@county.example?' },
      { reason: 'AnswerLost' },
    ],
    ['it asks for the letter twice', { letter: () => '354 again' }, { reason: 'AnswerLost' }],
  ])('when %s is an error of its own', async (_, script, expected) => {
    const error = await failureOf(script);
    expect(error).toMatchObject({ name: 'LetterNotTaken', ...expected });
    expect(`${error.stack}${JSON.stringify(error)}${error.cause}`).not.toContain('county.example');
  });

  test.each([
    ['535 5.7.8 bad password of user', 'RelayLogin'],
    ['454 4.7.0 try later', 'RelayBusy'],
  ])('when it does not let us in with %j is an error of its own', async (auth, reason) => {
    const login = (host: string) => `smtp://user:geheim@${host}`;
    expect(await failureOf({ extensions: ['AUTH PLAIN'], auth }, login)).toMatchObject({ reason });
  });

  test('of a mailbox after the letter (LMTP) is no acceptance when it refuses', async () => {
    const overLmtp = (host: string) => `smtp://${host}?lmtp=true`;
    const letter = () => '550 5.1.1 no such user';
    expect(await failureOf({ letter }, overLmtp)).toMatchObject({
      reason: 'RelayRefused',
      reply: { code: 550 },
    });
    expect(await sentTo({}, overLmtp)).toMatchObject({ code: 250 });
  });
});
