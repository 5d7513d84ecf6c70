// What a signature says that it was made for, in /Reason: written when it is made, and held against the trail by an audit.
import type { DocumentEvent, Sha256 } from '../domain/event.ts';
import type { Role } from '../domain/party.ts';
import type { Instant } from '../domain/time.ts';

export const linkReason = (title: string): string => `签署《${title}》`;

export const scanReason = (scan: Sha256): string => `纸质盖章扫描件已核对：SHA-256 ${scan}`;

export function sealReason(received: { provider: string; seal: string; evidence: Sha256 }): string {
  const { provider, seal, evidence } = received;
  return `电子印章办理结果已核验：${provider}，印章 ${seal}，凭证 SHA-256 ${evidence}`;
}

/** An act of a party, and what a signature that was made for it says. */
export interface StatedAct {
  role: Role;
  at: Instant;
  reason: string;
}

/** All in a trail, in its order, a seal that was set aside later among them. `title`: of the document. */
export function statedActs(events: readonly DocumentEvent[], title: string): StatedAct[] {
  return events.flatMap((event): StatedAct[] => {
    switch (event.kind) {
      case 'Consented':
        return [{ role: event.role, at: event.at, reason: linkReason(title) }];
      case 'ScanConfirmed':
        return [{ role: event.role, at: event.at, reason: scanReason(event.scan) }];
      case 'SealReceived':
        return [{ role: event.role, at: event.sealedAt, reason: sealReason(event) }];
      default:
        return [];
    }
  });
}
