// Place, parties and term: the rules that hold for every type.
import { describe, expect, test } from '@jest/globals';
import { DOCUMENT_TYPES } from '../../templates/registry.ts';
import { problemsOf } from './filled.ts';

describe.each(DOCUMENT_TYPES.map((type) => [type.id, type] as const))('%s', (_, type) => {
  test('a county of another prefecture is refused', () => {
    expect(problemsOf(type, { 'region.county': '630222' })).toEqual(['region.county region.county-outside']);
  });

  test('two parties of one name are refused, however the brackets and blanks are typed', () => {
    const changes = {
      'parties.county.organization': '青海（大通）建设委员会',
      'parties.enterprise.organization': '青海(大通) 建设委员会',
    };
    expect(problemsOf(type, changes)).toEqual([
      'parties.enterprise.organization party.organization-repeated',
    ]);
  });

  test('two parties of one code are refused', () => {
    expect(problemsOf(type, { 'parties.county.code': '1163010001500A211E' })).toEqual([
      'parties.county.code party.code-repeated',
    ]);
  });

  test('two parties may not share a mailbox, since link and code go there', () => {
    expect(problemsOf(type, { 'parties.enterprise.email': 'LiShengfu@Datong.example.gov.cn' })).toEqual([
      'parties.enterprise.email party.email-repeated',
    ]);
  });

  test('a code with one wrong character is refused', () => {
    expect(problemsOf(type, { 'parties.drc.code': '1163010001500A212E' })).toEqual([
      'parties.drc.code credit-code.check',
    ]);
  });

  test('commission and county must be public bodies, the enterprise may not be an organ', () => {
    const company = '91350100M000100Y43';
    expect(problemsOf(type, { 'parties.drc.code': company })).toEqual([
      'parties.drc.code party.code-not-public',
    ]);
    expect(problemsOf(type, { 'parties.county.code': company })).toEqual([
      'parties.county.code party.code-not-public',
    ]);
    expect(problemsOf(type, { 'parties.enterprise.code': '11630000015000185Y' })).toEqual([
      'parties.enterprise.code party.code-public',
    ]);
  });

  test('大柴旦行政委员会 is a county government like any other', () => {
    const changes = {
      'region.prefecture': '632800',
      'region.county': '632857',
      'parties.county.organization': '大柴旦行政委员会',
      'parties.county.code': '1163285701501D039T',
    };
    expect(problemsOf(type, changes)).toEqual([]);
  });

  test('the last day to sign lies after today and within 180 days', () => {
    const at = (day: string) => problemsOf(type, { 'signing.signBy': day });
    expect(at('2026-11-24')).toEqual(['signing.signBy sign-by.past']);
    expect(at('2026-11-25')).toEqual([]);
    expect(at('2027-05-24')).toContain('signing.signBy sign-by.far');
    expect(at('2027-05-23')).not.toContain('signing.signBy sign-by.far');
  });
});
