// Samples, numbers, summaries: what every row of the registry must give.
import { describe, expect, test } from '@jest/globals';
import { readForm } from '../../functions/domain/form/read-form.ts';
import { ROLES } from '../../functions/domain/party.ts';
import { DOCUMENT_TYPES, documentType } from '../../templates/registry.ts';
import { SAMPLE_DAY, sampleOn } from '../../templates/sample-on.ts';
import { problemsOf, sampleValue } from './filled.ts';

describe.each(DOCUMENT_TYPES.map((type) => [type.id, type] as const))('%s', (_, type) => {
  test('its sample passes on the day it was written for', () => {
    expect(problemsOf(type)).toEqual([]);
  });

  test('its sample passes on any other day once its dates are moved along', () => {
    for (const today of ['2024-02-29', '2026-12-31', '2027-11-24', '2031-12-31']) {
      const { value, problems } = readForm(type.form, sampleOn(type, today), () => []);
      expect(problems).toEqual([]);
      expect(type.rules(value, today)).toEqual([]);
    }
    expect(sampleOn(type, SAMPLE_DAY)).toEqual(type.sample);
  });

  test('each of its parties stands once in the order of signing', () => {
    const roles = type.parties(sampleValue(type)).map(({ role }) => role);
    expect(ROLES.filter((role) => roles.includes(role))).toEqual(roles);
    expect(type.order(sampleValue(type)).flat().toSorted()).toEqual(roles.toSorted());
  });

  test.each([
    undefined,
    null,
    7,
    'x',
    [],
    {},
    { town: null, region: 3 },
    { town: { name: 5 }, region: { county: {} } },
    { town: [], region: { county: '999999', prefecture: 'toString' } },
    JSON.parse('{"__proto__":{"town":{"name":"x"}}}'),
  ])('an unfinished form %j has a summary', (partial) => {
    const summary = type.summarize(partial);
    expect(summary.town).toBe('未命名小镇');
    expect(summary.title).toContain('未命名小镇');
    expect(summary.region).toBe('630000');
  });

  test('a summary falls back to the prefecture, and its title keeps within 100 characters', () => {
    const partial = { town: { name: '镇𠮷'.repeat(90) }, region: { prefecture: '630100' } };
    const summary = type.summarize(partial);
    expect(summary.region).toBe('630100');
    expect([...summary.title]).toHaveLength(100);
    expect(summary.title).not.toMatch(/\p{Cs}/u);
  });

  test('a summary of the whole form names town, county and document', () => {
    const value = sampleValue(type);
    expect(type.summarize(value)).toEqual({
      title: type.title(value),
      town: '大通老爷山·河湟文旅小镇',
      region: '630121',
    });
  });
});

test('a type that is not in the registry is not found', () => {
  expect(documentType('pledge')?.name).toBe('三级联签承诺书');
  expect(documentType('__proto__')).toBeUndefined();
});

test('a pledge has a 20-digit number: county, date, sequence', () => {
  const type = documentType('pledge')!;
  const { series, format } = type.number(sampleValue(type), '2026-01-08');
  expect(series).toBe('pledge-630121-20260108');
  expect(format(7)).toBe('63012120260108000007');
});

test('orders and plans are numbered by mark and year without leading zeros', () => {
  const order = documentType('rectification-order')!;
  const plan = documentType('creation-plan')!;
  expect(order.number(sampleValue(order), '2026-01-08').format(3)).toBe('宁发改改通〔2026〕3号');
  expect(plan.number(sampleValue(plan), '2026-01-08').format(1)).toBe('宁发改创方〔2026〕1号');
  const series = (mark: string, on: string) =>
    order.number(sampleValue(order, { 'office.mark': mark }), on).series;
  expect(
    new Set([series('宁发改', '2026-12-31'), series('宁发改', '2027-01-01'), series('东发改', '2026-12-31')])
      .size,
  ).toBe(3);
  expect(plan.number(sampleValue(plan), '2026-12-31').series).not.toBe(series('宁发改', '2026-12-31'));
});

test('the enterprise makes the plan, the county checks it, the commission approves it', () => {
  expect(documentType('creation-plan')!.order({})).toEqual([['enterprise'], ['county'], ['drc']]);
});

test('an order is signed by the commission before the others acknowledge it', () => {
  expect(documentType('rectification-order')!.order({})).toEqual([['drc'], ['county', 'enterprise']]);
});

test('only the pledge is disclosed, without a person in what the register shows', () => {
  expect(DOCUMENT_TYPES.filter((type) => type.disclosure).map(({ id }) => id)).toEqual(['pledge']);
  const pledge = documentType('pledge')!;
  expect(pledge.disclosure!(sampleValue(pledge))).toEqual({
    town: '大通老爷山·河湟文旅小镇',
    townCategory: '文化旅游类',
    prefecture: '630100',
    county: '630121',
    plannedAreaKm2: 3.42,
    validUntil: '2032-06-30',
  });
});
