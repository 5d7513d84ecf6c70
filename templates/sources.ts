// Reads the templates beside the code: the only file access of this room, once at start.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mail, Sha256 } from '../functions/domain/event.ts';
import { DOCUMENT_TYPES } from './registry.ts';

interface DocumentSource {
  /** The Handlebars source of `<type>/template.hbs`. */
  source: string;
  /** Of its bytes: what the event Issued names as the template. */
  sha256: Sha256;
}

export interface MailSource {
  subject: string;
  text: string;
  html: string;
}

export interface TemplateSources {
  /** By the id of the document type. */
  documents: Readonly<Record<string, DocumentSource>>;
  mails: Readonly<Record<Mail, MailSource>>;
}

export const MAILS: readonly Mail[] = ['invitation', 'reminder', 'code', 'completion', 'closure', 'returned'];

/**
 * @param templatesDirectory the folder that holds `pledge/`, `mail/` … : templates/ here, or beside a bundle.
 * @throws if a file is missing: a deployment without its templates should not start.
 */
export function readTemplateSources(
  templatesDirectory: string,
  types: readonly { id: string }[] = DOCUMENT_TYPES,
): TemplateSources {
  const read = (...path: string[]) => readFileSync(join(templatesDirectory, ...path));
  const mail = (name: Mail): MailSource => {
    const part = (kind: string) => read('mail', `${name}.${kind}.hbs`).toString('utf8');
    return { subject: part('subject'), text: part('text'), html: part('html') };
  };
  const document = (id: string): DocumentSource => {
    const bytes = read(id, 'template.hbs');
    return { source: bytes.toString('utf8'), sha256: createHash('sha256').update(bytes).digest('hex') };
  };
  return {
    documents: Object.fromEntries(types.map(({ id }) => [id, document(id)])),
    mails: Object.fromEntries(MAILS.map((name) => [name, mail(name)])) as Record<Mail, MailSource>,
  };
}
