// Slows down whoever guesses passwords: counted before a password is looked at, so that guesses made at once count too.

const FREE_TRIES = 5;
const FIRST_LOCK_MS = 30_000;
const LONGEST_LOCK_MS = 15 * 60_000;
const FORGET_AFTER_MS = 60 * 60_000;
/** All accounts together, within a minute: guessing many names is guessing too, and each guess costs work. */
const TRIES_A_MINUTE = 60;
const REMEMBERED_ACCOUNTS = 1000;

export interface LoginBrake {
  /** Counts a try; returns the milliseconds to wait when it may not be made. */
  take(account: string, now: number): number;
  /** The try succeeded: its account starts afresh. */
  release(account: string): void;
}

export function loginBrake(): LoginBrake {
  const accounts = new Map<string, { tries: number; lastTry: number; lockedUntil: number }>();
  let minute = 0;
  let triesThisMinute = 0;

  return {
    take(account, now) {
      const thisMinute = Math.floor(now / 60_000);
      if (thisMinute !== minute) {
        minute = thisMinute;
        triesThisMinute = 0;
      }
      const known = accounts.get(account);
      const entry =
        known && now - known.lastTry < FORGET_AFTER_MS ? known : { tries: 0, lastTry: 0, lockedUntil: 0 };
      if (entry.lockedUntil > now) return entry.lockedUntil - now;
      if (triesThisMinute >= TRIES_A_MINUTE) return (minute + 1) * 60_000 - now;
      triesThisMinute += 1;
      entry.tries += 1;
      entry.lastTry = now;
      if (entry.tries >= FREE_TRIES) {
        entry.lockedUntil = now + Math.min(LONGEST_LOCK_MS, FIRST_LOCK_MS * 2 ** (entry.tries - FREE_TRIES));
      }
      // Set anew, the entry moves to the end; the account tried longest ago is the first to be forgotten.
      accounts.delete(account);
      accounts.set(account, entry);
      if (accounts.size > REMEMBERED_ACCOUNTS) accounts.delete(accounts.keys().next().value!);
      return 0;
    },
    release(account) {
      accounts.delete(account);
    },
  };
}
