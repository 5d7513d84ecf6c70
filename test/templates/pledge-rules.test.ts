// What only a pledge asks.
import { expect, test } from '@jest/globals';
import { PLEDGE } from '../../templates/pledge/pledge.ts';
import { type Changes, problemsOf } from './filled.ts';

const problems = (changes: Changes) => problemsOf(PLEDGE, changes);

test('government borrowing where debt is under warning needs a reason (art. 16)', () => {
  const warned = { 'debt.warned': 'yes', 'investment.governmentDebt': '5000' };
  expect(problems(warned)).toEqual(['debt.reason debt.warned']);
  expect(problems({ ...warned, 'debt.reason': '债券已纳入限额管理并经省级批准' })).toEqual([]);
  expect(problems({ ...warned, 'investment.governmentDebt': '0' })).toEqual([]);
  expect(problems({ ...warned, 'debt.warned': 'no' })).toEqual([]);
});

test('more than half from the government needs a reason (art. 4)', () => {
  expect(problems({ 'investment.government': '84250' })).toEqual([]);
  expect(problems({ 'investment.government': '84250.01' })).toEqual([
    'investment.governmentReason investment.government-share',
  ]);
});

test('a part is not larger than the whole', () => {
  expect(problems({ 'investment.government': '168500.01' })).toEqual([
    'investment.government investment.government-more',
  ]);
  expect(problems({ 'investment.governmentDebt': '23600.01' })).toEqual([
    'investment.governmentDebt investment.debt-more',
  ]);
  expect(problems({ 'investment.total': '0', 'investment.government': '0' })).toEqual([
    'investment.total investment.total-zero',
  ]);
});

test('an amount has at most two decimals of 万元', () => {
  expect(problems({ 'investment.total': '168500.123' })).toEqual(['investment.total money.decimals']);
});

test('a subsidy received has its document, and a document its amount', () => {
  expect(problems({ 'subsidy.document': undefined })).toEqual(['subsidy.document subsidy.document']);
  expect(problems({ 'subsidy.received': undefined })).toEqual(['subsidy.received subsidy.received']);
  expect(problems({ 'subsidy.received': undefined, 'subsidy.document': undefined })).toEqual([]);
});

test('a pledge does not end before the last day to sign it', () => {
  const short = { 'period.to': '2027-01-10', 'period.from': '2026-01-01', 'signing.signBy': '2027-03-01' };
  expect(problems({ ...short, 'term.validUntil': '2027-03-01' })).toEqual([
    'term.validUntil valid-until.before-sign-by',
  ]);
  expect(problems({ ...short, 'term.validUntil': '2027-03-02' })).toEqual([]);
});

test('a period that is over cannot be pledged', () => {
  expect(problems({ 'period.from': '2023-01-01', 'period.to': '2026-11-24' })).toEqual([
    'period.to period.past',
  ]);
});

test('a pledge holds at least as long as the period', () => {
  expect(problems({ 'term.validUntil': '2030-12-30' })).toEqual([
    'term.validUntil valid-until.before-period-end',
  ]);
  expect(problems({ 'term.validUntil': '2026-11-24' })).toEqual(['term.validUntil valid-until.past']);
});
