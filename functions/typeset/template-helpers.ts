/** The only helpers a document template may call, each with the clause it obeys. */
import { capitalAmount, chineseNumeral, grouped, shifted } from './numerals.ts';

/**
 * | helper | example | prints |
 * |---|---|---|
 * | `date` | `{{date signedOn}}` (YYYY-MM-DD) | 2026年1月8日: Arabic, no leading zero (GB/T 9704-2012 7.3.5.4) |
 * | `money` | `{{money fen}}` | 1,234.50元: groups of three (GB/T 15835-2011 5.1.1), fen shown when there are any |
 * | `wanyuan` | `{{wanyuan fen}}` | 1,200万元, exact, zeros at the end dropped |
 * | `chineseAmount` | `{{chineseAmount fen}}` | 壹佰贰拾万元整 |
 * | `area` | `{{area km2}}` | 3.2平方公里: a measured value is Arabic with its unit (4.1.1) |
 * | `number` | `{{number n}}` | 12,345.6 (5.1.1) |
 * | `percent` | `{{percent n}}` | 12.5% |
 * | `ordinal` | `{{ordinal n}}` | 三, for headings; n from 1 |
 * | `plus` | `{{ordinal (plus @index 1)}}` | the sum |
 * | `join` | `{{join names}}`, `{{join names "；"}}` | 甲、乙、丙 |
 * | `paragraphs` | `{{#each (paragraphs text)}}<p>{{this}}</p>{{/each}}` | the lines of a long text that are not empty |
 * | `quoted` | `{{quoted text}}` | “text”, quotation marks inside it single (GB/T 15834-2011 4.8.3.4) |
 * | `subheading` | `{{#if (subheading this)}}` | whether a typed line is a heading of level two: （一）… without 。 or ； (GB/T 9704-2012 7.3.3) |
 * | `has` | `{{#if (has "reason")}}` | whether a field is there and not empty: the way to ask for an optional field |
 * | `eq` | `{{#if (eq type "culture")}}` | strict equality |
 * | `not` `and` `or` | `{{#if (and (has "a") (not b))}}` | booleans |
 *
 * Blocks: `if unless each with`. A value of the wrong kind is an error, never an empty place.
 */
export const HELPERS: Readonly<Record<string, (this: unknown, ...values: never[]) => unknown>> = {
  date: (value: unknown) => dateText(value),
  money: (fen: unknown) => `${grouped(fixedFen(shifted(whole(fen), 2)))}元`,
  wanyuan: (fen: unknown) => `${grouped(shifted(whole(fen), 6))}万元`,
  chineseAmount: (fen: unknown) => capitalAmount(whole(fen)),
  area: (value: unknown) => `${grouped(decimal(value))}平方公里`,
  number: (value: unknown) => grouped(decimal(value)),
  percent: (value: unknown) => `${grouped(decimal(value))}%`,
  ordinal: (value: unknown) => chineseNumeral(whole(value)),
  plus: (a: unknown, b: unknown) => whole(a) + whole(b),
  join: (values: unknown, separator: unknown) =>
    list(values)
      .map(printable)
      .join(typeof separator === 'string' ? separator : '、'),
  paragraphs: (text: unknown) =>
    printable(text)
      .split(/\r\n?|\n/)
      .filter((line) => line.trim()),
  quoted: (text: unknown) => `“${printable(text).replace(/“/g, '‘').replace(/”/g, '’')}”`,
  subheading: (text: unknown) => /^（[一二三四五六七八九十]+）[^。；]*$/.test(printable(text)),
  has(name: unknown) {
    if (typeof name !== 'string') throw new TypeError('has 后面要写加半角引号的字段名，如 has "reason"');
    return !isEmpty(
      typeof this === 'object' && this !== null && Object.hasOwn(this, name) ? this[name as never] : null,
    );
  },
  eq: (a: unknown, b: unknown) => a === b,
  not: (value: unknown) => isEmpty(value),
  and: (...values: unknown[]) => values.slice(0, -1).every((value) => !isEmpty(value)),
  or: (...values: unknown[]) => values.slice(0, -1).some((value) => !isEmpty(value)),
};

function isEmpty(value: unknown): boolean {
  return !value || (Array.isArray(value) && value.length === 0);
}

function dateText(value: unknown): string {
  const parts = typeof value === 'string' ? /^(\d{4})-(\d{2})-(\d{2})$/.exec(value) : null;
  const utc = parts && new Date(`${value}T00:00:00Z`);
  if (!parts || !utc || Number.isNaN(utc.getTime()) || utc.getUTCDate() !== Number(parts[3])) {
    throw new TypeError(`date：${describe(value)}不是日期，应为 2026-01-08 这样的日期`);
  }
  return `${parts[1]}年${Number(parts[2])}月${Number(parts[3])}日`;
}

/** Yuan with both decimals when there is a fraction. */
function fixedFen(yuan: string): string {
  return /\.\d$/.test(yuan) ? `${yuan}0` : yuan;
}

function whole(value: unknown): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) {
    throw new TypeError(`${describe(value)}不是整数，金额以分为单位`);
  }
  return value;
}

function decimal(value: unknown): number | string {
  if (typeof value !== 'number' && typeof value !== 'string')
    throw new TypeError(`${describe(value)}不是数字`);
  return value;
}

function list(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new TypeError(`${describe(value)}不是列表`);
  return value;
}

/** What may stand in running text. @throws on objects, null and undefined: they would print as a hole or a name. */
export function printable(value: unknown): string {
  if (typeof value !== 'string' && typeof value !== 'number')
    throw new TypeError(`${describe(value)}不能直接印出，请写明其中的字段，或用 {{#each}}、{{#if}}`);
  return String(value);
}

function describe(value: unknown): string {
  return typeof value === 'object' && value !== null
    ? '一组数据'
    : value === undefined || value === null
      ? '空值'
      : JSON.stringify(value);
}
