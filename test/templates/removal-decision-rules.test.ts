// What only a removal decision asks, and what follows from each cause.
import { describe, expect, test } from '@jest/globals';
import { REMOVAL_DECISION } from '../../templates/removal-decision/removal-decision.ts';
import { type Changes, problemsOf, sampleValue } from './filled.ts';
import { wordingOf } from './wording.ts';

const problems = (changes: Changes) => problemsOf(REMOVAL_DECISION, changes);
const NO_BREACH: Changes = { 'grounds.pledge': undefined, 'grounds.granted': undefined };
const page = (changes: Changes) => wordingOf(REMOVAL_DECISION, changes);

describe.each([
  ['destroyed-landscape', '将大通老爷山·河湟文旅小镇从创建名单中淘汰', '第十八条规定', '', ''],
  ['no-investor', '将大通老爷山·河湟文旅小镇淘汰除名', '第二十条规定', '', ''],
  ['disguised-housing', '将大通老爷山·河湟文旅小镇淘汰除名', '第二十条规定', '', ''],
  ['not-rectified', '对大通老爷山·河湟文旅小镇予以淘汰', '第二十条规定', '', ''],
  ['breach', '大通老爷山·河湟文旅小镇退出创建名单', '第二十四条规定', '全额退还', ''],
  [
    'evaluation-creating',
    '将大通老爷山·河湟文旅小镇清退出创建名单',
    '第二十五条规定',
    '',
    '取消小镇的相关资金',
  ],
  ['evaluation-named', '将大通老爷山·河湟文旅小镇清退出创建名单', '第二十五条规定', '', ''],
] as const)('%s', (cause, act, article, refund, support) => {
  const proof: Changes = {
    'grounds.cause': cause,
    ...(cause !== 'breach' && NO_BREACH),
    ...(cause === 'not-rectified' && { 'grounds.review': '宁发改复查〔2026〕1号' }),
    ...(cause.startsWith('evaluation') && { 'grounds.evaluation': '《关于2026年度考核评估结果的通报》' }),
  };

  test('is decided on its own article, with its own act', () => {
    expect(problems(proof)).toEqual([]);
    expect(REMOVAL_DECISION.title(sampleValue(REMOVAL_DECISION, proof))).toBe(`关于${act}的决定`);
    expect(page(proof)).toContain(`（青政办〔2021〕5号，以下简称《实施意见》）${article}`);
  });

  test('has the consequences that the article names and no others', () => {
    const decided = page(proof).split('四、决定事项')[1]!;
    expect(decided.includes('全额退还创建奖补资金12,000,000元（大写：人民币壹仟贰佰万元整）')).toBe(
      refund !== '',
    );
    expect(decided.includes('退还')).toBe(refund !== '');
    expect(decided.includes('取消小镇的相关资金和政策支持，并给予通报')).toBe(support !== '');
    expect(decided.includes('通报')).toBe(support !== '');
  });
});

test('a breach names pledge, plan and what was paid, nothing included', () => {
  expect(problems({ 'grounds.pledge': undefined })).toEqual(['grounds.pledge grounds.pledge']);
  expect(problems({ 'grounds.plan': undefined })).toEqual(['grounds.plan grounds.plan']);
  expect(problems({ 'grounds.granted': undefined })).toEqual(['grounds.granted grounds.granted']);
  expect(problems({ 'grounds.granted': '0' })).toEqual([]);
  expect(page({ 'grounds.granted': '0' })).toContain('没有拨付创建奖补资金，不涉及退还');
});

test('without a breach there is no refund, and with one there must be', () => {
  expect(problems({ 'grounds.cause': 'no-investor' })).toEqual([
    'grounds.pledge grounds.no-breach',
    'grounds.granted grounds.no-refund',
  ]);
});

test('a term that ran out is proven by the review, a failed evaluation by its result', () => {
  expect(problems({ 'grounds.cause': 'not-rectified', ...NO_BREACH })).toEqual([
    'grounds.review grounds.review',
  ]);
  for (const cause of ['evaluation-creating', 'evaluation-named']) {
    expect(problems({ 'grounds.cause': cause, ...NO_BREACH })).toEqual([
      'grounds.evaluation grounds.evaluation',
    ]);
  }
});

test('nothing is decided before the parties were told and their term to answer is over', () => {
  expect(problems({ 'hearing.until': '2026-11-24' })).toEqual(['hearing.until hearing.running']);
  expect(problems({ 'hearing.until': '2026-11-23' })).toEqual([]);
  expect(problems({ 'hearing.until': '2026-10-28' })).toEqual(['hearing.until hearing.order']);
});

test('what the parties said is answered; what nobody said is not', () => {
  expect(problems({ 'hearing.opinion': undefined })).toEqual(['hearing.opinion hearing.opinion']);
  expect(problems({ 'hearing.made': 'none' })).toEqual(['hearing.opinion hearing.nothing-made']);
  expect(problems({ 'hearing.made': 'none', 'hearing.opinion': undefined })).toEqual([]);
});

test('the decision takes effect once it can have been received', () => {
  expect(problems({ 'effect.from': '2026-12-07' })).toEqual(['effect.from effect.before-receipt']);
  expect(problems({ 'effect.from': '2026-12-08' })).toEqual([]);
});

test('it needs the consent of the government, and mail needs that of who receives', () => {
  expect(problems({ 'office.authority': '根据工作安排办理此事' })).toEqual([
    'office.authority office.authority',
  ]);
  expect(problems({ 'service.confirmed': undefined })).toEqual(['service.confirmed service.unconfirmed']);
});

test('a draft without a cause, or with a word that is none, has a title all the same', () => {
  const titles = [undefined, 'toString', 'breach', 7].map(
    (cause) => REMOVAL_DECISION.summarize({ town: { name: '甲小镇' }, grounds: { cause } }).title,
  );
  expect(titles).toEqual(Array(4).fill('关于甲小镇退出创建名单的决定'));
  expect(REMOVAL_DECISION.summarize({ grounds: { cause: 'no-investor' } }).title).toBe(
    '关于将未命名小镇淘汰除名的决定',
  );
});
