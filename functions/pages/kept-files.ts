// What the evidence of a document names beside its own versions: prints, scans and seals, each by its digest.
import type { DocumentEvent, Sha256 } from '../domain/event.ts';
import type { Role } from '../domain/party.ts';
import type { Instant } from '../domain/time.ts';

export interface KeptFile {
  role: Role;
  at: Instant;
  words: string;
  digest: Sha256;
  /** It came from outside: a report carries it, as long as there is room. */
  received: boolean;
}

/** In the order of the trail; one that came twice is there once. */
export function keptFiles(events: readonly DocumentEvent[]): KeptFile[] {
  const found = new Map(
    events.flatMap((event) => {
      const kept = keptFile(event);
      return kept ? [[kept.digest, kept] as const] : [];
    }),
  );
  return [...found.values()];
}

function keptFile(event: DocumentEvent): KeptFile | undefined {
  switch (event.kind) {
    case 'PrintMade':
      return { role: event.role, at: event.at, words: '打印件', digest: event.print, received: false };
    case 'ScanReceived':
      return { role: event.role, at: event.at, words: '盖章扫描件', digest: event.scan, received: true };
    case 'SealReceived':
      return { role: event.role, at: event.at, words: '用印凭证', digest: event.evidence, received: true };
    default:
      return undefined;
  }
}
