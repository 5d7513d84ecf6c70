// What only a closing record asks.
import { expect, test } from '@jest/globals';
import { CLOSING_RECORD } from '../../templates/closing-record/closing-record.ts';
import { type Changes, problemsOf, sampleValue } from './filled.ts';

const problems = (changes: Changes) => problemsOf(CLOSING_RECORD, changes);

test('an item is put right after the order, and reviewed after it was put right', () => {
  expect(problems({ 'items.1.completedOn': '2026-09-09' })).toEqual([
    'items.1.completedOn item.completed-before-order',
  ]);
  expect(problems({ 'items.1.reviewedOn': '2026-10-14' })).toEqual([
    'items.1.reviewedOn item.reviewed-before-completion',
  ]);
  expect(problems({ 'items.1.reviewedOn': '2026-10-15' })).toEqual([]);
});

test('order, completion and review may fall on one day, the review on today', () => {
  expect(problems({ 'items.0.completedOn': '2026-09-10', 'items.0.reviewedOn': '2026-11-24' })).toEqual([]);
});

test('nothing is closed on a review that is still to come', () => {
  expect(problems({ 'items.0.reviewedOn': '2026-11-25' })).toEqual([
    'items.0.reviewedOn item.reviewed-in-future',
  ]);
});

test('every item names the opinion of its review', () => {
  expect(problems({ 'items.2.opinion': undefined })).toEqual(['items.2.opinion required']);
  expect(problems({ 'items.2.opinion': '宁发改复查[2026]1号' })).toEqual(['items.2.opinion text.pattern']);
});

test.each([
  '整改基本到位，情况属实，报请审定。',
  '整改未到位，不予销号，继续整改。',
  '暂缓销号，待复查后再议。',
])('an opinion that does not close is no closing record: %s', (opinion) =>
  expect(problems({ 'opinions.drc': opinion })).toEqual(['opinions.drc opinion.closing']),
);

test('the enterprise applies, the county checks, the commission closes', () => {
  expect(CLOSING_RECORD.order(sampleValue(CLOSING_RECORD))).toEqual([['enterprise'], ['county'], ['drc']]);
  expect(CLOSING_RECORD.number(sampleValue(CLOSING_RECORD), '2026-01-08').format(2)).toBe(
    '宁发改销〔2026〕2号',
  );
});
