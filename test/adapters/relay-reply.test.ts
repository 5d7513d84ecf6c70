// What is kept of a relay's words: the queue identifier, and nothing that names somebody or opens something.
import { describe, expect, test } from '@jest/globals';
import { readReply } from '../../functions/adapters/relay-reply.ts';
import { linkToken } from '../../functions/domain/link.ts';
import { letterOf } from '../contract/mailer.ts';

const TOKEN = linkToken(new Uint8Array(32), { document: 'k3j9x0q2m7abcdef', role: 'county' });
const LETTER = letterOf({
  to: { name: 'Li Wang', address: 'wang.jg@county.example' },
  text: `您好：\nhttps://office.test/sign#${TOKEN}\n482913\n电话 0971-6123456\n`,
});

const read = (response: unknown, letter = LETTER) => readReply('smtp.example.com', response, letter);
const textOf = (said: string) => read(`250 ${said}`)!.text;

test.each<[string, string, object]>([
  [
    'Postfix',
    '250 2.0.0 Ok: queued as 4VxYz12345z1ABC',
    { status: '2.0.0', text: 'Ok: queued as 4VxYz12345z1ABC' },
  ],
  ['Exim', '250 OK id=1tXbCD-0001Ab-2X', { text: 'OK id=1tXbCD-0001Ab-2X' }],
  [
    'SES',
    '250 Ok 0100018b5c3c0a4f-8d9e0a1b-1234-4abc-9def-0123456789ab-000000',
    { text: 'Ok 0100018b5c3c0a4f-8d9e0a1b-1234-4abc-9def-0123456789ab-000000' },
  ],
  [
    'Gmail',
    '250 2.0.0 OK  1732413600 98e67ed59e1d1-30e7dbexsm12345678a91.23 - gsmtp',
    { status: '2.0.0', text: 'OK 1732413600 98e67ed59e1d1-30e7dbexsm12345678a91.23 - gsmtp' },
  ],
  [
    '163',
    '250 Mail OK queued as gzga-smtp-mta-g0-0,_____wD3t6wLr1Rl7UzOAA--.1234S2 1732413600',
    { text: 'Mail OK queued as gzga-smtp-mta-g0-0,_____wD3t6wLr1Rl7UzOAA--.1234S2 1732413600' },
  ],
  [
    'of a Message-ID like an address',
    '250 2.6.0 <abc@lianqian.example> [InternalId=123456] Queued mail for delivery',
    { status: '2.6.0', text: '[...] [InternalId=123456] Queued mail for delivery' },
  ],
  [
    'of many lines',
    '250-2.0.0 taken\r\n250-2.0.0 as\r\n250 2.0.0 Q1',
    { status: '2.0.0', text: 'taken as Q1' },
  ],
  ['of a code alone', '250', {}],
  ['with a status of another class', '250 5.0.0 ok', { text: '5.0.0 ok' }],
])('the answer %s is kept: %s', (_, response, kept) => {
  expect(read(response)).toEqual({ relay: 'smtp.example.com', code: 250, ...kept });
});

test.each([[undefined], [''], ['ok'], ['999 ok'], ['25'], [250]])('%j is no answer', (response) => {
  expect(read(response)).toBeUndefined();
});

const ADDRESS = LETTER.to.address;
const [LOCAL, DOMAIN] = ADDRESS.split('@') as [string, string];
const MAC = TOKEN.split('.')[2]!;

/** What a relay may put in the place of its queue identifier. */
const ECHOES: Record<string, string> = {
  'the address': ADDRESS,
  'the address in brackets': `<${ADDRESS}>:`,
  'the address in capitals': ADDRESS.toUpperCase(),
  'the address with white space': `${LOCAL} @ ${DOMAIN}`,
  'the address with a line end in it': `${LOCAL}@\r\n250 ${DOMAIN}`,
  'the address with a tab in it': `${LOCAL}\t@\t${DOMAIN}`,
  'the address with control characters in it': `${LOCAL}\u0000@\u0007${DOMAIN}`,
  'the address with a hidden character in it': `wang\u200b.jg@county\u00ad.example`,
  'the address in full width': ADDRESS.replace(/[!-~]/g, (c) =>
    String.fromCodePoint(c.codePointAt(0)! + 0xfee0),
  ),
  'the address percent-encoded': encodeURIComponent(ADDRESS),
  'the address quoted-printable': ADDRESS.replace('@', '=40'),
  'the address as an entity': ADDRESS.replace('@', '&#64;'),
  'the address as (at)': `${LOCAL}(at)${DOMAIN}`,
  'the address as [ at ]': `${LOCAL} [at] ${DOMAIN}`,
  'the address as at': `${LOCAL} at ${DOMAIN}`,
  'the address in a return path (VERP)': `bounce+${LOCAL}=${DOMAIN}`,
  'the address rewritten (SRS)': `SRS0=HHH=TT=${DOMAIN}=${LOCAL}`,
  'the address as user%host': `${LOCAL}%${DOMAIN}`,
  'the address as host!user': `${DOMAIN}!${LOCAL}`,
  'its local part alone': LOCAL,
  'its local part in pieces': 'wang. jg',
  'its domain alone': DOMAIN,
  'the address letter by letter': [...ADDRESS].join(' '),
  'the name': 'Wang, Li',
  'the link': `https://office.test/sign#${TOKEN}`,
  'the token': TOKEN,
  'the token in brackets': `[${TOKEN}]`,
  'the end of the token': MAC,
  'the code': '482913',
  'the code within a word': 'id-482913-x',
  'the code with a hyphen': '482-913',
  'the code in two words': '482 913',
  'a telephone number of the letter': '0971-6123456',
  'the whole letter': `${LETTER.subject} ${LETTER.text}`,
  'a long line before the address': `${'x'.repeat(987)} zz ${ADDRESS}`,
};

describe.each(Object.entries(ECHOES))('a relay that repeats %s', (_, echo) => {
  test.each(['', 'queued as ', 'Ok: '])('after %j is not repeated', (before) => {
    const text = textOf(`${before}${echo} 4F2A`) ?? '';
    expect(text).toMatch(/^[\x20-\x7e]{0,160}$/);
    expect(text).not.toMatch(/@|wang|county|\bjg\b|\bli\b|sign#|482|913|6123456/i);
    const bare = text.replace(/[^a-z\d]/gi, '').toLowerCase();
    for (const secret of [LOCAL, DOMAIN, ADDRESS, MAC, '482913'])
      expect(bare).not.toContain(secret.toLowerCase().replace(/[^a-z\d]/g, ''));
  });
});

const OTHERS: Record<string, string> = {
  address: 'zhao@other.example',
  'address with white space': 'zhao @ other.example',
  'address with a wide @': 'zhao ＠ other.example',
  'address as at': 'zhao at other.example',
  'address as (at)': 'zhao (at) other.example',
  'return path': 'bounce+zhao=other.example',
  'address as user%host': 'zhao%other.example',
  'address as host!user': 'other.example!zhao',
  'address in Chinese': '赵@例子.公司',
  link: 'https://other.example/zhao',
  'link without its beginning': 'www.other.example/zhao',
  'fragment of a link': '/zhao#other',
  'token of a link': linkToken(new Uint8Array(32).fill(1), { document: 'zhaozhaozhao', role: 'drc' }),
  'end of a token': linkToken(new Uint8Array(32).fill(1), { document: 'zhaozhaozhao', role: 'drc' }).split(
    '.',
  )[2]!,
  'name in Chinese': '赵海燕',
};

test.each(Object.entries(OTHERS))('nor does a relay leave behind somebody else’s %s', (_, theirs) => {
  expect(textOf(`sent to ${theirs} ok`)).toBe('sent to [...] ok');
});

const named = letterOf({
  to: { name: '祁海峰', address: 'a@county.example' },
  text: `您好：\n${'请签署。'.repeat(60)}\n`,
});
const base64 = (text: string) => Buffer.from(text).toString('base64');
const hex = (text: string, before: string) =>
  Buffer.from(text).toString('hex').toUpperCase().replace(/../g, `${before}$&`);

test.each([
  ['a head', `=?UTF-8?B?${base64('祁海峰')}?=`],
  ['a head, in quoted-printable', `=?UTF-8?Q?${hex('祁海峰', '=')}?=`],
  ['base64', base64('祁海峰')],
  ['base64, within a word', `name:${base64('祁海峰')};`],
  ['quoted-printable', hex('祁海峰', '=')],
  ['per cent', encodeURIComponent('祁海峰')],
  ['entities', '&#31041;&#28023;&#23792;'],
  ['escapes', '\\u7941\\u6d77\\u5cf0'],
  ['punycode', 'xn--1lqs71d'],
  ['the last line of a text', base64(named.text.replaceAll('\n', '\r\n')).slice(912)],
  ['a line of a text, begun within a character', base64(named.text.replaceAll('\n', '\r\n')).slice(76, 112)],
])('the name, or the text, is left out in %s: %s', (_, said) => {
  expect(read(`250 queued for ${said} ok`, named)!.text).toBe('queued for [...] ok');
});

test('what reverses, hides or ends a line is left out, and a long answer ends with a mark', () => {
  expect(textOf('a \u202egnp.exe\u202c b \u001b[31mred c\u0000d e')).toBe('a [...] b [...] e');
  const long = textOf(`${'Q1 '.repeat(300)}`)!;
  expect(long.length).toBeLessThanOrEqual(160);
  expect(long.endsWith('Q1 [...]')).toBe(true);
  expect(textOf(`${'a1'.repeat(200)} Q2`)).toBe('[...]');
});

test('half an address, where a very long answer is cut, is left out', () => {
  expect(read(`250 ${'x'.repeat(988)} zz zhao@other.example`)!.text).toBe('[...] zz [...]');
});

test('of a code with a hyphen the rest of the answer is kept', () => {
  expect(textOf('queued as 482-913 4F2A')).toBe('queued as [...] 4F2A');
});

test('a short local part takes no other word with it', () => {
  const letter = letterOf({ to: { name: '李', address: 'li@county.example' } });
  expect(read('250 queued for delivery of li as LI-7', letter)!.text).toBe(
    'queued for delivery of [...] as [...]',
  );
});
