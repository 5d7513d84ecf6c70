// What every register of ended sessions must do.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SessionRegister } from '../../functions/ports/session-register.ts';

export interface SessionRegisterUnderTest {
  /** Two processes of one register, as far as the adapter can tell. */
  registers: readonly [SessionRegister, SessionRegister];
  close(): Promise<void>;
}

const UNTIL = '2026-01-08T08:00:00.000Z';

let made = 0;
const newId = (): string => `session-${process.pid}-${Date.now()}-${++made}`;

export function describeSessionRegister(name: string, make: () => Promise<SessionRegisterUnderTest>): void {
  describe(`session register: ${name}`, () => {
    let under: SessionRegisterUnderTest;
    beforeAll(async () => {
      under = await make();
    });
    afterAll(() => under.close());

    test('knows of no end that was not told', async () => {
      expect(await under.registers[0].isEnded(newId())).toBe(false);
    });

    test('an ended session is ended at once in every process, and others go on', async () => {
      const [one, other] = under.registers;
      const [ended, going] = [newId(), newId()];
      await one.end(ended, UNTIL);
      for (const register of [one, other]) {
        expect(await register.isEnded(ended)).toBe(true);
        expect(await register.isEnded(going)).toBe(false);
      }
    });

    test('ending twice, also at once, changes nothing', async () => {
      const [one, other] = under.registers;
      const id = newId();
      await Promise.all([one.end(id, UNTIL), other.end(id, UNTIL)]);
      await one.end(id, UNTIL);
      expect(await other.isEnded(id)).toBe(true);
    });
  });
}
