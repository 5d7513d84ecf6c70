// A pledge says what its parties take as their confirmation: the ways of signing that it uses, and no others.
import { expect, test } from '@jest/globals';
import { PLEDGE } from '../../templates/pledge/pledge.ts';
import type { Changes } from './filled.ts';
import { wordingOf } from './wording.ts';

const clause = (changes: Changes = {}): string => /三方约定，[^<]+/.exec(wordingOf(PLEDGE, changes))![0];

test('signed over links, it speaks of link and code, and of no seal', () => {
  expect(clause()).toContain('以一次性验证码确认后作出的电子签名，是本方');
  expect(clause()).toContain('该电子签名不是电子印章');
  expect(clause()).not.toContain('加盖');
});

test('sealed on paper by one party, it speaks of both ways', () => {
  const words = clause({ 'parties.drc.way': 'wet-seal' });
  expect(words).toContain('一次性验证码确认后作出的电子签名，或者在打印件上加盖印章');
  expect(words).toContain('平台载入的电子签名不是电子印章');
});

test('sealed by all through a provider, it speaks of no code', () => {
  const ways = ['drc', 'county', 'enterprise'].map((role) => [`parties.${role}.way`, 'e-seal']);
  expect(clause(Object.fromEntries(ways))).not.toContain('验证码');
});
