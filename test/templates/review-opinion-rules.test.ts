// What only a review opinion asks.
import { expect, test } from '@jest/globals';
import { REVIEW_OPINION } from '../../templates/review-opinion/review-opinion.ts';
import { type Changes, problemsOf, sampleValue } from './filled.ts';

const problems = (changes: Changes) => problemsOf(REVIEW_OPINION, changes);
const NOT_EXTENDED: Changes = { 'conclusion.extendedTo': undefined, 'conclusion.extension': undefined };

test('all done is closed, and nothing else is', () => {
  const done = { 'items.2.result': 'done', ...NOT_EXTENDED };
  expect(problems({ ...done, 'conclusion.type': 'close', 'conclusion.handling': undefined })).toEqual([]);
  expect(problems({ ...done, 'conclusion.type': 'overdue' })).toEqual([
    'conclusion.type conclusion.all-done',
  ]);
  expect(problems({ ...done, 'conclusion.type': 'overdue', 'conclusion.handling': undefined })).toEqual([
    'conclusion.type conclusion.all-done',
  ]);
  expect(problems({ 'conclusion.type': 'close', ...NOT_EXTENDED })).toEqual([
    'conclusion.type conclusion.open-items',
  ]);
});

test.each(['partial', 'none'])('an item that is %s may be extended or overdue', (result) => {
  expect(problems({ 'items.2.result': result })).toEqual([]);
  expect(problems({ 'items.2.result': result, 'conclusion.type': 'overdue', ...NOT_EXTENDED })).toEqual([]);
});

test('nothing is overdue before its term has ended', () => {
  const overdue = { 'conclusion.type': 'overdue', ...NOT_EXTENDED };
  expect(problems({ ...overdue, 'items.2.deadline': '2026-11-17' })).toEqual([
    'conclusion.type conclusion.not-overdue',
  ]);
  expect(problems({ ...overdue, 'items.2.deadline': '2026-11-16' })).toEqual([]);
});

test('an extension needs its reply and its new term, which is still to come', () => {
  expect(problems({ 'conclusion.extension': undefined })).toEqual(['conclusion.extension extension.reply']);
  expect(problems({ 'conclusion.extendedTo': undefined })).toEqual(['conclusion.extendedTo extension.term']);
  expect(problems({ 'conclusion.extendedTo': '2026-11-24' })).toEqual([
    'conclusion.extendedTo extension.past',
  ]);
});

test('without an extension there is no new term and no reply', () => {
  expect(problems({ 'conclusion.type': 'overdue' })).toEqual([
    'conclusion.extendedTo extension.not-extended',
    'conclusion.extension extension.not-extended',
  ]);
});

test('what is not put right is not left without a word', () => {
  expect(problems({ 'conclusion.handling': undefined })).toEqual(['conclusion.handling conclusion.handling']);
});

test('two people reviewed, and one with a blank in the name is not two', () => {
  expect(problems({ 'inspectors.1.name': '韩 文青' })).toEqual(['inspectors.1.name inspector.repeated']);
  expect(problems({ inspectors: [{ name: '韩文青', unit: '西宁市发展和改革委员会' }] })).toEqual([
    'inspectors rows.few',
  ]);
});

test('order, report and review follow each other, and have happened', () => {
  expect(problems({ 'review.date': '2026-11-25' })).toEqual(['review.date review.future']);
  expect(problems({ 'report.date': '2026-11-18' })).toEqual(['report.date report.date']);
  expect(problems({ 'report.date': '2026-09-09' })).toEqual(['report.date report.date']);
  expect(problems({ 'report.date': undefined, 'review.date': '2026-09-09' })).toEqual([
    'review.date review.before-order',
  ]);
  expect(problems({ 'items.0.deadline': '2026-09-09' })).toEqual([
    'items.0.deadline item.deadline-before-order',
  ]);
});

test('two of them may fall on one day, the last of them on today', () => {
  expect(problems({ 'review.date': '2026-11-24', 'report.date': '2026-11-24' })).toEqual([]);
  const atOnce = { 'review.date': '2026-09-10', 'report.date': '2026-09-10' };
  expect(problems({ ...atOnce, 'items.0.deadline': '2026-09-10' })).toEqual([]);
});

test('nobody is served by mail who has not agreed to it in writing', () => {
  expect(problems({ 'service.confirmed': undefined })).toEqual(['service.confirmed service.unconfirmed']);
});

test('the commission issues, the others acknowledge receipt', () => {
  expect(REVIEW_OPINION.order(sampleValue(REVIEW_OPINION))).toEqual([['drc'], ['county', 'enterprise']]);
  expect(REVIEW_OPINION.receivers).toEqual(['county', 'enterprise']);
  const number = REVIEW_OPINION.number(sampleValue(REVIEW_OPINION), '2026-01-08');
  expect(number.format(1)).toBe('宁发改复查〔2026〕1号');
});
