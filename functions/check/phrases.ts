// The sentences of a report, in one language: what each language has to say, phrases-zh.ts and phrases-en.ts.
import type { Instant } from '../domain/time.ts';
import type { Way } from '../domain/way.ts';
import type { KnownRevision, RegisterAnswer } from './register-answer.ts';
import type { CarriedFile, CheckReport, Outcome, RevisionChange, RevokedParty, Stamp } from './report.ts';

export interface Phrases {
  outcome: Readonly<Record<Exclude<Outcome, 'unsigned' | 'unsound'>, Headed>>;
  unsound(title: string): string;
  instant(instant: Instant): string;
  signer(person: string, post: string): string;
  claimed(at: string): string;
  trusted(stamp: Stamp, at: string): string;
  /** `role`: of the signer, or the name of its field. */
  revision(change: RevisionChange, role: string, phrases: Phrases): string;
  /** An attachment of the file as issued. */
  carried(file: CarriedFile): string;
  seal: Readonly<Record<OtherWay, Sealed>>;
  revocation: Readonly<Record<CheckReport['revocation'], (term: ListTerm) => string>>;
  revoked(revoked: RevokedParty, at: string): string;
  open(names: string): string;
  archive(stamp: Stamp, until: string, over: boolean): string;
  register: Readonly<Record<Exclude<RegisterAnswer['state'], KnownState>, string>>;
  known: Readonly<Record<KnownState, (revision: KnownRevision) => string>>;
  /** Of an earlier revision: what the published file got since. `at`: when. */
  stamped(at: string, again: boolean): string;
  /** Of a fault. `signature`: which one, from 1, or 0 where the revision signs nothing. */
  place(revision: number, signature: number, role: string): string;
  /** Of a first signature that does not hold: what it covers is the base as well as its own revision. */
  firstCovers: string;
  where(bytes: number, names: string): string;
  own(organization: string): string;
  nowhere: string;
  separator: string;
  note: string;
  /** In place of the note under a report of evidence, which the platform signs for itself. */
  reportNote: string;
}

/** Of a list: since when, until when, and whether it revokes a certificate that `revoked` tells of. */
interface ListTerm {
  from: string;
  until: string;
  some: boolean;
}

type OtherWay = Exclude<Way, 'link'>;
type KnownState = 'published' | 'earlier' | 'variant';

/** The platform's signature about a seal: in the place of the organization, of the signer, of a revision, of the note. */
interface Sealed {
  organization: string;
  signer(platform: string, evidence: string): string;
  revision(role: string): string;
  note: string;
}

export interface Headed {
  headline: string;
  means: string;
  todo: string;
}
