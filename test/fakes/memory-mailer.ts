// Keeps letters instead of sending them, and can be told to fail.
import { checkLetter } from '../../functions/adapters/letter-check.ts';
import type { Letter, Mailer } from '../../functions/ports/mailer.ts';

export interface MemoryMailer extends Mailer {
  letters: Letter[];
  /** The next `count` letters are not taken. */
  failNext(count: number): void;
}

export function memoryMailer(): MemoryMailer {
  const letters: Letter[] = [];
  let failures = 0;
  return {
    letters,
    failNext: (count) => {
      failures = count;
    },
    async send(letter) {
      checkLetter(letter);
      if (failures > 0) {
        failures -= 1;
        throw new Error('the relay does not answer');
      }
      letters.push(structuredClone(letter));
    },
  };
}
