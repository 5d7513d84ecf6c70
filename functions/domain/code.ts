// A party's one-time code: for ten minutes, five tries and one act (RFC 6238 §5.2, NIST SP 800-63B §5.1.3.2).
import type { EventBody } from './event.ts';
import type { Instant } from './time.ts';

export interface CodeState {
  round: number;
  expiresAt: Instant;
  failures: number;
  /** `begun`: parts of a scan came with it, so that only the scan may follow; `spent`: nothing may. */
  used?: 'begun' | 'spent';
}

/** The code after an event of its party: every act names the round of the code it was done with. */
export function afterUse(code: CodeState | undefined, event: EventBody): CodeState | undefined {
  if (!code || !('codeRound' in event) || event.codeRound !== code.round) return code;
  return { ...code, used: event.kind === 'PartStored' ? 'begun' : 'spent' };
}
