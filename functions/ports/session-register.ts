// Sessions that were ended before their time: their cookies are whole still, and open nothing any more.

import type { Instant } from '../domain/time.ts';

export interface SessionRegister {
  /** For good. `until`: when the session would have ended by itself; nobody asks for it afterwards. */
  end(id: string, until: Instant): Promise<void>;
  /** Strongly consistent: true from the moment that `end` has returned, in every process. */
  isEnded(id: string): Promise<boolean>;
}
