// Texts as long as the forms let them be: text stands on the first page, and no title has more than four lines.
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { DocumentType } from '../../functions/domain/document-type.ts';
import type { FormInput, GroupField, TextField } from '../../functions/domain/form/field.ts';
import { readTyped } from '../../functions/domain/form/read-leaf.ts';
import { type Measured, measure } from '../../functions/measure/document.ts';
import { readPages } from '../../functions/measure/read-pages.ts';
import { check, report } from '../../functions/measure/report.ts';
import { DOCUMENT_TYPES } from '../../templates/registry.ts';
import { SAMPLE_DAY } from '../../templates/sample-on.ts';
import { testPress } from '../workflow/test-world.ts';
import { type Changes, problemsOf, sampleValue } from './filled.ts';

/** What stands above the text: by path, how a long one begins and ends. */
const NAMES: Readonly<Record<string, readonly [string, string]>> = {
  'town.name': ['大通老爷山河湟民俗文化旅游康养农业产业融合示范发展特色', '小镇'],
  'parties.drc.organization': ['海西蒙古族藏族自治州大柴旦行政区', '发展和改革委员会'],
  'parties.county.organization': ['青海省海西蒙古族藏族自治州大柴旦城乡统筹综合改革试验区域', '行政委员会'],
  'parties.enterprise.organization': [
    '青海大通老爷山河湟民俗文化旅游康养农业产业融合示范发展投资建设开发运营管理服务咨询集团',
    '有限责任公司',
  ],
  'office.mark': ['海西发改综合规划', ''],
  'office.authority': ['经海西蒙古族藏族自治州人民政府同意（西政函〔2026〕88号），'.repeat(3), '同意'],
  'addressees.main': ['各市、县、区人民政府，州政府各部门，'.repeat(6), '各行委'],
  'related.title': ['大通老爷山河湟民俗文化旅游康养农业产业融合示范发展特色小镇'.repeat(3), '限期整改通知书'],
};

function fieldAt({ form }: DocumentType, path: string): TextField | undefined {
  let field: { fields?: GroupField['fields'] } | undefined = form;
  for (const key of path.split('.')) field = field?.fields?.[key] as typeof field;
  return field as TextField | undefined;
}

/** Each of the names that the form asks for, `over` characters longer than it may be. */
function longest(type: DocumentType, over = 0): Changes {
  const parties = type.sample.parties as FormInput;
  return Object.fromEntries(
    Object.entries(NAMES).flatMap(([path, [begin, end]]) => {
      const field = fieldAt(type, path);
      const [, role] = /^parties\.(\w+)\./.exec(path) ?? [];
      if (!field || (role && !Object.hasOwn(parties, role))) return [];
      const length = field.maxLength + over - end.length;
      return [[path, [...begin.repeat(2)].slice(0, length).join('') + end]];
    }),
  );
}

describe.each(DOCUMENT_TYPES.map((type) => [type.id, type] as const))('the longest %s', (_, type) => {
  let pdf: Uint8Array;
  let measured: Measured;

  beforeAll(async () => {
    const value = sampleValue(type, longest(type));
    const issue = { number: type.number(value, SAMPLE_DAY).format(12), issuedOn: SAMPLE_DAY };
    ({ pdf } = await testPress().printer.print({ type, value, issue, today: SAMPLE_DAY }));
    measured = measure(await readPages(pdf));
  });

  test('is what the form accepts, and one character more is refused with what to do', () => {
    expect(problemsOf(type, longest(type))).toEqual([]);
    const over = Object.entries(longest(type, 1));
    expect(over.length).toBeGreaterThan(1);
    for (const [path, typed] of over)
      expect(problemsOf(type, { ...longest(type), [path]: typed })).toContain(`${path} text.long`);
  });

  test('has a title of four lines at most, and its mark on one', () => {
    const { titles, mark } = measured;
    expect(titles[0]!.length).toBeLessThanOrEqual(4);
    expect(mark.length).toBeLessThanOrEqual(1);
  });

  test('keeps every rule of its format, with text on its first page', async () => {
    expect(report(await check(pdf, type.layout))).toEqual([]);
  });
});

test('what is too long is refused with the limit, the length, and what to write instead', () => {
  const field = fieldAt(DOCUMENT_TYPES[0]!, 'parties.drc.organization')!;
  expect(readTyped(field, '海西蒙古族藏族自治州发展和改革委员会办公室', () => [])).toEqual({
    code: 'text.long',
    message: '最多18字，现为21字，发文机关标志和标题排不下，请填写规范化简称，如“海西州发展和改革委员会”',
  });
});

test.each([
  ['parties.drc.organization', '海西蒙古族藏族自治州发展和改革委员会'],
  ['parties.county.organization', '海西蒙古族藏族自治州大柴旦行政委员会'],
  ['parties.county.organization', '门源回族自治县人民政府'],
  ['town.name', '德令哈柴达木绿色有机枸杞康养文旅特色小镇'],
])('%s may be %s', (path, name) => {
  const [pledge] = DOCUMENT_TYPES;
  expect(problemsOf(pledge!, { [path]: name })).toEqual([]);
});
