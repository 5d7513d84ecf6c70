// What only a reply to a request for more time asks.
import { expect, test } from '@jest/globals';
import { EXTENSION_REPLY } from '../../templates/extension-reply/extension-reply.ts';
import { EXTENSION_REQUEST } from '../../templates/extension-request/extension-request.ts';
import { type Changes, problemsOf, sampleValue } from './filled.ts';
import { wordingOf } from './wording.ts';

const problems = (changes: Changes) => problemsOf(EXTENSION_REPLY, changes);
const page = (changes: Changes) => wordingOf(EXTENSION_REPLY, changes);

const ITEM = { measure: '建立小镇用地台账', deadline: '2026-11-30' };
const REFUSED = { 'decision.result': 'refused', 'items.0.newDeadline': undefined };

test('who is given more time is told until when, and who is not has none', () => {
  expect(problems(REFUSED)).toEqual([]);
  expect(problems({ 'decision.result': 'refused' })).toEqual(['items.0.newDeadline reply.refused']);
  expect(problems({ 'items.0.newDeadline': undefined })).toEqual(['items.0.newDeadline reply.until-when']);
});

test('a reply may grant one item and refuse another', () => {
  const granted = { measure: '污水处理站投入使用', deadline: '2026-11-30', newDeadline: '2027-05-31' };
  expect(problems({ items: [granted, ITEM] })).toEqual([]);
  expect(page({ items: [granted, ITEM] })).toMatch(/2027年5月31日.*不予延长/s);
});

test('the title says which it is', () => {
  expect(page({})).toContain('关于同意大通老爷山·河湟文旅小镇');
  expect(page(REFUSED)).toContain('关于不同意大通老爷山·河湟文旅小镇');
  expect(page(REFUSED)).not.toMatch(/2027年5月31日|同意按照下表/);
});

test('the new deadline is later than the old one and than today', () => {
  const early = { 'items.0.newDeadline': '2026-11-30', 'signing.signBy': '2026-11-30' };
  expect(problems(early)).toEqual(['items.0.newDeadline reply.not-later']);
  const past = { 'items.0.deadline': '2026-11-20', 'items.0.newDeadline': '2026-11-24' };
  expect(problems(past)).toContain('items.0.newDeadline reply.past');
});

test('what was asked for after the term had ended cannot be granted', () => {
  expect(problems({ 'items.0.deadline': '2026-11-18' })).toEqual([]);
  expect(problems({ 'items.0.deadline': '2026-11-17' })).toEqual(['items.0.newDeadline reply.late-request']);
  expect(problems({ ...REFUSED, 'items.0.deadline': '2026-11-17' })).toEqual([]);
});

test('the request came after the order and has arrived', () => {
  expect(problems({ 'request.date': '2026-11-25' })).toEqual(['request.date request.future']);
  expect(problems({ 'request.date': '2026-09-09' })).toEqual(['request.date request.before-order']);
  expect(problems({ 'request.number': '1号' })).toEqual(['request.number text.pattern']);
  const number = EXTENSION_REQUEST.number(sampleValue(EXTENSION_REQUEST), '2026-11-24').format(7);
  expect(problems({ 'request.number': number })).toEqual([]);
});

test('the report is due when all is done', () => {
  expect(problems({ 'decision.reportBy': '2027-05-30' })).toEqual(['decision.reportBy report.early']);
  expect(problems({ ...REFUSED, 'decision.reportBy': '2026-11-24' })).toContain(
    'decision.reportBy report.past',
  );
});

test('receipt is acknowledged before the first new deadline passes', () => {
  const soon = { 'items.0.newDeadline': '2026-12-07' };
  expect(problems(soon)).toEqual(['signing.signBy sign-by.after-deadline']);
  expect(problems({ ...soon, 'signing.signBy': '2026-12-07' })).toEqual([]);
});

test('the commission acts with the consent of its government, and serves by mail whom it may', () => {
  expect(problems({ 'office.authority': '根据工作安排办理此事' })).toEqual([
    'office.authority office.authority',
  ]);
  expect(problems({ 'service.confirmed': undefined })).toEqual(['service.confirmed service.unconfirmed']);
});

test('the commission signs, then the others acknowledge receipt', () => {
  const value = sampleValue(EXTENSION_REPLY);
  expect(EXTENSION_REPLY.order(value)).toEqual([['drc'], ['county', 'enterprise']]);
  expect(EXTENSION_REPLY.receivers).toEqual(['county', 'enterprise']);
  expect(EXTENSION_REPLY.number(value, '2026-11-24').format(2)).toBe('宁发改延复〔2026〕2号');
});
