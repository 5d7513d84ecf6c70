// The facts that a mail is worded from.
import type { Role } from './party.ts';
import type { Instant } from './time.ts';
import type { Way } from './way.ts';

export type Outcome = 'signed' | 'published' | 'declined' | 'voided' | 'expired';

export interface LetterFacts {
  /** The organization that asks: see `officeOf`. */
  office: string;
  recipient: { organization: string; person: string; title: string };
  role: Role;
  /** Signs only for having received the document (签收). */
  receives: boolean;
  /** How the recipient signs; absent: over the link. */
  way?: Way;
  /** Why a scan or a seal was sent back. Needed by that mail. */
  returnedWhy?: string;
  /** How many parties sign, and how many only receive. */
  parties: { signing: number; receiving: number };
  /** 三级联签承诺书 */
  documentName: string;
  documentTitle: string;
  number: string;
  dueAt: Instant;
  /** Whom to ask, ready to print. */
  contact: string;
  /** Personal: opens this document for this party. Needed by invitation and reminder, absent in a code mail. */
  link?: string;
  /** Six digits. Needed by the code mail, absent in all others. */
  code?: string;
  codeMinutes?: number;
  /** Needed by completion and closure. */
  outcome?: Outcome;
  /** Needed by the closure of a declined document: whether it was one that only receives. */
  declinedByReceiver?: boolean;
  /** The page of a published document; absent if it is not published. */
  publicUrl?: string;
}
