// Keeps letters instead of sending them, and can be told to fail.
import { checkLetter } from '../../functions/adapters/letter-check.ts';
import type { Letter, Mailer } from '../../functions/ports/mailer.ts';

export interface MemoryMailer extends Mailer {
  letters: Letter[];
  /** The next `count` letters are not taken, by this error. */
  failNext(count: number, error?: Error): void;
}

export function memoryMailer(): MemoryMailer {
  const letters: Letter[] = [];
  let failures = 0;
  let fault: Error;
  return {
    letters,
    failNext: (count, error = new Error('the relay does not answer')) => {
      failures = count;
      fault = error;
    },
    async send(letter) {
      checkLetter(letter);
      if (failures > 0) {
        failures -= 1;
        throw fault;
      }
      letters.push(structuredClone(letter));
      return {
        relay: 'relay.example',
        code: 250,
        status: '2.0.0',
        text: `Ok: queued as M${letters.length}`,
      };
    },
  };
}
