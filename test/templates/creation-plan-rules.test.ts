// What only a creation plan asks.
import { expect, test } from '@jest/globals';
import type { FormInput } from '../../functions/domain/form/field.ts';
import { CREATION_PLAN } from '../../templates/creation-plan/creation-plan.ts';
import { type Changes, problemsOf, sampleValue } from './filled.ts';

const problems = (changes: Changes) => problemsOf(CREATION_PLAN, changes);

test('a plan without its exit clause cannot be issued (art. 24)', () => {
  expect(problems({ 'exit.included': undefined })).toEqual(['exit.included exit.missing']);
  expect(problems({ 'exit.clause': undefined })).toEqual(['exit.clause required']);
});

test.each([
  '违反承诺的，按程序退出创建名单，并接受全省通报批评。',
  '违反承诺的，全额退还创建奖补资金至原拨付渠道，不得拖延。',
  '违反承诺的，退出创建名单，并退还全部已经享受的优惠政策。',
])('a clause that does not say both exit and return is refused: %s', (clause) => {
  expect(problems({ 'exit.clause': clause })).toEqual(['exit.clause exit.clause']);
});

test.each([
  '违反承诺的，不得退出创建名单，奖补资金退还与否另行商定。',
  '违反承诺的，退出创建名单，已收到的奖补资金不予退还。',
  '违反承诺的，退出创建名单，企业无需退还创建奖补资金。',
  '违反承诺的，退出创建名单，免予全额返还创建奖补资金。',
])('a clause that denies exit or return is refused, though it has the words: %s', (clause) => {
  expect(problems({ 'exit.clause': clause })).toEqual(['exit.clause exit.clause']);
});

test.each([
  '违反承诺的，不得不退出创建名单，并退还创建奖补资金。',
  '违反承诺的，退出创建名单，退还创建奖补资金，不得拖延；逾期不退还的，依法追缴。',
])('a clause is not refused for a 不 that denies nothing: %s', (clause) => {
  expect(problems({ 'exit.clause': clause })).toEqual([]);
});

test('返还 says the same as 退还', () => {
  expect(problems({ 'exit.clause': '违反承诺的，退出创建名单，并全额返还创建奖补资金。' })).toEqual([]);
});

test('the projects add up to the total', () => {
  expect(problems({ 'projects.0.investment': '26800.01', 'projects.0.annual.y1': '6800.01' })).toEqual([
    'investment.total investment.sum',
    'targets.0.investment target.projects',
  ]);
  expect(problems({ projects: [] })).toEqual(['projects rows.few']);
});

test('the years of a project add up to it', () => {
  expect(problems({ 'projects.0.annual.y1': '6799', 'projects.1.annual.y1': '1' })).toEqual([
    'projects.0.investment project.annual-sum',
    'projects.1.investment project.annual-sum',
  ]);
});

test('the projects of a year add up to its target', () => {
  expect(problems({ 'projects.0.annual.y1': '6801', 'projects.0.annual.y2': '11999' })).toEqual([
    'targets.0.investment target.projects',
    'targets.1.investment target.projects',
  ]);
});

test('nothing is invested in a year that has no target', () => {
  expect(problems({ 'projects.9.annual.y5': undefined, 'projects.9.annual.y6': '1200' })).toEqual([
    'projects.9.annual.y6 project.year-without-target',
    'targets.4.investment target.projects',
  ]);
});

test('the years add up to the total, follow each other and lie within the period', () => {
  expect(problems({ 'targets.3.investment': '28199' })).toEqual([
    'targets.3.investment target.projects',
    'targets target.sum',
  ]);
  expect(problems({ 'targets.1.year': '2027' })).toEqual(['targets.1.year target.year-order']);
  expect(problems({ 'targets.4.year': '2032' })).toEqual(['targets.4.year target.year-outside']);
});

test('special bonds pay only for public welfare (art. 9)', () => {
  const bond = { 'projects.11.source': 'bond' };
  expect(problems(bond)).toEqual([]);
  expect(problems({ ...bond, 'projects.11.publicWelfare': undefined })).toEqual([
    'projects.11.source project.bond',
  ]);
});

test('bonds where debt is under warning need a reason (art. 16)', () => {
  const warned = { 'projects.11.source': 'bond', 'debt.warned': 'yes' };
  expect(problems(warned)).toEqual(['debt.reason debt.warned']);
  expect(problems({ ...warned, 'debt.reason': '债券已纳入限额管理并经省级批准' })).toEqual([]);
});

test('more than half from the government needs a reason (art. 4)', () => {
  const state: Changes = Object.fromEntries([0, 3, 6].map((index) => [`projects.${index}.source`, 'fiscal']));
  expect(problems(state)).toEqual(['investment.governmentReason investment.government-share']);
  expect(problems({ ...state, 'investment.governmentReason': '基础设施先行，企业投资后续跟进' })).toEqual([]);
});

test('building land fits into the town, reused land into building land', () => {
  expect(problems({ 'land.construction': '3.43' })).toEqual(['land.construction land.construction-more']);
  expect(problems({ 'land.existing': '0.57' })).toEqual(['land.existing land.existing-more']);
});

test('land let into the market by a collective is building land', () => {
  expect(problems({ 'land.collective': '0.57' })).toEqual(['land.collective land.collective-more']);
});

test('building land of nothing is refused', () => {
  expect(problems({ 'land.construction': '0', 'land.existing': '0', 'land.collective': '0' })).toEqual([
    'land.construction land.construction-zero',
  ]);
});

test('space for work, life and nature is all the space there is (art. 15)', () => {
  expect(problems({ 'land.spaces.living': '25.1' })).toEqual(['land.spaces.ecology land.spaces-sum']);
  // Three decimals whose binary sum is not 100.
  const thirds = { production: '33.3', living: '33.4', ecology: '33.3' };
  expect(problems({ 'land.spaces': thirds })).toEqual([]);
});

test('a subsidy that was received names the document that paid it', () => {
  expect(problems({ 'refund.document': undefined })).toEqual(['refund.document refund.document']);
  expect(problems({ 'refund.received': undefined, 'refund.document': undefined })).toEqual([]);
  expect(problems({ 'refund.received': '0', 'refund.document': undefined })).toEqual([]);
});

test('an indicator that is asked of the town has its value now and its target for the last year', () => {
  expect(problems({ 'indicators.jobs': {} })).toEqual([
    'indicators.jobs.now indicator.now',
    'indicators.jobs.y5 indicator.end',
  ]);
  expect(problems({ 'indicators.jobs.y2': undefined })).toEqual([]);
});

test('an indicator that is not asked of the town needs no value', () => {
  expect(problems({ 'indicators.research': {} })).toEqual([]);
  expect(problems({ 'town.category': 'sports', 'indicators.visitors': {} })).toEqual([]);
  expect(problems({ 'town.category': 'design', 'indicators.research': {} })).toEqual([
    'indicators.research.now indicator.now',
    'indicators.research.y5 indicator.end',
  ]);
});

test('an indicator has no target for a year that the plan does not have', () => {
  expect(problems({ 'indicators.greening.y6': '47' })).toEqual([
    'indicators.greening.y6 indicator.year-without-target',
  ]);
});

test('a period that is over cannot be planned', () => {
  const past: Changes = { 'period.from': '2023-01-01', 'period.to': '2026-11-24' };
  expect(problems(past)).toContain('period.to period.past');
  expect(problems({ ...past, 'period.to': '2026-11-25' })).not.toContain('period.to period.past');
});

test('a project of nothing is refused', () => {
  const projects = structuredClone(CREATION_PLAN.sample.projects) as FormInput[];
  projects.push({ ...projects[0]!, investment: '0', annual: {} });
  expect(problems({ projects })).toEqual(['projects.14.investment project.investment-zero']);
});

test.each([
  '未经西宁市人民政府同意即行文',
  '西宁市人民政府不同意（宁政函〔2026〕88号）',
  '尚待西宁市人民政府批准（宁政函〔2026〕88号）',
])('a text that says nobody agreed is no authority: %s', (authority) => {
  expect(problems({ 'office.authority': authority })).toEqual(['office.authority office.authority']);
});

test.each(['经西宁市不动产登记领导小组同意', '经未来科技城管理委员会批准'])(
  'a 不 or 未 in a name denies nothing: %s',
  (authority) => expect(problems({ 'office.authority': authority })).toEqual([]),
);

test('two prefectures that type the same mark take their numbers from two series', () => {
  const series = (region: { prefecture: string; county: string }) =>
    CREATION_PLAN.number({ ...sampleValue(CREATION_PLAN), region }, '2026-11-24').series;
  const [xining, haidong] = [
    series({ prefecture: '630100', county: '630121' }),
    series({ prefecture: '630200', county: '630222' }),
  ];
  expect(xining).not.toBe(haidong);
  expect(series({ prefecture: '630100', county: '630123' })).toBe(xining);
});

test('the notice says which government agreed', () => {
  expect(problems({ 'office.authority': '宁政函〔2026〕88号文件' })).toEqual([
    'office.authority office.authority',
  ]);
  expect(problems({ 'office.mark': 'NFG' })).toEqual(['office.mark text.pattern']);
});
