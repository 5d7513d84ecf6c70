// What every register of numbers must do.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { NumberRegister } from '../../functions/ports/number-register.ts';

export interface NumberRegisterUnderTest {
  /** Several processes of one register, as far as the adapter can tell; at least two. */
  registers: NumberRegister[];
  close(): Promise<void>;
}

let made = 0;
const newSeries = (): string => `青联签〔2026〕${process.pid}-${Date.now()}-${++made}`;

export function describeNumberRegister(name: string, make: () => Promise<NumberRegisterUnderTest>): void {
  describe(`number register: ${name}`, () => {
    let under: NumberRegisterUnderTest;
    let register: NumberRegister;
    beforeAll(async () => {
      under = await make();
      register = under.registers[0]!;
    });
    afterAll(() => under.close());
    const anyOf = (i: number) => under.registers[i % under.registers.length]!;

    test('counts from one', async () => {
      const series = newSeries();
      for (const number of [1, 2, 3]) expect(await register.reserve(series, `doc-${number}`)).toBe(number);
    });

    test('counts every series by itself, and a document may hold one number in each', async () => {
      const [one, other] = [newSeries(), newSeries()];
      await register.reserve(one, 'a');
      await register.reserve(one, 'b');
      expect(await register.reserve(other, 'b')).toBe(1);
      expect(await register.reserve(one, 'b')).toBe(2);
    });

    test('gives the same number again, at once and when many have come since', async () => {
      const series = newSeries();
      for (let i = 1; i <= 30; i += 1) {
        expect(await register.reserve(series, `doc-${i}`)).toBe(i);
        expect(await register.reserve(series, `doc-${i}`)).toBe(i);
      }
      expect(await under.registers[1]!.reserve(series, 'doc-3')).toBe(3);
      expect(await register.reserve(series, 'doc-29')).toBe(29);
      expect(await register.reserve(series, 'doc-31')).toBe(31);
    });

    test('gives a hundred documents at once the numbers 1 to 100', async () => {
      const series = newSeries();
      const asked = Array.from({ length: 100 }, (_, i) => anyOf(i).reserve(series, `doc-${i}`));
      const given = await Promise.all(asked);
      expect([...given].sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
      const again = await Promise.all(given.map((_, i) => register.reserve(series, `doc-${i}`)));
      expect(again).toEqual(given);
    });

    test('gives one document that asks twenty times at once one number', async () => {
      const series = newSeries();
      await register.reserve(series, 'other');
      const given = await Promise.all(Array.from({ length: 20 }, (_, i) => anyOf(i).reserve(series, 'same')));
      expect(new Set(given)).toEqual(new Set([2]));
      expect(await register.reserve(series, 'next')).toBe(3);
    });
  });
}
