// What a proof-reader would mark in typed text: punctuation (GB/T 15834-2011), numerals (GB/T 15835-2011) and document
// numbers (GB/T 9704-2012 7.2.5). Warnings with the corrected words: the office decides, names may be odd.
import type { Field, GroupField, Problem, TextField } from './field.ts';

interface Usage {
  code: string;
  /** Global. */
  pattern: RegExp;
  /** What stands in its place; as String.replace takes it, or undefined when only a person can say. */
  instead?: string | ((...match: string[]) => string);
  why: string;
}

const HAN = '\\p{Script=Han}';
const FULL: Readonly<Record<string, string>> = { ',': '，', ';': '；', ':': '：', '?': '？', '!': '！' };
const UNITS =
  '万元|亿元|元|平方公里|平方米|公里|公顷|吨|亩|米|个|项|家|户|处|条|人|日|月|年|号|件|名|套|座|%';

const USAGES: readonly Usage[] = [
  {
    code: 'usage.quotes',
    pattern: new RegExp(`"([^"\\n]*${HAN}[^"\\n]*)"`, 'gu'),
    instead: '“$1”',
    why: '引号应用“ ”',
  },
  { code: 'usage.quotes', pattern: /(?<=\p{Script=Han})["']|["'](?=\p{Script=Han})/gu, why: '引号应用“ ”' },
  {
    code: 'usage.half-width',
    pattern: /(?<=\p{Script=Han})[,;:?!]|(?<![A-Za-z0-9])[,;:?!](?=\p{Script=Han})/gu,
    instead: (mark) => FULL[mark]!,
    why: '标点应用全角',
  },
  {
    code: 'usage.brackets',
    pattern: new RegExp(`\\(([^()\\n]*${HAN}[^()\\n]*)\\)`, 'gu'),
    instead: '（$1）',
    why: '括号应用全角',
  },
  { code: 'usage.ellipsis', pattern: /\.{3,}|。{2,}/g, instead: '……', why: '省略号应为六个点' },
  {
    code: 'usage.dash',
    pattern: /(?<=\p{Script=Han})-{1,3}(?=\p{Script=Han})/gu,
    instead: '——',
    why: '破折号应占两个字',
  },
  {
    code: 'usage.document-number',
    pattern: /(?<=\p{Script=Han})[[【（(［](\d{4})[\]】）)］](?:第)?0*(\d+)号/gu,
    instead: '〔$1〕$2号',
    why: '文号的年份应加六角括号',
  },
  {
    code: 'usage.document-number',
    pattern: /〔(\d{4})〕(?:第0*|0+)(\d+)号/g,
    instead: '〔$1〕$2号',
    why: '文号不加“第”，不编虚位',
  },
  {
    code: 'usage.date',
    pattern: /(\d{4})年(?:0(\d)|(\d{1,2}))月(?:0(\d)|(\d{1,2}))日/g,
    instead: (_, year, zeroMonth, month, zeroDay, day) =>
      `${year}年${zeroMonth ?? month}月${zeroDay ?? day}日`,
    why: '月、日不编虚位',
  },
  {
    code: 'usage.date',
    pattern: /(?<![\d.-])((?:19|20)\d\d)[-./](\d{1,2})[-./](\d{1,2})(?![\d.-])/g,
    instead: (_, year, month, day) => `${year}年${Number(month)}月${Number(day)}日`,
    why: '日期应写明年、月、日',
  },
  {
    code: 'usage.unit-space',
    pattern: new RegExp(`(\\d)[ \\u3000]+(${UNITS})`, 'g'),
    instead: '$1$2',
    why: '数字与单位之间不空格',
  },
  {
    code: 'usage.full-width-digits',
    pattern: /[０-９Ａ-Ｚａ-ｚ％．]+/g,
    instead: (wide) => wide.normalize('NFKC'),
    why: '数字和字母应用半角',
  },
];

/** A field for more characters than these is meant for sentences. */
const LONGEST_WORDS = 120;

/** Of every text in `value`, in the order of the form; at most one for each kind of mark in a field. */
export function usageWarnings(form: GroupField, value: unknown): Problem[] {
  return inGroup(form, value, '');
}

function inGroup(group: GroupField, value: unknown, path: string): Problem[] {
  return Object.entries(group.fields).flatMap(([key, field]) =>
    inField(field, (value as Record<string, unknown> | undefined)?.[key], path ? `${path}.${key}` : key),
  );
}

function inField(field: Field, value: unknown, path: string): Problem[] {
  if (field.kind === 'group') return inGroup(field, value, path);
  if (field.kind === 'rows')
    return (Array.isArray(value) ? value : []).flatMap((row, at) => inGroup(field.row, row, `${path}.${at}`));
  return field.kind === 'text' && typeof value === 'string' ? inText(field, value, path) : [];
}

function inText(field: TextField, text: string, path: string): Problem[] {
  const found = new Map<string, Problem>();
  for (const { code, pattern, instead, why } of USAGES) {
    for (const match of text.matchAll(pattern)) {
      const [wrong] = match;
      const right = instead === undefined ? undefined : replaced(match, instead);
      if (right === wrong || found.has(code)) continue;
      const advice = right === undefined ? '请核对' : `可改为“${right}”`;
      found.set(code, { path, code, message: `“${wrong}”：${why}，${advice}` });
    }
  }
  const end = field.multiline ? undefined : endingOf(field).exec(text)?.[0];
  if (end)
    found.set('usage.end', {
      path,
      code: 'usage.end',
      message: `末尾的“${end}”会与文书中的标点重复，请删去`,
    });
  return [...found.values()];
}

/** Words go on in a sentence of the document, which brings its own mark; a whole sentence has its own. */
function endingOf({ maxLength }: TextField): RegExp {
  return maxLength > LONGEST_WORDS ? /[，；、：,;]$/ : /[。，；、：,;]$/;
}

function replaced(match: RegExpExecArray, instead: NonNullable<Usage['instead']>): string {
  if (typeof instead === 'function') return instead(...match);
  return instead.replace(/\$(\d)/g, (_, at) => match[Number(at)] ?? '');
}
