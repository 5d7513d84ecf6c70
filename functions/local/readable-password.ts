// Passwords that a person copies from a terminal.
import { randomInt } from 'node:crypto';

/** No 0/o, 1/l/i, nor letters that are read for one another aloud. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Twelve characters in groups of four, 59 bits: `k7pm-3xwd-9htc`. */
export function readablePassword(): string {
  const group = () => Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return [group(), group(), group()].join('-');
}
