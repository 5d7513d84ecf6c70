// What one attack is. Its file in `kinds/` is named after the kind; README.md says which file holds which case.
import type { Rule } from '../../functions/sign/unsound.ts';
import type { Expectation } from '../../functions/sign/verify.ts';
import { timeStampingAuthority } from '../fakes/time-stamping-authority.ts';
import type { Subject } from './subject.ts';

export interface Attack {
  /** Unique in the corpus; the file's name is made of it. */
  id: string;
  name: string;
  /** Those of README.md that it stands for. */
  cases?: readonly `P${number}`[];
  /**
   * The rule that refuses the file. `sound`: the file is true, it only says less than the record does; nobody can see
   * that in the file itself, so the row has a `record` and is refused with it, or its name says what is missing.
   */
  verdict: Rule | 'sound';
  build(subject: Subject): Uint8Array | Promise<Uint8Array>;
  /** What the platform's record says, where the file alone cannot show the attack. */
  record?(subject: Subject): Expectation;
}

export interface AttackGroup {
  title: string;
  attacks: readonly Attack[];
}

/** Whose time-stamps the verifier believes. */
export const clock = timeStampingAuthority({ now: () => new Date('2026-03-01T02:00:07Z') });
