// JSON from outside, read strictly: what two readers could understand differently is refused (RFC 8259 §4, §6, §8; RFC 7493).
import { printableKey } from '../domain/form/read-leaf.ts';

const LARGEST_BODY = 1024 * 1024;
const DEEPEST = 32;
/** Far above what any form holds; they bound the work that one body can make for the reading of the form. */
const MOST_COMMAS = 5000;
const LONGEST_STRING = 10_000;

const FAULTS = {
  'request.media-type': '内容类型应为 application/json，不加内容编码',
  'request.too-large': '请求内容超过 1 MB',
  'json.encoding': '请求内容不是有效的 UTF-8',
  'json.syntax': '不是有效的 JSON',
  'json.depth': `嵌套超过 ${DEEPEST} 层`,
  'json.many': `字段和条目合计超过 ${MOST_COMMAS} 个`,
  'json.long': `字符串超过 ${LONGEST_STRING} 个字符`,
  'json.duplicate-key': '同一对象中有重复的键',
  'json.forbidden-key': '不能使用此键名',
  'json.surrogate': '字符串中含有残缺的字符编码（单独的代理项）',
  'json.number': '数字超出可精确表示的范围',
} as const;

export type JsonFaultCode = keyof typeof FAULTS;

/** The body cannot be read. `path` is like `items.0.deadline`; '' is the whole body. */
export class JsonFault extends Error {
  override readonly name = 'JsonFault';
  readonly code: JsonFaultCode;
  readonly path: string;
  /** In Chinese. */
  readonly sentence: string;

  constructor(code: JsonFaultCode, path = '') {
    super(code);
    this.code = code;
    this.path = path;
    this.sentence = FAULTS[code];
  }
}

/** The JSON value of a request's body, of at most 1 MB; throws JsonFault. */
export async function readStrictJson(request: Request): Promise<unknown> {
  const type = request.headers.get('content-type') ?? '';
  const encoding = request.headers.get('content-encoding') ?? 'identity';
  if (!/^application\/json\s*(?:;\s*charset="?utf-8"?\s*)?$/i.test(type) || encoding !== 'identity')
    throw new JsonFault('request.media-type');
  return parseStrictJson(decode(await readCapped(request)));
}

/** Content-Length may lie or be missing: the stream itself is counted. */
async function readCapped(request: Request): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > LARGEST_BODY)
    throw new JsonFault('request.too-large');
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.byteLength;
    if (length > LARGEST_BODY) {
      await reader.cancel();
      throw new JsonFault('request.too-large');
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks);
}

function decode(bytes: Uint8Array): string {
  try {
    // RFC 8259 §8.1 forbids a byte order mark; kept here, it is a syntax error below.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new JsonFault('json.encoding');
  }
}

/** Throws JsonFault. JSON.parse has the last word on syntax; it sees nothing deeper than it can recurse. */
export function parseStrictJson(text: string): unknown {
  scan(text);
  return parse(text);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new JsonFault('json.syntax');
  }
}

interface Level {
  /** The keys of an object so far; undefined in an array. */
  keys?: Set<string>;
  /** Where we are: a key, or an index. */
  at: string | number;
  awaitsKey: boolean;
}

/** One pass without recursion over text that may or may not be JSON. */
function scan(text: string): void {
  const levels: Level[] = [];
  let commas = 0;
  const path = (): string =>
    levels.map(({ at }) => (typeof at === 'number' ? String(at) : printableKey(at))).join('.');

  for (let index = 0; index < text.length; ) {
    const character = text[index]!;
    const level = levels.at(-1);
    if (character === '"') {
      const end = endOfString(text, index);
      const raw = text.slice(index, end);
      if (raw.length > LONGEST_STRING) throw new JsonFault('json.long', path());
      const isKey = level?.keys !== undefined && level.awaitsKey;
      // Decoded UTF-8 has no lone surrogate; only an escape can bring one (RFC 8259 §8.2).
      const string = raw.includes('\\') ? String(parse(raw)) : raw.slice(1, -1);
      if (isKey) takeKey(level, string, path);
      if (/\p{Cs}/u.test(string)) throw new JsonFault('json.surrogate', path());
      index = end;
      continue;
    }
    if (character === '-' || (character >= '0' && character <= '9')) {
      const end = endOfNumber(text, index);
      // Beyond 2^53 - 1 neighbouring integers are one and the same to many readers (RFC 8259 §6).
      if (!(Math.abs(Number(text.slice(index, end))) <= Number.MAX_SAFE_INTEGER))
        throw new JsonFault('json.number', path());
      index = end;
      continue;
    }
    if (character === '{' || character === '[') {
      if (levels.length === DEEPEST) throw new JsonFault('json.depth');
      levels.push(
        character === '{' ? { keys: new Set(), at: '', awaitsKey: true } : { at: 0, awaitsKey: false },
      );
    } else if (character === '}' || character === ']') {
      levels.pop();
    } else if (character === ',' && level) {
      commas += 1;
      if (commas > MOST_COMMAS) throw new JsonFault('json.many');
      if (typeof level.at === 'number') level.at += 1;
      else level.awaitsKey = true;
    }
    index += 1;
  }
}

function takeKey(level: Level, key: string, path: () => string): void {
  level.at = key;
  level.awaitsKey = false;
  if (key === '__proto__' || key === 'constructor' || key === 'prototype')
    throw new JsonFault('json.forbidden-key', path());
  if (level.keys!.has(key)) throw new JsonFault('json.duplicate-key', path());
  level.keys!.add(key);
}

/** The index after the closing quotation mark. */
function endOfString(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index += 1) {
    const character = text[index];
    if (character === '\\') index += 1;
    else if (character === '"') return index + 1;
  }
  throw new JsonFault('json.syntax');
}

function endOfNumber(text: string, start: number): number {
  let index = start + 1;
  while (index < text.length && /[\d.eE+-]/.test(text[index]!)) index += 1;
  return index;
}
