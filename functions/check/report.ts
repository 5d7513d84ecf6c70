// What a check found, without words: the JSON that `lianqian verify --json` prints. Names may be added to it; a change of
// what is there gets another format.
import { wayOfSubject } from '../domain/platform-mark.ts';
import type { Instant } from '../domain/time.ts';
import type { Way } from '../domain/way.ts';
import { REPORT_FIELD } from '../sign/associated-files.ts';
import type { Rule } from '../sign/unsound.ts';
import type { Place, Sound, Verification } from '../sign/verify.ts';
import type { ListsFound } from './asked-lists.ts';
import type { RegisterAnswer } from './register-answer.ts';

/**
 * published: sound, and the file of the register. earlier: sound, and superseded there. variant: its signatures hold, and
 * the register has the document, but never had this file. unlisted: sound, and the register has no such document. sound:
 * sound, and no register was heard. unsigned: a file without any signature, of ours or not. unsound: a rule is broken, or a
 * certificate has been revoked.
 */
export type Outcome = 'published' | 'earlier' | 'variant' | 'unlisted' | 'sound' | 'unsigned' | 'unsound';

/** Whether a file may be relied on: as true as it says, whatever is newer. */
export const isSound = (outcome: Outcome): boolean => !['variant', 'unsigned', 'unsound'].includes(outcome);

/** A rule, or a case of it that has words of its own. */
export type Reason =
  | Rule
  | 'no-signature'
  | 'V6-unsigned'
  | 'V7-root'
  | 'V7-name'
  | 'V7-revoked'
  | 'V7-authority-revoked'
  | 'V7-list'
  | 'V7-time-stamp';

/** A certificate behind the signature of a party that has been revoked. */
export interface RevokedParty {
  field: string;
  organization: string;
  /** Whose it is: the signer's, or that of an authority above. */
  holder: 'signer' | 'authority';
  /** Hexadecimal. */
  serial: string;
  at: Instant;
  /** A time-stamp proves that the signature was made before. */
  stands: boolean;
}

export interface Stamp {
  at: Instant;
  authority: string;
  serial: string;
  /** When the authority's certificate ends. */
  until: Instant;
}

export interface SignedParty {
  /** The name of its field: `drc`, `county`, `enterprise`; of a report of evidence `platform`. */
  field: string;
  /** With any other than `link` the platform signed, about a seal: what follows tells of the platform, not of the party. */
  way: Way;
  organization: string;
  /** Empty where the platform signed. */
  organizationCode: string;
  person: string;
  post: string;
  /** Serial number of the certificate, hexadecimal. */
  serial: string;
  /** As the platform states it. */
  claimedAt: Instant;
  /** Present when an authority attests that the signature existed at that time. */
  trusted?: Stamp;
  /** Where the platform signed: SHA-256 of the scan that was compared, or of the provider's evidence. */
  evidence?: string;
}

/** `length` and `sha256` are of the file up to and with this revision. */
export type RevisionChange = { revision: number; length: number; sha256: string } & (
  | { change: 'issued' }
  | { change: 'signature'; field: string; way: Way; organization: string }
  | ({ change: 'archive' } & Stamp)
);

/** `name`: that of the attachment. */
export interface CarriedFile {
  name: string;
  length: number;
  sha256: string;
}

export interface CheckReport {
  format: 'lianqian-check/1';
  outcome: Outcome;
  checkedAt: Instant;
  file: { length: number; sha256: string };
  /** SHA-256 of the certificates that were believed, and of no others. */
  believed: { roots: string[]; timeRoots: string[] };
  /** In the order of signing; none when a rule is broken. */
  parties: SignedParty[];
  /** Fields that wait for a signature. */
  open: string[];
  revisions: RevisionChange[];
  /** What a report of evidence carries; absent where there is nothing. */
  files?: CarriedFile[];
  /** The last archival time-stamp: what it attests can be shown until then, if it is not renewed. */
  archive?: Stamp;
  /**
   * `archived-lists`: held against the lists that the archival time-stamp covers, as of then; nobody else was asked.
   * `register-lists`: held against those of the register, in force now. `-outdated`: against those, not in force now.
   * `-missing`: the register gave none for one of the certificates.
   */
  revocation: 'not-asked' | 'archived-lists' | 'register-lists' | 'register-outdated' | 'register-missing';
  /** Of the register's lists the one that ends first. */
  list?: { thisUpdate: Instant; nextUpdate: Instant };
  /** Absent when nothing is revoked. */
  revoked?: RevokedParty[];
  register: RegisterAnswer;
  broken?: {
    rule: Rule;
    reason: Reason;
    /** For those who know PDF and CMS; English. */
    detail: string;
    /** Where it was found, 1 the file as issued; absent where the fault is of no single revision. */
    revision?: number;
    /** The field that this revision signs. */
    field?: string;
    /** The longest beginning of the file that is sound by itself. */
    intact?: { length: number; sha256: string; parties: SignedParty[] };
  };
}

export interface Finding {
  checkedAt: Instant;
  file: CheckReport['file'];
  believed: CheckReport['believed'];
  register: RegisterAnswer;
  verification: Verification;
  /** By the end of each revision. */
  evidence: ReadonlyMap<number, string | undefined>;
  /** Of a sound file: whether it keeps lists of revoked certificates, and what those of the register say. */
  lists?: boolean;
  asked?: ListsFound;
  /** Of a sound file: its fields, and its revisions' ends. */
  fields?: readonly string[];
  ends?: readonly { length: number; sha256: string }[];
  /** Of an unsound file: whether there is the shadow of a signature in it, and what is in order. */
  signed?: boolean;
  place?: Place | undefined;
  intact?: { length: number; sha256: string; verification: Sound };
}

const OUTCOMES = {
  published: 'published',
  earlier: 'earlier',
  variant: 'variant',
  unknown: 'unlisted',
  'not-asked': 'sound',
  'no-answer': 'sound',
} as const satisfies Record<RegisterAnswer['state'], Outcome>;

export function reportOf(finding: Finding): CheckReport {
  const { checkedAt, file, believed, register, verification } = finding;
  const known = { format: 'lianqian-check/1', checkedAt, file, believed, register } as const;
  if (verification.verdict === 'unsound') {
    const rule = verification.rule as Rule;
    const { intact, signed } = finding;
    const reason = reasonOf(rule, verification.detail, signed ?? true);
    return {
      ...known,
      outcome: reason === 'V6-unsigned' || reason === 'no-signature' ? 'unsigned' : 'unsound',
      parties: [],
      open: [],
      revisions: [],
      revocation: 'not-asked',
      broken: {
        rule,
        reason,
        detail: verification.detail,
        ...finding.place,
        ...(intact
          ? {
              intact: {
                length: intact.length,
                sha256: intact.sha256,
                parties: partiesOf(intact.verification, finding.evidence),
              },
            }
          : {}),
      },
    };
  }
  const { revoked = [], ...asked } = finding.asked ?? { revocation: unaskedOf(finding) };
  const revocation = { ...asked, ...(revoked.length > 0 ? { revoked } : {}) };
  const fallen = revoked.find(({ stands }) => !stands);
  if (fallen) return { ...known, ...fallenReport(fallen, verification), ...revocation };
  const parties = partiesOf(verification, finding.evidence);
  const archive = verification.archived.at(-1);
  return {
    ...known,
    outcome: OUTCOMES[register.state],
    parties,
    open: (finding.fields ?? []).filter((field) => parties.every((party) => party.field !== field)),
    revisions: revisionsOf(verification, finding.ends ?? []),
    ...(verification.files ? { files: verification.files } : {}),
    ...(archive ? { archive } : {}),
    ...revocation,
  };
}

const unaskedOf = ({ lists }: Finding) => (lists ? ('archived-lists' as const) : ('not-asked' as const));

/** As the verifier reports a signature that a list in the file revokes. */
function fallenReport({ holder, serial, at, field }: RevokedParty, { signatures }: Sound) {
  const [whose, reason] =
    holder === 'signer'
      ? (['the certificate', 'V7-revoked'] as const)
      : (['the certificate of an authority', 'V7-authority-revoked'] as const);
  const detail = `${field}: ${whose} ${serial} has been revoked on ${at}`;
  const revision = signatures.findIndex((one) => one.field === field) + 2;
  const broken = { rule: 'V7' as const, reason, detail, revision, field };
  return { outcome: 'unsound' as const, parties: [], open: [], revisions: [], broken };
}

function partiesOf({ signatures }: Sound, evidence: Finding['evidence']): SignedParty[] {
  return signatures.map(({ field, subject, serial, signedAt, trustedTime, revisionLength }) => {
    const way = wayOfSubject(subject);
    const digest = way === 'link' ? undefined : evidence.get(revisionLength);
    return {
      field,
      way,
      organization: subject.organization,
      organizationCode: way === 'link' && field !== REPORT_FIELD ? subject.organizationCode : '',
      person: subject.person,
      post: subject.role,
      serial,
      claimedAt: signedAt,
      ...(trustedTime ? { trusted: trustedTime } : {}),
      ...(digest ? { evidence: digest } : {}),
    };
  });
}

/** The verifier takes signatures first and archival time-stamps after them, each a revision of its own. */
function revisionsOf({ signatures, archived }: Sound, ends: NonNullable<Finding['ends']>): RevisionChange[] {
  const changes = [
    { change: 'issued' as const },
    ...signatures.map(({ field, subject }) => ({
      change: 'signature' as const,
      field,
      way: wayOfSubject(subject),
      organization: subject.organization,
    })),
    ...archived.map((stamp) => ({ change: 'archive' as const, ...stamp })),
  ];
  return ends.flatMap((end, at) => {
    const change = changes[at];
    return change ? [{ revision: at + 1, ...end, ...change }] : [];
  });
}

/** Cases of a rule that mean something else to the reader; a detail that nobody knows falls back to its rule. */
function reasonOf(rule: Rule, detail: string, signed: boolean): Reason {
  if (rule === 'V6' && detail === 'the file carries no signature') return 'V6-unsigned';
  if (rule !== 'V11' && !signed) return 'no-signature';
  if (rule === 'V7' && detail.startsWith('time-stamp: ')) return 'V7-time-stamp';
  if (rule === 'V7' && detail === 'no path to a pinned root') return 'V7-root';
  if (rule === 'V7' && detail.endsWith('has been revoked'))
    return detail.startsWith('the certificate of an authority') ? 'V7-authority-revoked' : 'V7-revoked';
  if (rule === 'V7' && detail.startsWith('a revocation list')) return 'V7-list';
  if (rule === 'V7' && detail.startsWith('the signature names another')) return 'V7-name';
  return rule;
}
