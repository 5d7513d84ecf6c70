// What only a request for more time asks.
import { expect, test } from '@jest/globals';
import { EXTENSION_REQUEST } from '../../templates/extension-request/extension-request.ts';
import { type Changes, problemsOf, sampleValue } from './filled.ts';

const problems = (changes: Changes) => problemsOf(EXTENSION_REQUEST, changes);

test('more time is asked for before the term ends', () => {
  expect(problems({ 'items.0.deadline': '2026-11-23' })).toEqual(['items.0.deadline extension.expired']);
  expect(problems({ 'signing.signBy': '2026-11-30' })).toEqual([]);
  expect(problems({ 'signing.signBy': '2026-12-01' })).toEqual(['signing.signBy sign-by.after-deadline']);
});

test('of several items the first to end decides until when the request is signed', () => {
  const { items } = sampleValue(EXTENSION_REQUEST);
  const another = { ...items[0]!, deadline: '2026-11-27' };
  expect(problems({ items: [items[0]!, another] })).toEqual(['signing.signBy sign-by.after-deadline']);
});

test('the new deadline is later than the old', () => {
  expect(problems({ 'items.0.newDeadline': '2026-12-01' })).toEqual([]);
  expect(problems({ 'items.0.newDeadline': '2026-11-30' })).toEqual([
    'items.0.newDeadline extension.not-later',
  ]);
});

test('earlier extensions are counted, and the last reply is named', () => {
  expect(problems({ 'earlier.count': '1' })).toEqual(['earlier.reply earlier.reply']);
  expect(problems({ 'earlier.count': '1', 'earlier.reply': '宁发改延复〔2026〕1号' })).toEqual([]);
  expect(problems({ 'earlier.reply': '宁发改延复〔2026〕1号' })).toEqual(['earlier.count earlier.count']);
  expect(problems({ 'earlier.count': undefined })).toEqual(['earlier.count required']);
});

test('a further extension is looked at twice, and can be asked for all the same', () => {
  const warned = (count: string) =>
    EXTENSION_REQUEST.warnings!(sampleValue(EXTENSION_REQUEST, { 'earlier.count': count }), '2026-11-24');
  expect(warned('0')).toEqual([]);
  expect(warned('2')).toMatchObject([{ path: 'earlier.count', code: 'extension.again' }]);
});

test('a county that does not agree says why', () => {
  expect(problems({ 'review.opinion': 'disagree' })).toEqual([]);
  expect(problems({ 'review.opinion': 'disagree', 'review.note': undefined })).toEqual([
    'review.note review.reason',
  ]);
  expect(problems({ 'review.note': undefined })).toEqual([]);
});

test('the enterprise asks, then the county gives its opinion', () => {
  const value = sampleValue(EXTENSION_REQUEST);
  expect(EXTENSION_REQUEST.order(value)).toEqual([['enterprise'], ['county']]);
  expect(EXTENSION_REQUEST.number(value, '2026-11-24').format(3)).toBe('630121-2026-延申-0003');
});
