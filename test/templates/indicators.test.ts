// The national indicators: thresholds, whom they are asked of, from when, and what a plan is told.
import { describe, expect, test } from '@jest/globals';
import { readForm } from '../../functions/domain/form/read-form.ts';
import { CREATION_PLAN } from '../../templates/creation-plan/creation-plan.ts';
import {
  appliesTo,
  categoryWords,
  INDICATORS,
  type Indicator,
  indicatorsOn,
  limitWords,
  standingOf,
} from '../../templates/indicators.ts';
import { SAMPLE_DAY } from '../../templates/sample-on.ts';
import { TOWN_CATEGORY } from '../../templates/town-fields.ts';
import { type Changes, changed, problemsOf } from './filled.ts';

const CATEGORIES = TOWN_CATEGORY.options.map(({ value }) => value);
const askedOf = (id: string) => {
  const indicator = INDICATORS.find((row) => row.id === id)!;
  return CATEGORIES.filter((category) => appliesTo(indicator, category));
};

test('the thirteen thresholds are those of the guideline (发改规划〔2021〕1383号)', () => {
  expect(INDICATORS.map((row) => [row.name, limitWords(row, row.value)])).toEqual([
    ['规划用地面积下限', '不低于1平方公里'],
    ['规划用地面积上限', '不高于5平方公里'],
    ['建设用地面积', '不低于0.5平方公里'],
    ['绿化覆盖率', '不低于30%'],
    ['特色产业投资占总投资比例', '不低于60%'],
    ['建设期内建设用地亩均累计投资额', '不低于200万元/亩'],
    ['全员劳动生产率', '不低于20万元/人'],
    ['吸纳就业人数', '不低于2,000人'],
    ['建设用地亩均年缴纳税收额', '不低于10万元/亩'],
    ['年接待游客人数', '不低于50万人次'],
    ['“三新”经济增加值占生产总值比例', '不低于20%'],
    ['研发经费投入强度', '不低于2.5%'],
    ['住宅用地占建设用地比例', '不高于30%'],
  ]);
});

test('the upper bound of the area is lifted for three classes, the lower for none', () => {
  const lifted = CATEGORIES.filter((category) => !askedOf('areaMost').includes(category));
  expect(lifted).toEqual(['culture-tourism', 'sports', 'rural']);
  expect(askedOf('areaLeast')).toEqual(CATEGORIES);
});

test('visitors are asked of culture and tourism, research of four classes, the rest of all', () => {
  expect(askedOf('visitors')).toEqual(['culture-tourism']);
  expect(askedOf('research')).toEqual(['manufacturing', 'technology', 'design', 'digital']);
  const some = INDICATORS.filter(({ categories }) => categories).map(({ id }) => id);
  expect(some).toEqual(['areaMost', 'visitors', 'research']);
});

test('a threshold itself is met; housing between 25 % and 30 % is met and not encouraged', () => {
  const standing = (id: string, value: number) => standingOf(INDICATORS.find((row) => row.id === id)!, value);
  expect([29.9, 30].map((value) => standing('greening', value))).toEqual(['missed', 'met']);
  expect([5, 5.01].map((value) => standing('areaMost', value))).toEqual(['met', 'missed']);
  expect([25, 25.01, 30, 30.01].map((value) => standing('residential', value))).toEqual([
    'met',
    'not-encouraged',
    'not-encouraged',
    'missed',
  ]);
});

test('before its day no threshold holds, and a later row takes the place of an earlier one', () => {
  expect(indicatorsOn('2021-09-26')).toEqual([]);
  expect(indicatorsOn('2021-09-27')).toEqual(INDICATORS);
  const jobs = INDICATORS.find(({ id }) => id === 'jobs')!;
  const raised: Indicator = { ...jobs, value: 2200, from: '2027-07-01' };
  for (const rows of [
    [...INDICATORS, raised],
    [raised, ...INDICATORS],
  ]) {
    const valueOn = (day: string) => indicatorsOn(day, rows).find(({ id }) => id === 'jobs')!.value;
    expect([valueOn('2027-06-30'), valueOn('2027-07-01')]).toEqual([2000, 2200]);
    expect(indicatorsOn('2027-07-01', rows)).toHaveLength(13);
  }
});

test("the guideline's name of a class is given where it is another", () => {
  const words = TOWN_CATEGORY.options.map(({ value, label }) => categoryWords(value, label));
  expect(words).toContain('农业田园类（对应国家导则三产融合类）');
  expect(words).toContain('体育类（对应国家导则体育运动类）');
  expect(words.filter((word) => word.includes('对应'))).toHaveLength(2);
});

describe('what a plan is told', () => {
  const told = (changes: Changes) => {
    const { value, problems } = readForm(
      CREATION_PLAN.form,
      changed(CREATION_PLAN.sample, { 'indicators.taxPerMu.y5': '10', ...changes }),
      () => [],
    );
    if (!value) throw new Error(JSON.stringify(problems));
    return CREATION_PLAN.warnings!(value as never, SAMPLE_DAY);
  };
  const places = (changes: Changes) => told(changes).map(({ path, code }) => `${path} ${code}`);

  test.each([
    [
      'areaLeast',
      { 'town.area': '0.99', 'town.areaReason': '受北川河和山体限制，可用空间有限' },
      'town.area',
    ],
    [
      'areaMost',
      {
        'town.category': 'trade',
        'town.area': '5.01',
        'town.areaReason': '含滨河生态绿地，不计入建设范围',
      },
      'town.area',
    ],
    ['construction', { 'land.construction': '0.49' }, 'land.construction'],
    ['greening', { 'indicators.greening.y5': '29.9' }, 'indicators.greening.y5'],
    ['featured', { 'projects.0.featured': undefined }, 'projects'],
    ['investmentPerMu', { 'land.construction': '0.57' }, 'investment.total'],
    ['productivity', { 'indicators.productivity.y5': '19.9' }, 'indicators.productivity.y5'],
    ['jobs', { 'indicators.jobs.y5': '1999' }, 'indicators.jobs.y5'],
    ['taxPerMu', { 'indicators.taxPerMu.y5': '9.9' }, 'indicators.taxPerMu.y5'],
    ['visitors', { 'indicators.visitors.y5': '49.9' }, 'indicators.visitors.y5'],
    ['newEconomy', { 'indicators.newEconomy.y5': '19.9' }, 'indicators.newEconomy.y5'],
    [
      'research',
      { 'town.category': 'digital', 'indicators.research': { now: '0', y5: '2.4' } },
      'indicators.research.y5',
    ],
    ['residential', { 'town.residentialShare': '30.01' }, 'town.residentialShare'],
  ] satisfies [string, Changes, string][])(
    '%s out of its range is pointed out beside it',
    (id, changes, path) => {
      expect(places(changes)).toEqual([`${path} indicator.${id}`]);
      const [warning] = told(changes);
      const indicator = INDICATORS.find((row) => row.id === id)!;
      expect(warning!.message).toContain(limitWords(indicator, indicator.value));
      expect(warning!.message).toContain(
        '《全国特色小镇规范健康发展导则》（发改规划〔2021〕1383号，2021年9月27日起）',
      );
    },
  );

  test('nothing, when all are within', () => {
    expect(told({})).toEqual([]);
  });

  test('a value out of range is never refused for it', () => {
    expect(problemsOf(CREATION_PLAN, { 'indicators.greening.y5': '1', 'indicators.jobs.y5': '3' })).toEqual(
      [],
    );
    expect(problemsOf(CREATION_PLAN, { 'land.construction': '0.49' })).toEqual([]);
  });

  test('housing between 25 % and 30 % is pointed out as not encouraged', () => {
    expect(places({ 'town.residentialShare': '25' })).toEqual([]);
    const [warning] = told({ 'town.residentialShare': '25.01' });
    expect(warning).toMatchObject({
      path: 'town.residentialShare',
      code: 'indicator.residential-not-encouraged',
    });
    expect(warning!.message).toContain('鼓励不高于25%');
  });

  test('a reason is acknowledged, and the value is pointed out all the same', () => {
    const without = told({ 'indicators.greening.y5': '20' })[0]!.message;
    const given = told({
      'indicators.greening.y5': '20',
      'indicators.greening.reason': '高寒地区绿地建设条件有限，执行省级标准',
    })[0]!.message;
    expect(without).toContain('填写说明');
    expect(given).toContain('已填写说明');
  });

  test('what is not asked of a class is not held against it', () => {
    const small = { now: '0', y5: '0.1' };
    expect(places({ 'indicators.research': small })).toEqual([]);
    expect(places({ 'town.category': 'sports', 'indicators.visitors.y5': '1' })).toEqual([]);
    expect(places({ 'town.category': 'rural', 'town.area': '8.6' })).toEqual([]);
  });
});
