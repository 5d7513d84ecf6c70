// Words a mail from the facts of a document.
import type { Mail } from '../domain/event.ts';
import type { Role } from '../domain/party.ts';
import type { Instant } from '../domain/time.ts';

export interface LetterFacts {
  /** The organization that asks: the DRC of the document. */
  office: string;
  recipient: { organization: string; person: string; title: string };
  role: Role;
  documentName: string;
  documentTitle: string;
  number: string;
  dueAt: Instant;
  contact: string;
  link?: string;
  code?: string;
  codeMinutes?: number;
  outcome?: 'signed' | 'published' | 'declined' | 'voided' | 'expired';
  publicUrl?: string;
}

export interface LetterWriter {
  write(mail: Mail, facts: LetterFacts): { subject: string; text: string; html: string };
}
