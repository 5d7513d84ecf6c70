// The relay's own words about a letter, made safe to keep: it may repeat the address, the link, the code, or anything.
import type { RelayReply } from '../domain/relay-reply.ts';
import type { Letter } from '../ports/mailer.ts';

const LONGEST_READ = 1000;
const LONGEST_TEXT = 160;
const LEFT_OUT = '[...]';

const DOMAIN = String.raw`[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}`;

/** However an `@` is written, by relays that mean to hide it from harvesters, and by those that mean harm. */
const AT = new RegExp(
  String.raw`\s*(?:@|[[({<]at[\])}>]|%40|\\x40|\\u0040|&#0*64;|&#x0*40;|&commat;)\s*|\s+at\s+(?=${DOMAIN})|=40(?=${DOMAIN})`,
  'gi',
);

const UNSAFE: readonly RegExp[] = [
  /[^\x21-\x7e]/,
  /@/,
  // user=host (VERP), user%host, host!user
  new RegExp(String.raw`\w[=%]${DOMAIN}|${DOMAIN}!\w`, 'i'),
  /:\/\/|^www\.|#/i,
  // What holds anything at all, in RFC 2047, quoted-printable, per cent, escapes, entities, punycode.
  /=\?|(?:[=%][\da-f]{2}){2}|\\[ux][\da-f]{2}|&#?\w+;|xn--/i,
  // The MAC of a link's token; a queue identifier of such a length is hexadecimal.
  /(?![\da-f-]{43})[\w+/-]{43}/i,
];

/** `response`: the lines of one reply; undefined for anything else. */
export function readReply(relay: string, response: unknown, letter: Letter): RelayReply | undefined {
  if (typeof response !== 'string') return undefined;
  const lines = response
    .slice(0, LONGEST_READ)
    .split(/\r?\n/)
    .map((line) => /^([2-5]\d\d)(?:[ -]([\s\S]*))?$/.exec(line))
    .filter((line) => line !== null);
  if (lines.length === 0) return undefined;
  const code = lines[0]![1]!;
  // RFC 2034 §4: it begins each line, and its class is that of the code.
  const enhanced = new RegExp(String.raw`^${code[0]}\.\d{1,3}\.\d{1,3}(?=\s|$)`);
  const said = lines.map(([, , text = '']) => text);
  const [status] = enhanced.exec(said[0]!) ?? [];
  const text = safeText(
    said.map((line) => line.replace(enhanced, '')).join(' '),
    response.length > LONGEST_READ,
    letter,
  );
  return { relay, code: Number(code), ...(status ? { status } : {}), ...(text ? { text } : {}) };
}

function safeText(said: string, cut: boolean, letter: Letter): string {
  const secrets = secretsOf(letter);
  const whole = bareLines(
    [letter.to.name, letter.to.address, letter.subject, letter.text, letter.html].join(''),
  );
  const words = said.normalize('NFKC').replace(AT, '@').split(/\s+/).filter(Boolean);
  // Half an address does not look like one.
  if (cut) words.splice(-1, 1, '#');
  const kept: string[] = [];
  for (const word of words) {
    const unsafe =
      UNSAFE.some((pattern) => pattern.test(word)) || repeats(word, secrets) || isInBase64(word, whole);
    const next = unsafe ? LEFT_OUT : word;
    if (next === LEFT_OUT && kept.at(-1) === LEFT_OUT) continue;
    if ([...kept, next, LEFT_OUT].join(' ').length > LONGEST_TEXT) {
      if (kept.at(-1) !== LEFT_OUT) kept.push(LEFT_OUT);
      break;
    }
    kept.push(next);
  }
  // What is taken apart is put together again by whoever reads it.
  const together = squeezed(kept.filter((word) => word !== LEFT_OUT).join(''));
  const repeated = secrets.some((secret) => secret.length >= 6 && together.includes(secret));
  return repeated ? LEFT_OUT : kept.join(' ');
}

/** The address and its parts, the name, and of the text what may be a link, a code or a telephone number; squeezed. */
function secretsOf({ to, subject, text }: Letter): string[] {
  const [local = '', domain = ''] = to.address.split('@');
  return [
    ...[to.address, local, domain],
    ...(`${local} ${to.name}`.match(/[a-z\d]{2,}/gi) ?? []),
    ...(`${subject}\n${text}`.match(/[\w-]{6,}/g) ?? []),
  ]
    .map(squeezed)
    .filter(Boolean);
}

/** A short secret is a word by itself; a longer one may stand anywhere, with hyphens or without. */
function repeats(word: string, secrets: readonly string[]): boolean {
  const bare = squeezed(word);
  const pieces = word.toLowerCase().split(/[^a-z\d]+/);
  return secrets.some((secret) => (secret.length < 4 ? pieces.includes(secret) : bare.includes(secret)));
}

/** Names and subjects stand so in a mail's head, and its text in lines that may begin and end within a character. */
function isInBase64(word: string, whole: string): boolean {
  return (word.match(/[A-Za-z\d+/]{8,}/g) ?? []).some((run) => {
    const inside = bareLines(
      Buffer.from(run, 'base64')
        .toString('utf8')
        .replace(/^\ufffd{1,3}|\ufffd{1,3}$/g, ''),
    );
    return inside.length >= 2 && whole.includes(inside);
  });
}

function bareLines(text: string): string {
  return text.replace(/\s/g, '');
}

function squeezed(text: string): string {
  return text.toLowerCase().replace(/[^a-z\d]/g, '');
}
