// What only a refund notice asks.
import { expect, test } from '@jest/globals';
import type { FormInput } from '../../functions/domain/form/field.ts';
import { readForm } from '../../functions/domain/form/read-form.ts';
import { REFUND_NOTICE } from '../../templates/refund-notice/refund-notice.ts';
import { SAMPLE_DAY } from '../../templates/sample-on.ts';
import { type Changes, changed, problemsOf } from './filled.ts';
import { wordingOf } from './wording.ts';

const problems = (changes: Changes) => problemsOf(REFUND_NOTICE, changes);
const page = (changes: Changes) => wordingOf(REFUND_NOTICE, changes);

test('the whole of what was paid comes back, no less and no more (art. 24)', () => {
  expect(problems({ 'refund.total': '1199.99' })).toEqual(['refund.total refund.sum']);
  expect(problems({ 'refund.total': '1200.01' })).toEqual(['refund.total refund.sum']);
  expect(problems({ 'grants.0.amount': '500.01', 'refund.total': '1200.01' })).toEqual([]);
});

test('a wrong total is told what the grants add up to', () => {
  const input = changed(REFUND_NOTICE.sample, { 'refund.total': '1000', 'grants.0.amount': '500.5' });
  const { value } = readForm(REFUND_NOTICE.form, input, () => []);
  const [problem] = REFUND_NOTICE.rules(value as never, SAMPLE_DAY);
  expect(problem?.message).toContain('之和为1200.5万元，退还总额填写为1000万元');
});

test('a grant is more than nothing, was paid before the decision, and is listed once', () => {
  expect(problems({ 'grants.2.amount': '0', 'refund.total': '900' })).toEqual(['grants.2.amount grant.zero']);
  expect(problems({ 'grants.1.date': '2026-11-17' })).toEqual(['grants.1.date grant.after-decision']);
  expect(problems({ 'grants.1.date': '2026-11-16' })).toEqual([]);
  expect(problems({ 'grants.2.number': '青财建〔2026〕138号' })).toEqual([]);
  expect(problems({ 'grants.2.number': '青财建〔2026〕138号', 'grants.2.recipient': 'enterprise' })).toEqual([
    'grants.2.number grant.repeated',
  ]);
  expect(problems({ grants: [] })).toEqual(['grants rows.few']);
});

test('the money is due once the notice can have been received', () => {
  expect(problems({ 'refund.by': '2026-12-17' })).toEqual(['refund.by refund.before-receipt']);
  expect(problems({ 'refund.by': '2026-12-18' })).toEqual([]);
});

test('it prints the sum in figures and in capitals, and who returns how much', () => {
  expect(page({})).toContain('共计12,000,000元（大写：人民币壹仟贰佰万元整）');
  expect(page({})).toContain(
    '青海河湟文旅小镇投资运营有限公司退还9,000,000元（大写：人民币玖佰万元整）；大通回族土族自治县人民政府退还3,000,000元',
  );
});

test('who received nothing returns nothing', () => {
  const grants = (REFUND_NOTICE.sample.grants as FormInput[]).map((grant) => ({
    ...grant,
    recipient: 'county',
  }));
  const due = page({ grants }).split('二、退还单位和期限')[1]!.split('账户')[0]!;
  expect(due).toContain('大通回族土族自治县人民政府退还12,000,000元');
  expect(due).not.toContain('青海河湟文旅小镇投资运营有限公司');
});

test('the decision it rests on has been made', () => {
  expect(problems({ 'related.date': '2026-11-25' })).toEqual(['related.date related.future']);
  expect(problems({ 'related.number': undefined })).toEqual(['related.number required']);
});
