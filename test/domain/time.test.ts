// Instants, calendar dates and deadlines, as they are read in Shanghai.
import { expect, test } from '@jest/globals';
import {
  addDays,
  dateInShanghai,
  endOfDay,
  formatDate,
  formatDeadline,
  formatInstant,
  isCalendarDate,
} from '../../functions/domain/time.ts';

test('a day begins in Shanghai at 16:00 UTC of the day before', () => {
  expect(dateInShanghai('2026-12-31T15:59:59.999Z')).toBe('2026-12-31');
  expect(dateInShanghai('2026-12-31T16:00:00.000Z')).toBe('2027-01-01');
});

test('a period that ends on a day ends with its last instant in Shanghai', () => {
  expect(endOfDay('2028-02-29')).toBe('2028-02-29T15:59:59.999Z');
  expect(dateInShanghai(endOfDay('2026-12-31'))).toBe('2026-12-31');
});

test('days are counted over month and leap year', () => {
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
  expect(addDays('2026-12-31', 30)).toBe('2027-01-30');
});

test.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '26-01-01', '2026-1-8', ''])(
  '%j is no date',
  (text) => {
    expect(isCalendarDate(text)).toBe(false);
  },
);

test('dates are written without leading zeros, instants in the time of Shanghai', () => {
  expect(formatDate('2026-01-08')).toBe('2026年1月8日');
  expect(formatInstant('2026-01-07T19:04:00.000Z')).toBe('2026年1月8日 03:04');
});

test('a term that ends on a day is said to end at its 24:00', () => {
  expect(formatDeadline(endOfDay('2026-12-20'))).toBe('2026年12月20日 24:00');
  expect(formatDeadline('2026-12-20T04:00:00.000Z')).toBe('2026年12月20日 12:00');
});
