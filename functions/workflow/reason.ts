// A reason that a person gives: free text, kept as a private file and named by its digest in the trail.
import { normalizeText, refusedCharacter } from '../domain/form/text-hygiene.ts';
import type { Role } from '../domain/party.ts';
import { Refusal } from '../domain/refusal.ts';
import { canonicalJson } from '../domain/trail.ts';
import type { FileStore } from '../ports/file-store.ts';
import { putJson } from './form.ts';

/** The event that is to name it. */
export interface ReasonOf {
  document: string;
  act: 'Declined' | 'Voided' | 'ScanRefused' | 'SealSetAside';
  /** Absent where the act is of the whole document. */
  role?: Role;
}

interface KeptReason extends ReasonOf {
  format: 'lianqian-reason/1';
  reason: string;
}

export async function putReason(files: FileStore, of: ReasonOf, reason: string): Promise<string> {
  return putJson(files, reasonFile(of, reason));
}

/**
 * The text of the file. It says of which act it is, so that an audit sees what a trail that was set back holds no more;
 * the same reason for the same act is the same file. Throws Refusal as `readReason`.
 */
export function reasonFile(of: ReasonOf, reason: string): string {
  return canonicalJson({ format: 'lianqian-reason/1', ...of, reason: readReason(reason) });
}

/** The reason as it is kept. Throws Refusal for what is too short, too long or cannot be read. */
export function readReason(reason: string): string {
  const text = normalizeText(reason);
  const refused = refusedCharacter(text, true);
  if (refused) throw new Refusal('reason.characters', refused.codePoint);
  const length = [...text.replace(/\s/g, '')].length;
  if (length < 5) throw new Refusal('reason.short');
  if (length > 500) throw new Refusal('reason.long');
  return text;
}

/** What a provider gives as a reason, and older files, are the text alone. */
export async function getReason(files: FileStore, digest: string): Promise<string> {
  const bytes = await files.get(digest);
  return keptReason(bytes)?.reason ?? new TextDecoder().decode(bytes);
}

/** Undefined for a file that is no reason, or does not say whose. */
export function keptReason(bytes: Uint8Array): KeptReason | undefined {
  try {
    const read = JSON.parse(new TextDecoder().decode(bytes));
    return read?.format === 'lianqian-reason/1' ? read : undefined;
  } catch {
    return undefined;
  }
}
