// The relay's own words about a letter, made safe to keep: it may repeat the address, the link, the code, or anything.
import { ROLES } from '../domain/party.ts';
import type { RelayReply } from '../domain/relay-reply.ts';
import type { Letter } from '../ports/mailer.ts';

const LONGEST_READ = 1000;
const LONGEST_TEXT = 160;
/** Queue identifiers of the relays known have at most 60 characters. */
const LONGEST_WORD = 80;
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
  // A link's token, and its MAC alone; a queue identifier of such a length is hexadecimal.
  new RegExp(String.raw`\.(?:${ROLES.join('|')})\.`),
  /(?![\da-f-]{43})[\w-]{43}/i,
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
    secretsOf(letter),
  );
  return { relay, code: Number(code), ...(status ? { status } : {}), ...(text ? { text } : {}) };
}

function safeText(said: string, cut: boolean, secrets: readonly string[]): string {
  const words = said.normalize('NFKC').replace(AT, '@').split(/\s+/).filter(Boolean);
  // Half an address does not look like one.
  if (cut) words.splice(-1, 1, '#');
  const kept: string[] = [];
  for (const word of words) {
    const safe =
      word.length <= LONGEST_WORD && !UNSAFE.some((pattern) => pattern.test(word)) && !repeats(word, secrets);
    const next = safe ? word : LEFT_OUT;
    if (next === LEFT_OUT && kept.at(-1) === LEFT_OUT) continue;
    if ([...kept, next, LEFT_OUT].join(' ').length > LONGEST_TEXT) {
      if (kept.at(-1) !== LEFT_OUT) kept.push(LEFT_OUT);
      break;
    }
    kept.push(next);
  }
  // What is taken apart is put together again by whoever reads it.
  const together = squeezed(kept.filter((word) => word !== LEFT_OUT).join(''));
  const whole = secrets.map(squeezed).some((secret) => secret.length >= 6 && together.includes(secret));
  return whole ? LEFT_OUT : kept.join(' ');
}

/** The address and its parts, the name, and of the text what may be a link, a code or a telephone number. */
function secretsOf({ to, subject, text }: Letter): string[] {
  const address = to.address.toLowerCase();
  const [local = '', domain = ''] = address.split('@');
  return [
    ...[address, local, domain],
    ...(`${local} ${to.name.toLowerCase()}`.match(/[a-z\d]{2,}/g) ?? []),
    ...(`${subject}\n${text}`.toLowerCase().match(/[\w-]{6,}/g) ?? []),
  ];
}

function repeats(word: string, secrets: readonly string[]): boolean {
  const plain = word.toLowerCase();
  const bare = squeezed(plain);
  const pieces = plain.split(/[^a-z\d]+/);
  return secrets.some((secret) => {
    if (secret.length < 4) return pieces.includes(secret);
    const inner = squeezed(secret);
    return plain.includes(secret) || (inner.length >= 4 && bare.includes(inner));
  });
}

function squeezed(text: string): string {
  return text.toLowerCase().replace(/[^a-z\d]/g, '');
}
