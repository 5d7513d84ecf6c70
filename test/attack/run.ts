// Every attack on every subject, one after the other: what the tests, the comparison and the programs here go through.
import { type Verification, verifySignedPdf } from '../../functions/sign/verify.ts';
import { type Attack, clock } from './attack.ts';
import type { Subject } from './subject.ts';

/** What our verifier says; with the record where the row has one. */
export async function judged(attack: Attack, subject: Subject, file: Uint8Array): Promise<Verification> {
  return verifySignedPdf(file, [subject.issuer.certificate], {
    timeRoots: [clock.root],
    ...attack.record?.(subject),
  });
}

/** The rule's number, or `sound`. */
export const verdictOf = (verification: Verification): string =>
  verification.verdict === 'unsound' ? verification.rule : 'sound';
