// What only a confirmation of electronic service asks.
import { expect, test } from '@jest/globals';
import { SERVICE_CONFIRMATION } from '../../templates/service-confirmation/service-confirmation.ts';
import { SERVICE_RECEIPT } from '../../templates/service-receipt/service-receipt.ts';
import { type Changes, problemsOf, sampleValue } from './filled.ts';

const problems = (changes: Changes) => problemsOf(SERVICE_CONFIRMATION, changes);

test('nobody is served by mail who has not been told what that means', () => {
  expect(problems({ 'consent.informed': undefined })).toEqual(['consent.informed consent.uninformed']);
});

test('a mailbox other than the one that link and code go to has been tried', () => {
  expect(problems({ 'delivery.tested': undefined })).toEqual(['delivery.tested delivery.untested']);
  expect(
    problems({ 'delivery.tested': undefined, 'delivery.address': 'QiHaifeng@hehuang.example.com' }),
  ).toEqual([]);
});

test('the address of service is one mailbox', () => {
  for (const address of ['wenshu@hehuang', '马晓梅', 'a@b.example.com, c@d.example.com']) {
    expect(problems({ 'delivery.address': address })).toEqual(['delivery.address email.format']);
  }
});

test('the commission serves, the other party is served', () => {
  expect(problems({ 'authority.organization': '青海河湟文旅小镇投资运营有限公司' })).toEqual([
    'authority.organization authority.same',
  ]);
});

test('one party confirms for itself, and it alone signs', () => {
  const value = sampleValue(SERVICE_CONFIRMATION);
  expect(SERVICE_CONFIRMATION.order(value)).toEqual([['enterprise']]);
  const county = sampleValue(SERVICE_CONFIRMATION, { 'parties.county.person': '李生福' });
  expect(SERVICE_CONFIRMATION.order(county)).toEqual([['county']]);
  expect(SERVICE_CONFIRMATION.receivers).toBeUndefined();
  expect(problems({ 'parties.enterprise': undefined })).toContain('parties.county party.neither');
  expect(problems({ 'parties.county': { ...county.parties.county! } })).toEqual([
    'parties.enterprise party.both',
  ]);
});

test('a receipt of service refers to a confirmation by its number', () => {
  const { series, format } = SERVICE_CONFIRMATION.number(sampleValue(SERVICE_CONFIRMATION), '2026-01-08');
  expect(series).toBe('service-confirmation-630121-2026');
  expect(format(12)).toBe('630121-2026-送确-0012');
  expect(problemsOf(SERVICE_RECEIPT, { 'service.confirmation': format(12) })).toEqual([]);
});
