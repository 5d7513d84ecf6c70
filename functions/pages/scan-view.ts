// The page of a scan: what the machine found, its pictures, and the file that it must be the same as.
import type { DocumentState } from '../domain/document.ts';
import type { Party } from '../domain/party.ts';
import { formatInstant } from '../domain/time.ts';
import { FINDING_WORDS, pendingScan, type Scan } from '../domain/way.ts';

/** All names that the view `scan` asks for, but for refusals and what was typed. */
export function scanView(
  id: string,
  state: DocumentState,
  { party, scan, refusedWhy }: { party: Party; scan: Scan; refusedWhy: string },
) {
  const here = `/office/documents/${id}/scan/${party.role}`;
  const { finding, confirmed, refused } = scan;
  const waiting = pendingScan({ scan }) !== undefined && finding !== undefined && state.status === 'signing';
  return {
    title: `核对盖章扫描件 · ${state.summary.title}`,
    heading: '核对盖章扫描件',
    document: `/office/documents/${id}`,
    here,
    documentTitle: state.summary.title,
    number: state.issue!.number,
    organization: party.organization,
    received: formatInstant(scan.receivedAt),
    digest: scan.scan,
    revision: scan.revision ?? '',
    finding: finding ? FINDING_WORDS[finding] : '正在识别，请稍后刷新',
    bound: finding === 'bound',
    pictures: Array.from({ length: scan.pages ?? 0 }, (_, index) => ({
      href: `${here}/picture/${index + 1}`,
      number: index + 1,
    })),
    waiting,
    confirmed: confirmed ? `${formatInstant(confirmed.at)}，${confirmed.organization}` : '',
    refused: refused ? formatInstant(refused.at) : '',
    refusedWhy,
  };
}
