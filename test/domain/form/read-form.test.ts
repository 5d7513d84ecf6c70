// What was typed, read into values: what is taken, what is refused, with which sentence.
import { describe, expect, test } from '@jest/globals';
import type { GroupField } from '../../../functions/domain/form/field.ts';
import { readForm, readJson } from '../../../functions/domain/form/read-form.ts';
import { writeForm } from '../../../functions/domain/form/write-form.ts';

const FORM = {
  kind: 'group',
  label: '测试',
  fields: {
    name: { kind: 'text', label: '名称', maxLength: 10 },
    note: { kind: 'text', label: '说明', maxLength: 100, multiline: true, optional: true },
    code: { kind: 'credit-code', label: '代码' },
    email: { kind: 'email', label: '邮箱' },
    on: { kind: 'date', label: '日期' },
    total: { kind: 'money', label: '总投资' },
    area: { kind: 'area', label: '面积' },
    share: { kind: 'number', label: '比例', unit: '%', decimals: 1, min: 0, max: 100 },
    kindOf: { kind: 'choice', label: '类别', options: [{ value: 'a', label: '甲' }] },
    sure: { kind: 'flag', label: '确认' },
    county: { kind: 'region', label: '县', level: 'county' },
    items: {
      kind: 'rows',
      label: '事项',
      min: 1,
      max: 3,
      row: { kind: 'group', label: '事项', fields: { what: { kind: 'text', label: '内容', maxLength: 20 } } },
    },
  },
} as const satisfies GroupField;

const TYPED = {
  name: '大通·小镇（一期）',
  code: '11630000015000185Y',
  email: 'a.b@fgw.example.gov.cn',
  on: '2028-02-29',
  total: '12,345.67',
  area: '3.42',
  share: '18.5',
  kindOf: 'a',
  sure: 'on',
  county: '630121',
  items: [{ what: '第一项' }],
};

const VALUE = {
  name: '大通·小镇（一期）',
  code: '11630000015000185Y',
  email: 'a.b@fgw.example.gov.cn',
  on: '2028-02-29',
  total: 12_345_670_000,
  area: 3.42,
  share: 18.5,
  kindOf: 'a',
  sure: true,
  county: '630121',
  items: [{ what: '第一项' }],
};

const all = () => [];
const codeAt = (change: object, path: string) =>
  readForm(FORM, { ...TYPED, ...change }, all).problems.find((problem) => problem.path === path)?.code;

describe('a form', () => {
  test('gives its value: money in fen, area in km²', () => {
    expect(readForm(FORM, TYPED, all)).toEqual({ value: VALUE, partial: VALUE, problems: [] });
  });

  test('takes the same value as JSON, and writes it back as it would have been typed', () => {
    expect(readJson(FORM, VALUE, all).value).toEqual(VALUE);
    expect(readForm(FORM, writeForm(FORM, VALUE), all).value).toEqual(VALUE);
  });

  test('left empty names every field that must be filled, in Chinese', () => {
    const { problems, value } = readForm(FORM, {}, all);
    expect(value).toBeUndefined();
    expect(problems.map(({ path }) => path)).toEqual([
      'name',
      'code',
      'email',
      'on',
      'total',
      'area',
      'share',
      'kindOf',
      'county',
      'items',
    ]);
    expect(problems[0]).toEqual({ path: 'name', code: 'required', message: '请填写名称' });
  });

  test.each([
    ['a date that does not exist', { on: '2026-02-29' }, 'on', 'date.nonexistent'],
    ['a date in another form', { on: '2026年1月8日' }, 'on', 'date.format'],
    ['an amount with three decimals', { total: '1.234' }, 'total', 'money.decimals'],
    ['an amount that is no number', { total: '1e5' }, 'total', 'money.format'],
    ['a negative amount', { total: '-1' }, 'total', 'money.negative'],
    ['an amount beyond any that can be written in capitals', { total: '100000000' }, 'total', 'money.range'],
    ['an amount too large to be counted', { total: '999999999999' }, 'total', 'money.range'],
    ['an area with three decimals', { area: '3.421' }, 'area', 'area.decimals'],
    ['a share above its limit', { share: '100.1' }, 'share', 'number.range'],
    ['a choice that is not offered', { kindOf: 'b' }, 'kindOf', 'choice.unknown'],
    ['a prefecture where a county is asked', { county: '630100' }, 'county', 'region.unknown'],
    ['a credit code with one wrong digit', { code: '11630000015000186Y' }, 'code', 'credit-code.check'],
    ['two mailboxes in one field', { email: 'a@x.cn,b@y.cn' }, 'email', 'email.format'],
    ['a mailbox with a quoted name', { email: '"a@evil"@gov.cn' }, 'email', 'email.format'],
    ['too long a text', { name: '一'.repeat(11) }, 'name', 'text.long'],
    ['a row left empty', { items: [{}] }, 'items.0.what', 'required'],
    [
      'too many rows',
      { items: [{ what: 'a' }, { what: 'b' }, { what: 'c' }, { what: 'd' }] },
      'items',
      'rows.many',
    ],
    ['a field that is not in the form', { status: 'published' }, 'status', 'unknown-field'],
    ['a line feed in one line', { name: '小镇\nBcc: x' }, 'name', 'text.line-break'],
    ['a carriage return in one line', { name: '小镇\rBcc: x' }, 'name', 'text.line-break'],
    ['a control character', { note: 'a\u0000b' }, 'note', 'text.control'],
    ['half a character', { name: 'a\ud800' }, 'name', 'text.surrogate'],
    ['a group where a text is asked', { name: { a: 'b' } }, 'name', 'type.string'],
  ])('refuses %s', (_, change, path, code) => {
    expect(codeAt(change, path)).toBe(code);
  });

  test.each([
    '\u202e',
    '\u200b',
    '\u200d',
    '\u2060',
    '\ufeff',
    '\u00ad',
    '\u034f',
    '\u3164',
    '\uffa0',
    '\u115f',
    '\ufe0f',
    '\u{e0041}',
    '\u{e0100}',
    '\u180e',
    '\u2066',
  ])('refuses an invisible character and names it (%j)', (character) => {
    const problem = readForm(FORM, { ...TYPED, name: `甲${character}乙` }, all).problems[0]!;
    expect(problem.code).toBe('text.invisible');
    expect(problem.message).toContain(
      `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`,
    );
  });

  test('refuses a character that no font has, and names it', () => {
    const uncovered = (text: string) =>
      text.includes('𱍐') ? [{ character: '𱍐', codePoint: 'U+31350' }] : [];
    const problem = readForm(FORM, { ...TYPED, name: '𱍐' }, uncovered).problems[0]!;
    expect(problem).toMatchObject({ path: 'name', code: 'text.glyph' });
    expect(problem.message).toContain('U+31350');
  });

  test.each(['\u0301', 'x\u0301', '甲\u20dd', '\u0300乙'])(
    'refuses a combining mark that composes with nothing, and names it (%j)',
    (name) => {
      const problem = readForm(FORM, { ...TYPED, name }, all).problems[0]!;
      expect(problem).toMatchObject({ path: 'name', code: 'text.combining' });
      expect(problem.message).toMatch(/U\+(0300|0301|20DD)/);
    },
  );

  test('takes a letter and its mark as the one letter they are', () => {
    expect(readForm(FORM, { ...TYPED, name: 'e\u0301' }, all).value?.name).toBe('é');
  });

  test('makes every dot between names, dash, ellipsis and radical the one character that can be read back', () => {
    const name = (typed: string) => readForm(FORM, { ...TYPED, name: typed }, all).value?.name;
    expect(name('\u2022\u2027\u30fb\uff65\u0387')).toBe('·'.repeat(5));
    expect(name('\u2015\u22ef\u2011\u2012\u301c')).toBe('—…‐–～');
    expect(name('\u2f00\u2f63\u2fd5\u2e9f\u2ef3')).toBe('一生龠母龟');
  });

  test('refuses a radical that stands for no ideograph, and names it', () => {
    const problem = readForm(FORM, { ...TYPED, name: '⺀木' }, all).problems[0]!;
    expect(problem).toMatchObject({ path: 'name', code: 'text.radical' });
    expect(problem.message).toContain('U+2E80');
  });

  test('keeps markup as text', () => {
    const name = '<b>#[$*_&';
    expect(readForm(FORM, { ...TYPED, name }, all).value?.name).toBe(name);
  });

  test('does not mistake what every object inherits for a field', () => {
    const input = JSON.parse('{"__proto__": "x", "constructor": "y"}');
    const { problems } = readForm(
      FORM,
      { ...TYPED, ...Object.fromEntries(Object.entries(input)) } as never,
      all,
    );
    expect(problems.map(({ path }) => path)).toEqual(['__proto__', 'constructor']);
  });

  test.each([
    ['a number as text', { total: '12' }, 'type.number'],
    ['an amount that is no whole number of fen', { total: 1.5 }, 'money.integer'],
    ['an amount finer than a hundredth of 万元', { total: 1 }, 'money.decimals'],
    ['infinity', { total: Number.POSITIVE_INFINITY }, 'type.number'],
  ])('transmitted with %s is refused', (_, change, code) => {
    expect(readJson(FORM, { ...VALUE, ...change }, all).problems[0]).toMatchObject({ path: 'total', code });
  });

  test('transmitted as something else than an object is refused', () => {
    for (const json of [null, 1, 'x', [], true]) {
      expect(readJson(FORM, json, all).problems.length).toBeGreaterThan(0);
    }
  });
});

describe('an optional group', () => {
  const form = {
    kind: 'group',
    label: '测试',
    fields: {
      other: {
        kind: 'group',
        label: '另一方',
        optional: true,
        fields: {
          name: { kind: 'text', label: '名称', maxLength: 10 },
          on: { kind: 'date', label: '日期' },
        },
      },
    },
  } as const satisfies GroupField;
  const none = () => [];

  test.each([{}, { other: {} }, { other: { name: ' ', on: '' } }])(
    'in which nothing is filled in is absent: %j',
    (input) => {
      expect(readForm(form, input, none)).toEqual({ value: {}, partial: {}, problems: [] });
    },
  );

  test('that is begun is to be finished', () => {
    const { problems } = readForm(form, { other: { name: '甲', on: '' } }, none);
    expect(problems.map(({ path, code }) => `${path} ${code}`)).toEqual(['other.on required']);
  });

  test('is an object, not a list or a text', () => {
    for (const other of [[], 'x']) {
      expect(readJson(form, { other }, none).problems[0]).toMatchObject({
        path: 'other',
        code: 'type.object',
      });
    }
  });
});
