// What only an authorization asks.
import { expect, test } from '@jest/globals';
import { AUTHORIZATION } from '../../templates/authorization/authorization.ts';
import { PLEDGE } from '../../templates/pledge/pledge.ts';
import { type Changes, problemsOf, sampleValue } from './filled.ts';

const problems = (changes: Changes) => problemsOf(AUTHORIZATION, changes);
const { drc, county, enterprise } = PLEDGE.sample.parties as Record<string, Record<string, string>>;

test('one party authorizes: none is too few, two are too many', () => {
  expect(problems({ parties: {} })).toEqual(['parties.enterprise principal.none']);
  expect(problems({ parties: { drc: drc!, county: county! } })).toEqual(['parties.county principal.more']);
  expect(problems({ parties: { drc: drc! } })).toEqual([]);
  expect(problems({ parties: { county: county! } })).toEqual([]);
});

test('whoever authorizes signs alone, whichever party it is', () => {
  for (const [role, party] of Object.entries({ drc, county, enterprise })) {
    const value = sampleValue(AUTHORIZATION, { parties: { [role]: party! } });
    expect(AUTHORIZATION.parties(value).map(({ role }) => role)).toEqual([role]);
    expect(AUTHORIZATION.order(value)).toEqual([[role]]);
  }
});

test('nobody authorizes himself, with or without a blank in the name', () => {
  expect(problems({ 'agent.name': '汪 成林' })).toEqual(['agent.name agent.principal']);
});

test('its term has an order, is not over, and begins its end after the signing', () => {
  expect(problems({ 'term.from': '2027-04-01' })).toEqual(['term.until term.order']);
  expect(problems({ 'term.until': '2026-11-24' })).toEqual([
    'term.until term.past',
    'signing.signBy sign-by.after-term',
  ]);
  expect(problems({ 'term.until': '2026-12-07' })).toEqual(['signing.signBy sign-by.after-term']);
  expect(problems({ 'term.until': '2026-12-08' })).toEqual([]);
});

test('it names one document, without marks of its own', () => {
  expect(problems({ 'matter.document': '《创建三级联签承诺书》' })).toEqual(['matter.document matter.marks']);
  expect(problems({ 'matter.document': undefined })).toEqual(['matter.document required']);
});

test('it is counted in a register, having no mark of a commission', () => {
  const number = AUTHORIZATION.number(sampleValue(AUTHORIZATION), '2026-01-08');
  expect(number.format(3)).toBe('630121-2026-授权-0003');
});
