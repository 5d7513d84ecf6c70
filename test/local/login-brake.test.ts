// The brake on guessing, with time given by hand.
import { describe, expect, test } from '@jest/globals';
import { loginBrake } from '../../functions/local/login-brake.ts';

const MINUTE = 60_000;

describe('the brake', () => {
  test('leaves five tries, then makes the account wait twice as long each time, at most a quarter of an hour', () => {
    const brake = loginBrake();
    let now = 10 * MINUTE;
    for (let index = 0; index < 5; index++) expect(brake.take('a', now)).toBe(0);
    const waits: number[] = [];
    for (let index = 0; index < 8; index++) {
      const wait = brake.take('a', now);
      waits.push(wait / 1000);
      now += wait;
      expect(brake.take('a', now)).toBe(0);
    }
    expect(waits).toEqual([30, 60, 120, 240, 480, 900, 900, 900]);
  });

  test('lets other accounts in meanwhile, and forgives an account that succeeds', () => {
    const brake = loginBrake();
    for (let index = 0; index < 6; index++) brake.take('a', 0);
    expect(brake.take('a', 0)).toBeGreaterThan(0);
    expect(brake.take('b', 0)).toBe(0);
    brake.release('b');
    for (let index = 0; index < 5; index++) expect(brake.take('b', 0)).toBe(0);
  });

  test('forgets after an hour', () => {
    const brake = loginBrake();
    for (let index = 0; index < 5; index++) brake.take('a', 0);
    expect(brake.take('a', 61 * MINUTE)).toBe(0);
    expect(brake.take('a', 61 * MINUTE)).toBe(0);
  });

  test('lets sixty tries a minute through for all accounts together', () => {
    const brake = loginBrake();
    const waits = Array.from({ length: 70 }, (_, index) => brake.take(`guess-${index}`, 15_000));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(60);
    expect(waits.at(-1)).toBe(45_000);
    expect(brake.take('guess-x', MINUTE)).toBe(0);
  });
});
