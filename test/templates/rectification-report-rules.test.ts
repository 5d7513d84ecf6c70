// What only a report on rectification asks.
import { expect, test } from '@jest/globals';
import { RECTIFICATION_REPORT } from '../../templates/rectification-report/rectification-report.ts';
import { type Changes, problemsOf, sampleValue } from './filled.ts';

const problems = (changes: Changes) => problemsOf(RECTIFICATION_REPORT, changes);

test('what is done has its day, between the order and today', () => {
  expect(problems({ 'items.0.doneOn': undefined })).toEqual(['items.0.doneOn item.done-when']);
  expect(problems({ 'items.0.doneOn': '2026-09-10' })).toEqual([]);
  expect(problems({ 'items.0.doneOn': '2026-09-09' })).toEqual(['items.0.doneOn item.done-before-order']);
  expect(problems({ 'items.0.doneOn': '2026-11-25' })).toContain('items.0.doneOn item.done-future');
});

test('what is not done has a reason and a plan, and no day', () => {
  expect(problems({ 'items.2.plan': undefined })).toEqual(['items.2.plan item.plan']);
  expect(problems({ 'items.2.doneOn': '2026-11-01' })).toEqual(['items.2.state item.open-done']);
  expect(problems({ 'items.0.plan': '正在办理有关手续，年底前完成' })).toEqual([
    'items.0.plan item.plan-done',
  ]);
});

test('the county says that all is done when it is, and not before', () => {
  expect(problems({ 'review.opinion': 'complete' })).toEqual(['review.opinion review.not-complete']);
  const done = { 'items.2.state': 'done', 'items.2.plan': undefined, 'items.2.doneOn': '2026-11-20' };
  expect(problems(done)).toEqual(['review.opinion review.complete']);
  expect(problems({ ...done, 'review.opinion': 'complete' })).toEqual([]);
});

test('the county has checked after the last item was done', () => {
  expect(problems({ 'review.date': '2026-10-16' })).toEqual([]);
  expect(problems({ 'review.date': '2026-10-15' })).toEqual(['review.date review.early']);
  expect(problems({ 'review.date': '2026-11-25' })).toEqual(['review.date review.future']);
});

test('a report is signed before it is due; one that is late says why', () => {
  expect(problems({ 'signing.signBy': '2026-12-01' })).toEqual(['signing.signBy sign-by.after-report']);
  expect(problems({ 'report.lateReason': '县级核查安排调整，报送推迟' })).toEqual([
    'report.lateReason report.not-late',
  ]);
  const late = { 'report.by': '2026-11-23' };
  expect(problems(late)).toEqual(['report.lateReason report.late']);
  expect(problems({ ...late, 'report.lateReason': '县级核查安排调整，报送推迟' })).toEqual([]);
});

test('the order that it answers is named by its number and lies in the past', () => {
  expect(problems({ 'related.number': '宁发改改通2026年3号' })).toEqual(['related.number text.pattern']);
  expect(problems({ 'related.date': '2026-11-25' })).toContain('related.date related.future');
});

test('the enterprise reports, then the county checks; its register counts the reports of a year', () => {
  const value = sampleValue(RECTIFICATION_REPORT);
  expect(RECTIFICATION_REPORT.order(value)).toEqual([['enterprise'], ['county']]);
  const { series, format } = RECTIFICATION_REPORT.number(value, '2026-12-31');
  expect([series, format(1)]).toEqual(['rectification-report-630121-2026', '630121-2026-整报-0001']);
});
