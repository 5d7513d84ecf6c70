// What every mailer must do.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Letter, Mailer } from '../../functions/ports/mailer.ts';

export interface MailerUnderTest {
  mailer: Mailer;
  /** What has arrived, in order. */
  received(): Promise<Letter[]>;
  close(): Promise<void>;
}

export function letterOf(changes: Partial<Letter> = {}): Letter {
  return {
    to: { name: '王建国', address: 'wang@county.example' },
    subject: '请签署《多巴（河湟）运动小镇三级联签承诺书》',
    text: '您好：\n请于 2026年1月15日 前签署。\nhttps://example.test/sign#t=abc\n',
    html: '<p>您好：</p><p>请于 <b>2026年1月15日</b> 前签署。</p>',
    messageId: 'd1.county.invitation.1@lianqian.example',
    ...changes,
  };
}

export function describeMailer(name: string, make: () => Promise<MailerUnderTest>): void {
  describe(`mailer: ${name}`, () => {
    let under: MailerUnderTest;
    beforeAll(async () => {
      under = await make();
    });
    afterAll(() => under.close());

    async function arrives(letter: Letter): Promise<void> {
      await under.mailer.send(letter);
      expect((await under.received()).at(-1)).toEqual(letter);
    }

    async function isRefused(letter: Letter): Promise<void> {
      const before = (await under.received()).length;
      await expect(under.mailer.send(letter)).rejects.toMatchObject({ name: 'LetterRefused' });
      expect(await under.received()).toHaveLength(before);
    }

    test('delivers name, subject, text and HTML as they are, in Chinese', () => arrives(letterOf()));

    test('tells what it was answered, without the address', async () => {
      const reply = await under.mailer.send(letterOf());
      expect(reply).toMatchObject({ relay: expect.any(String), code: 250 });
      expect(JSON.stringify(reply)).not.toContain('county.example');
    });

    test('delivers the same letter twice under the same Message-ID', async () => {
      const before = (await under.received()).length;
      await under.mailer.send(letterOf());
      await under.mailer.send(letterOf());
      const [one, other] = (await under.received()).slice(before);
      expect(one!.messageId).toBe(letterOf().messageId);
      expect(other!.messageId).toBe(letterOf().messageId);
    });

    test('leaves commas, quotes, brackets and addresses in a name what they are: a name', async () => {
      for (const person of [
        'Wang, "Jianguo"',
        '王建国 <evil@elsewhere.example>',
        'a@b.example, c@d.example',
        '李; 张:',
      ]) {
        await arrives(letterOf({ to: { name: person, address: 'wang@county.example' } }));
      }
    });

    test('keeps a long Chinese subject whole', async () => {
      await arrives(letterOf({ subject: `关于${'海南藏族自治州共和县龙羊峡'.repeat(8)}的催办` }));
    });

    test('refuses control characters in name, address and subject', async () => {
      const address = 'wang@county.example';
      for (const hidden of [
        '\r\nBcc: evil@elsewhere.example',
        '\n',
        '\r',
        '\u0000',
        '\u0085',
        '\u2028',
        '\t',
      ]) {
        await isRefused(letterOf({ to: { name: `王建国${hidden}`, address } }));
        await isRefused(letterOf({ to: { name: '王建国', address: `${address}${hidden}` } }));
        await isRefused(letterOf({ subject: `请签署${hidden}` }));
      }
    });

    test('refuses anything but one plain address', async () => {
      const list = 'a@b.example,c@d.example';
      const addresses = [
        '',
        'wang',
        list,
        'a@b.example;c@d.example',
        'A <a@b.example>',
        '"a b"@c.example',
        'g: a@b.example;',
      ];
      for (const address of [...addresses, 'a@b@c.example', 'a@', '@b.example', 'a b@c.example']) {
        await isRefused(letterOf({ to: { name: '王', address } }));
      }
    });

    test('refuses a Message-ID that is none', async () => {
      for (const messageId of ['', 'x', '<a@b.example>', 'a@b.example\r\nX: y', 'a b@c.example']) {
        await isRefused(letterOf({ messageId }));
      }
    });
  });
}
