// Everything the public register holds about one pledge.
import { checkDisclosable, checkPublishedFile, type DisclosedPledge } from './disclosed-pledge.ts';
import { pledgePage } from './pledge-page.ts';
import { htmlEntry, jsonEntry, type PublicEntry } from './public-entry.ts';
import {
  hashRecordPath,
  pledgePagePath,
  pledgePdfPath,
  pledgeRecordPath,
  sm2RecordPath,
} from './public-paths.ts';
import { hashRecords, pledgeRecord } from './public-records.ts';

export type { PublicEntry };

/**
 * The signed PDF, the record of a second signature (an experiment) if there is one, the JSON record, `by-hash/<sha256>.json` for each revision, and last the page, so that a
 * page never names a file that is not there yet. The same input gives the same bytes.
 *
 * Throws a TypeError if a party has not signed, or if `pdf` is not the last revision.
 */
export function pledgeFiles(pledge: DisclosedPledge, pdf: Uint8Array, sm2Record?: Uint8Array): PublicEntry[] {
  checkDisclosable(pledge);
  checkPublishedFile(pledge, pdf);
  const record = pledgeRecord(pledge);
  return [
    { path: pledgePdfPath(pledge.number), bytes: pdf, contentType: 'application/pdf' },
    ...(sm2Record
      ? [{ path: sm2RecordPath(pledge.number), bytes: sm2Record, contentType: 'application/json' }]
      : []),
    jsonEntry(pledgeRecordPath(pledge.number), record),
    ...hashRecords(pledge).map((hash) => jsonEntry(hashRecordPath(hash.sha256), hash)),
    htmlEntry(pledgePagePath(pledge.number), pledgePage(record, sm2Record !== undefined)),
  ];
}
