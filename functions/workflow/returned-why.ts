// Why a party's scan or seal was sent back, in words for that party.
import type { DocumentState } from '../domain/document.ts';
import type { Role } from '../domain/party.ts';
import { FINDING_WORDS, SEAL_FINDING_WORDS } from '../domain/way.ts';
import type { FileStore } from '../ports/file-store.ts';
import { getReason } from './reason.ts';

/** '' if nothing was, or if what came after it has taken its place. */
export async function returnedWhy(files: FileStore, state: DocumentState, role: Role): Promise<string> {
  const { scan, seal } = state.parties[role].other ?? {};
  if (scan?.refused)
    return scan.refused.reason
      ? getReason(files, scan.refused.reason)
      : FINDING_WORDS[scan.finding ?? 'unreadable'];
  if (!seal?.refused) return '';
  const { finding, reason } = seal.refused;
  const words = SEAL_FINDING_WORDS[finding];
  return reason ? `${words}（${await getReason(files, reason)}）` : words;
}
