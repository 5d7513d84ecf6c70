// Place, parties and term: the rules that hold for every type.
import { describe, expect, test } from '@jest/globals';
import { DOCUMENT_TYPES } from '../../templates/registry.ts';
import { problemsOf, sampleValue } from './filled.ts';

describe.each(DOCUMENT_TYPES.map((type) => [type.id, type] as const))('%s', (_, type) => {
  const parties = type.parties(sampleValue(type));
  const roles = parties.map(({ role }) => role);
  /** What two of the parties may not share, said of the later; nothing to say where one signs alone. */
  const shared = (
    key: 'organization' | 'code' | 'email',
    typed: (first: string) => string,
    earlier?: string,
  ) => {
    const [first, second] = parties;
    if (!first || !second) return;
    const changes = {
      [`parties.${first.role}.${key}`]: earlier ?? first[key],
      [`parties.${second.role}.${key}`]: typed(first[key]),
    };
    expect(problemsOf(type, changes).filter((problem) => problem.endsWith('-repeated'))).toEqual([
      `parties.${second.role}.${key} party.${key}-repeated`,
    ]);
  };

  test('a county of another prefecture is refused', () => {
    expect(problemsOf(type, { 'region.county': '630222' })).toEqual(['region.county region.county-outside']);
  });

  test('two parties of one name are refused, however the brackets and blanks are typed', () => {
    shared('organization', () => '青海(大通) 建设委员会', '青海（大通）建设委员会');
  });

  test('two parties of one code are refused', () => {
    shared('code', (first) => first);
  });

  test('two parties may not share a mailbox, since link and code go there', () => {
    shared('email', (first) => first.toUpperCase());
  });

  test('a code with one wrong character is refused', () => {
    const { role, code } = parties[0]!;
    const wrong = code.slice(0, -1) + (code.endsWith('1') ? '2' : '1');
    expect(problemsOf(type, { [`parties.${role}.code`]: wrong })).toEqual([
      `parties.${role}.code credit-code.check`,
    ]);
  });

  test('commission and county must be public bodies, the enterprise may not be an organ', () => {
    const company = '91350100M000100Y43';
    const organ = '11630000015000185Y';
    for (const role of roles) {
      const [code, fault] = role === 'enterprise' ? [organ, 'code-public'] : [company, 'code-not-public'];
      expect(problemsOf(type, { [`parties.${role}.code`]: code })).toEqual([
        `parties.${role}.code party.${fault}`,
      ]);
    }
  });

  test('大柴旦行政委员会 is a county government like any other', () => {
    const changes = {
      'region.prefecture': '632800',
      'region.county': '632857',
      ...(roles.includes('county') && {
        'parties.county.organization': '大柴旦行政委员会',
        'parties.county.code': '1163285701501D039T',
      }),
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
