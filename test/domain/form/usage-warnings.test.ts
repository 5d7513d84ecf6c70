// What a proof-reader marks in typed text, with the corrected words; and what is left alone.
import { describe, expect, test } from '@jest/globals';
import type { GroupField } from '../../../functions/domain/form/field.ts';
import { usageWarnings } from '../../../functions/domain/form/usage-warnings.ts';
import { DOCUMENT_TYPES } from '../../../templates/registry.ts';
import { sampleValue } from '../../templates/filled.ts';

const FORM = {
  kind: 'group',
  label: '表',
  fields: {
    line: { kind: 'text', label: '一行', maxLength: 60 },
    sentence: { kind: 'text', label: '一句', maxLength: 300 },
    text: { kind: 'text', label: '正文', maxLength: 500, multiline: true },
    code: { kind: 'credit-code', label: '代码' },
    rows: {
      kind: 'rows',
      label: '行',
      min: 0,
      max: 9,
      row: { kind: 'group', label: '行', fields: { fact: { kind: 'text', label: '事实', maxLength: 500 } } },
    },
  },
} as const satisfies GroupField;

const marks = (text: string) =>
  usageWarnings(FORM, { text }).map(({ code, message }) => `${code} ${message}`);

describe('in typed text', () => {
  test.each([
    ['入口"广告牌"已拆', '“"广告牌"”：引号应用“ ”，可改为““广告牌””'],
    ['已拆除,正在复绿', '“,”：标点应用全角，可改为“，”'],
    ['现场(照片)为证', '“(照片)”：括号应用全角，可改为“（照片）”'],
    ['道路、管网...', '“...”：省略号应为六个点，可改为“……”'],
    ['完工--验收', '“--”：破折号应占两个字，可改为“——”'],
    ['青政办[2021]5号', '“[2021]5号”：文号的年份应加六角括号，可改为“〔2021〕5号”'],
    ['青政办（2021）5号', '“（2021）5号”：文号的年份应加六角括号，可改为“〔2021〕5号”'],
    ['青政办〔2021〕第05号', '“〔2021〕第05号”：文号不加“第”，不编虚位，可改为“〔2021〕5号”'],
    ['2026年09月05日', '“2026年09月05日”：月、日不编虚位，可改为“2026年9月5日”'],
    ['于2026.9.5核查', '“2026.9.5”：日期应写明年、月、日，可改为“2026年9月5日”'],
    ['于2026-09-05核查', '“2026-09-05”：日期应写明年、月、日，可改为“2026年9月5日”'],
    ['共3 处', '“3 处”：数字与单位之间不空格，可改为“3处”'],
    ['占３０％', '“３０％”：数字和字母应用半角，可改为“30%”'],
  ])('%s is marked', (text, message) => {
    expect(marks(text).map((mark) => mark.replace(/^\S+ /, ''))).toEqual([message]);
  });

  test.each([
    '依据青政办〔2021〕5号，2026年9月5日现场核查“广告牌”（照片1），共3处……',
    '项目代码2611-630121-04-01-123456，网址https://a.example/b?c=1,2',
    '面积1—5平方公里，总投资1,234.56万元，占30.5%',
    '统一社会信用代码91630121MA75XK2H0W',
    '完工——验收',
    '第3期（2026年）',
  ])('%s is left alone', (text) => {
    expect(marks(text)).toEqual([]);
  });

  test('the same mark twice is said once, with the field it stands in', () => {
    expect(usageWarnings(FORM, { rows: [{ fact: '甲' }, { fact: '甲,乙,丙' }] })).toEqual([
      { path: 'rows.1.fact', code: 'usage.half-width', message: expect.any(String) },
    ]);
  });
});

test('words that end in a mark are told that the document brings its own; a sentence may end in 。', () => {
  const paths = (value: object) => usageWarnings(FORM, value).map(({ path }) => path);
  expect(paths({ line: '北侧规划路。', sentence: '已拆除。', text: '已完成。' })).toEqual(['line']);
  expect(paths({ line: '北侧规划路', sentence: '已拆除，' })).toEqual(['sentence']);
});

test.each(DOCUMENT_TYPES.map((type) => [type.id, type] as const))(
  'the sample of %s has nothing to mark',
  (_, type) => {
    expect(usageWarnings(type.form, sampleValue(type))).toEqual([]);
  },
);
