// A clock that moves only when told.

import { after, type Instant } from '../../functions/domain/time.ts';
import type { Clock } from '../../functions/ports/clock.ts';

export interface FixedClock extends Clock {
  advance(milliseconds: number): void;
  set(instant: Instant): void;
}

export function fixedClock(start: Instant = '2026-01-08T03:04:05.678Z'): FixedClock {
  let instant = start;
  return {
    now: () => instant,
    advance: (milliseconds) => {
      instant = after(instant, milliseconds);
    },
    set: (next) => {
      instant = next;
    },
  };
}
