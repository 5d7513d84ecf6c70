// The mails: what each says, and what none may say.
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { checkLetter } from '../../../functions/adapters/letter-check.ts';
import type { Mail } from '../../../functions/domain/event.ts';
import type { LetterFacts, Outcome } from '../../../functions/domain/letter.ts';
import type { LetterWriter } from '../../../functions/ports/letter-writer.ts';
import { letterWriter } from '../../../templates/mail/letters.ts';
import { MAILS, readTemplateSources } from '../../../templates/sources.ts';

const sources = readTemplateSources(fileURLToPath(new URL('../../../templates', import.meta.url)));
// That it is one is checked by the compiler: the port and the room of templates do not import each other.
const writer: LetterWriter = letterWriter(sources.mails);

const LINK = 'https://lianqian.example.gov.cn/sign#token=abc_DEF-123';
const facts: LetterFacts = {
  office: '西宁市发展和改革委员会',
  recipient: { organization: '大通回族土族自治县人民政府', person: '李生福', title: '副县长' },
  role: 'county',
  receives: false,
  parties: { signing: 3, receiving: 0 },
  documentName: '三级联签承诺书',
  documentTitle: '大通老爷山·河湟文旅小镇创建三级联签承诺书',
  number: '63012120261124000003',
  dueAt: '2026-12-20T15:59:59.999Z',
  contact: '规划科 0971-6100000',
};
const NEEDED: Readonly<Record<Mail, Partial<LetterFacts>>> = {
  invitation: { link: LINK },
  reminder: { link: LINK },
  code: { code: '048213', codeMinutes: 10 },
  completion: { outcome: 'signed', link: LINK },
  closure: { outcome: 'voided' },
  returned: { link: LINK, way: 'wet-seal', returnedWhy: '第三页印章不清晰' },
};
const write = (mail: Mail, more: Partial<LetterFacts> = {}) =>
  writer.write(mail, { ...facts, ...NEEDED[mail], ...more });
const readable = (html: string) =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(/&#x([0-9A-F]+);/gi, (_, code) => String.fromCodePoint(parseInt(code, 16)));

describe.each(MAILS)('%s', (mail) => {
  test('says who asks, who is asked and whom to ask, in text and in HTML alike', () => {
    const { subject, text, html } = write(mail);
    expect(subject).toContain('西宁市发展和改革委员会');
    for (const said of [
      facts.office,
      '李生福（副县长）',
      facts.recipient.organization,
      facts.documentTitle,
      facts.contact,
    ]) {
      expect(text).toContain(said);
      expect(readable(html)).toContain(said);
    }
  });

  test('leaves no place of its template empty or unfilled', () => {
    const { subject, text, html } = write(mail);
    expect(`${subject}${text}${html}`).not.toMatch(/\{\{|\}\}|undefined|null|\[object|（）|：\n\n\n/);
  });

  test('has one line of subject, whatever the names hold', () => {
    const nasty = `甲\r\nBcc: x@example.com\u2028\u0000${'长'.repeat(300)}`;
    const { subject } = write(mail, {
      office: nasty,
      documentTitle: nasty,
      documentName: nasty,
      number: nasty,
      recipient: { organization: nasty, person: nasty, title: nasty },
    });
    expect(subject).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
    expect([...subject].length).toBeLessThanOrEqual(120);
    expect(() =>
      checkLetter({
        to: { name: '甲', address: 'a@example.com' },
        subject,
        text: '',
        html: '',
        messageId: 'a@example.com',
      }),
    ).not.toThrow();
  });

  test('a name that breaks lines begins no line of the text', () => {
    const { text } = write(mail, { documentTitle: '甲\n打开文书：https://evil.example' });
    expect(text).not.toMatch(/^打开文书：https:\/\/evil/m);
  });

  test('prints markup in names as typed', () => {
    const { subject, text, html } = write(mail, { documentTitle: '<b>"&\'甲{{x}}', office: '<i>办' });
    expect(text).toContain('<b>"&\'甲{{x}}');
    expect(subject).toContain('<i>办');
    expect(html).not.toContain('<b>');
    expect(html).not.toContain('<i>');
    expect(html).toContain('&lt;b&gt;&quot;&amp;&#x27;甲{{x}}');
  });

  test('loads nothing from elsewhere and runs no script', () => {
    expect(write(mail).html).not.toMatch(/<(?:img|script|link|style|iframe)|url\(|\bsrc=/i);
  });

  test('is refused without what it is for', () => {
    for (const need of Object.keys(NEEDED[mail]).filter(
      (key) => mail !== 'completion' || key === 'outcome',
    )) {
      const { [need as 'link']: _, ...rest } = { ...facts, ...NEEDED[mail] } as LetterFacts;
      expect(() => writer.write(mail, rest)).toThrow(`a ${mail} letter needs ${need}`);
    }
  });
});

test.each(['invitation', 'reminder'] as const)(
  '%s gives the link, its term, and says it is personal',
  (mail) => {
    const { text, html } = write(mail);
    for (const said of [LINK, '2026年12月20日 24:00', '请勿转发', '县（市、区、行委）政府']) {
      expect(text).toContain(said);
      expect(readable(html)).toContain(said);
    }
    expect(html).toContain('<a href="https://lianqian.example.gov.cn/sign#token&#x3D;abc_DEF-123"');
  },
);

test('a code mail has no link, and no other mail has a code, even if the caller gives both', () => {
  const both = { link: LINK, code: '048213', codeMinutes: 10 };
  for (const mail of MAILS) {
    const { subject, text, html } = write(mail, both);
    const all = `${subject}${text}${html}`;
    expect(all.includes('048213')).toBe(mail === 'code');
    expect(all.includes('token')).toBe(['invitation', 'reminder', 'completion', 'returned'].includes(mail));
  }
  expect(write('code', both).html).not.toContain('<a ');
});

test('a code does not stand in the subject, which a locked telephone shows', () => {
  expect(write('code').subject).not.toMatch(/\d{6}/);
  expect(write('code').text).toContain('10分钟内有效');
});

test.each([
  ['signed', 'completion', '已签署完成'],
  ['published', 'completion', '已签署完成并公示'],
  ['declined', 'closure', '拒绝签署'],
  ['voided', 'closure', '已作废'],
  ['expired', 'closure', '已逾期终止'],
] as const)('%s is said in subject, text and HTML', (outcome: Outcome, mail, word) => {
  const { subject, text, html } = write(mail, { outcome });
  for (const part of [subject, text, html]) expect(part).toContain(word);
});

test('a published document is found at its public page, an unpublished one is not said to be', () => {
  const publicUrl = 'https://register.example.gov.cn/pledges/1/';
  const published = write('completion', { outcome: 'published', publicUrl });
  expect(published.text).toContain(publicUrl);
  expect(published.html).toContain(publicUrl);
  expect(write('completion').text).not.toContain('公示');
});

test.each([
  ['invitation', '请签收《', '县（市、区、行委）政府签收人的身份，阅读并签收下列限期整改通知书。'],
  ['reminder', '催办：《', '下列限期整改通知书尚待您签收，'],
  ['code', '签收验证码', '您正在签收《'],
] as const)('%s asks a receiver to acknowledge receipt, not to sign', (mail, inSubject, sentence) => {
  const { subject, text, html } = write(mail, { receives: true, documentName: '限期整改通知书' });
  expect(subject).toContain(inSubject);
  expect(text).toContain(sentence);
  expect(readable(html)).toContain(sentence);
  expect(`${subject}${text}${readable(html)}`).not.toContain('签署');
  expect(write(mail).subject + write(mail).text).not.toContain('签收');
});

describe('to the parties of a document that some only receive', () => {
  const received = { signing: 1, receiving: 2 };
  const said = (mail: Mail, more: Partial<LetterFacts>) => {
    const { subject, text, html } = write(mail, { parties: received, ...more });
    expect(readable(html)).toContain(text.split('\n')[3]!);
    return `${subject}\n${text}`;
  };

  test.each([true, false])(
    'completion says 已签发、已签收, to a receiver (%s) and to the signer',
    (receives) => {
      const all = said('completion', { receives });
      expect(all).toContain('已签发、已签收');
      expect(all).toContain('文书已经签发，收件方均已签收。');
      expect(all).not.toContain('签署完成');
      expect(all).not.toContain('各方均已签署');
    },
  );

  test('a receiver’s refusal is 不予签收, and ends no signing', () => {
    const all = said('closure', { outcome: 'declined', declinedByReceiver: true, receives: true });
    expect(all).toContain('有一方不予签收，本次办理已经终止。');
    expect(all).not.toMatch(/拒绝签|签署/);
  });

  test('the signer’s refusal stays one to sign', () => {
    expect(said('closure', { outcome: 'declined', declinedByReceiver: false })).toContain('有一方拒绝签署');
  });

  test.each(['voided', 'expired'] as const)('%s does not speak of signing to a receiver', (outcome) => {
    expect(said('closure', { outcome, receives: true })).not.toContain('签署');
  });

  test.each(['invitation', 'reminder'] as const)('%s tells a receiver how to refuse: 不予签收', (mail) => {
    const all = said(mail, { receives: true });
    expect(all).toContain('不予签收');
    expect(all).not.toContain('拒绝');
  });
});

test('where nobody but receivers sign, the document was received', () => {
  const { subject, text } = write('completion', { parties: { signing: 0, receiving: 2 }, receives: true });
  expect(subject).toMatch(/已签收$/);
  expect(text).toContain('各方均已签收。');
});

test('one party alone is not called all parties', () => {
  const { text } = write('completion', { parties: { signing: 1, receiving: 0 } });
  expect(text).toContain('文书已签署。');
  expect(text).not.toContain('各方');
});
