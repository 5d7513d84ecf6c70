// The page of a scan: what the machine found, its pictures, and the file that it must be the same as.
import type { DocumentState } from '../domain/document.ts';
import type { Party } from '../domain/party.ts';
import { formatInstant } from '../domain/time.ts';
import { pendingScan, type Scan, scanReadWords } from '../domain/way.ts';

/** All names that the view `scan` asks for, but for refusals and what was typed. */
export function scanView(
  id: string,
  state: DocumentState,
  given: {
    party: Party;
    scan: Scan;
    refusedWhy: string;
    /** `large`: comes in parts. */
    pictures: readonly { large: boolean }[];
  },
) {
  const { party, scan, refusedWhy } = given;
  const here = `/office/documents/${id}/scan/${party.role}`;
  const { finding, pages = 0, looked, confirmed, refused } = scan;
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
    finding: finding
      ? scanReadWords({ finding, pages, ...(looked === undefined ? {} : { looked }) })
      : '正在识别，请稍后刷新',
    bound: finding === 'bound',
    // Whole where it can be: what comes in parts is put together by a script (assets/office-parts.js).
    pictures: given.pictures.map(({ large }, index) => ({
      href: `${here}/picture/${index + 1}`,
      number: index + 1,
      large,
    })),
    file: { href: `/office/documents/${id}/kept/${scan.scan}`, name: `盖章扫描件 ${scan.scan.slice(0, 16)}` },
    waiting,
    confirmed: confirmed ? `${formatInstant(confirmed.at)}，${confirmed.organization}` : '',
    refused: refused ? formatInstant(refused.at) : '',
    refusedWhy,
  };
}
