// What only a rectification order asks.
import { expect, test } from '@jest/globals';
import { readForm } from '../../functions/domain/form/read-form.ts';
import { RECTIFICATION_ORDER } from '../../templates/rectification-order/rectification-order.ts';
import { documentType } from '../../templates/registry.ts';
import { SAMPLE_DAY } from '../../templates/sample-on.ts';
import { type Changes, changed, problemsOf } from './filled.ts';

const problems = (changes: Changes) => problemsOf(RECTIFICATION_ORDER, changes);

test('an item without a deadline cannot be issued', () => {
  expect(problems({ 'items.1.deadline': undefined })).toEqual(['items.1.deadline required']);
});

test('a deadline lies after today and not after the overall date', () => {
  expect(problems({ 'items.1.deadline': '2026-11-24' })).toContain('items.1.deadline item.deadline-past');
  expect(problems({ 'items.1.deadline': '2027-02-01' })).toEqual([
    'items.1.deadline item.deadline-after-completion',
  ]);
  expect(problems({ 'completion.by': '2026-11-24' })).toContain('completion.by completion.past');
});

test('a day that does not exist is refused', () => {
  expect(problems({ 'items.0.deadline': '2027-02-29' })).toEqual(['items.0.deadline date.nonexistent']);
});

test.each(['no-investor', 'disguised-housing', 'destroyed-landscape'])(
  '%s has no cure period: a removal decision is needed',
  (violation) => {
    const input = changed(RECTIFICATION_ORDER.sample, { 'violation.type': violation });
    const { value } = readForm(RECTIFICATION_ORDER.form, input, () => []);
    const [problem, ...others] = RECTIFICATION_ORDER.rules(value as never, SAMPLE_DAY);
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ path: 'violation.type', code: 'violation.no-cure-period' });
    expect(problem?.message).toContain('没有整改期');
    expect(problem?.message).toContain(documentType('removal-decision')!.name);
  },
);

test('unlawful use of land goes to the authority that may punish it', () => {
  expect(problems({ 'violation.transfer': undefined })).toEqual(['violation.transfer violation.transfer']);
  expect(
    problems({
      'violation.type': 'other',
      'violation.transfer': undefined,
    }),
  ).toEqual([]);
});

const GUIDANCE = {
  document: '《关于加强小镇主导产业培育的指导意见》（宁发改〔2025〕177号）',
  date: '2025-08-20',
  result: '县发展和改革局三次现场指导，至今未引进龙头企业。',
};

test('a weak industry is guided first, and then urged (art. 20)', () => {
  const weak: Changes = { 'violation.type': 'weak-industry', 'violation.transfer': undefined };
  expect(problems(weak)).toEqual([
    'guidance.document guidance.document',
    'guidance.date guidance.date',
    'guidance.result guidance.result',
  ]);
  expect(problems({ ...weak, guidance: GUIDANCE })).toEqual([]);
  expect(problems({ ...weak, guidance: { ...GUIDANCE, date: '2026-11-12' } })).toEqual([
    'guidance.date guidance.late',
  ]);
  expect(problems({ ...weak, guidance: { ...GUIDANCE, date: '2026-11-11' } })).toEqual([]);
});

test('guidance is given whole or not at all', () => {
  expect(problems({ guidance: { document: GUIDANCE.document } })).toEqual([
    'guidance.date guidance.date',
    'guidance.result guidance.result',
  ]);
  expect(problems({ guidance: GUIDANCE })).toEqual([]);
  expect(problems({ guidance: undefined })).toEqual([]);
});

test('another violation says in a few words what it is', () => {
  const other: Changes = { 'violation.type': 'other', 'violation.summary': undefined };
  expect(problems(other)).toEqual(['violation.summary violation.summary']);
  expect(problems({ 'violation.summary': undefined })).toEqual([]);
});

test('the inspection has happened, and two people made it', () => {
  expect(problems({ 'inspection.date': '2026-11-25' })).toEqual(['inspection.date inspection.future']);
  expect(problems({ inspectors: [{ name: '韩文青', unit: '西宁市发展和改革委员会' }] })).toEqual([
    'inspectors rows.few',
  ]);
  expect(problems({ 'inspectors.1.name': '韩文青', 'inspectors.1.unit': '西宁市发展和改革委员会' })).toEqual([
    'inspectors.1.name inspector.repeated',
  ]);
});

test('one person with two employers, or a blank in the name, is still one inspector', () => {
  expect(problems({ 'inspectors.1.name': '韩 文青', 'inspectors.1.unit': '大通县发展和改革局' })).toEqual([
    'inspectors.1.name inspector.repeated',
  ]);
});

test('the report is due when all is done', () => {
  expect(problems({ 'report.by': '2027-01-30' })).toEqual(['report.by report.early']);
});

test('receipt is acknowledged before the first deadline passes', () => {
  expect(problems({ 'signing.signBy': '2027-01-01' })).toEqual(['signing.signBy sign-by.after-deadline']);
});

test('nobody is served by mail who has not agreed to it in writing', () => {
  expect(problems({ 'service.confirmed': undefined })).toEqual(['service.confirmed service.unconfirmed']);
});

test('a pledge is referred to by its 20 digits', () => {
  expect(problems({ 'town.pledge': '6301212026100800000' })).toEqual(['town.pledge text.pattern']);
  expect(problems({ 'town.pledge': undefined })).toEqual([]);
});

test('the commission acts with the consent of its government', () => {
  expect(problems({ 'office.authority': '根据工作安排办理此事' })).toEqual([
    'office.authority office.authority',
  ]);
});
