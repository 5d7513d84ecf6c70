// Words a mail from the facts of a document.
import type { Mail } from '../domain/event.ts';
import type { LetterFacts } from '../domain/letter.ts';

export interface LetterWriter {
  write(mail: Mail, facts: LetterFacts): { subject: string; text: string; html: string };
}
