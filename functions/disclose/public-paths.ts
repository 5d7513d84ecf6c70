// Where things lie in the public register, relative to its root. Pages are named in full, because a bucket
// behind a CDN answers no folder.
import type { Sha256 } from '../domain/event.ts';

export const pledgePagePath = (number: string) => `pledges/${number}/index.html`;
export const pledgeRecordPath = (number: string) => `pledges/${number}/pledge.json`;
/** Of the second signature over the PDF: an experiment. */
export const sm2RecordPath = (number: string) => `${pledgePdfPath(number)}.sm2.json`;
export const pledgePdfPath = (number: string) => `pledges/${number}/${number}.pdf`;
export const hashRecordPath = (sha256: Sha256) => `by-hash/${sha256}.json`;
export const yearPagePath = (year: string) => `year/${year}.html`;
