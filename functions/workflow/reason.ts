// A reason that a person gives: free text, kept as a private file and named by its digest in the trail.
import { normalizeText, refusedCharacter } from '../domain/form/text-hygiene.ts';
import { Refusal } from '../domain/refusal.ts';
import type { FileStore } from '../ports/file-store.ts';

export async function putReason(files: FileStore, reason: string): Promise<string> {
  return files.put(readReason(reason), 'text/plain; charset=utf-8');
}

/** The bytes that are kept. Throws Refusal for what is too short, too long or cannot be read. */
export function readReason(reason: string): Uint8Array {
  const text = normalizeText(reason);
  const refused = refusedCharacter(text, true);
  if (refused) throw new Refusal('reason.characters', refused.codePoint);
  const length = [...text.replace(/\s/g, '')].length;
  if (length < 5) throw new Refusal('reason.short');
  if (length > 500) throw new Refusal('reason.long');
  return new TextEncoder().encode(text);
}

export async function getReason(files: FileStore, digest: string): Promise<string> {
  return new TextDecoder().decode(await files.get(digest));
}
