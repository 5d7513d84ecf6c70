// A report in sentences, Chinese or English: what a page or a terminal shows of it.
import { ROLE_NAMES } from '../domain/party.ts';
import { REPORT_FIELD } from '../sign/associated-files.ts';
import type { Headed, Phrases } from './phrases.ts';
import { en } from './phrases-en.ts';
import { zh } from './phrases-zh.ts';
import type { RegisterAnswer } from './register-answer.ts';
import type { CheckReport, SignedParty } from './report.ts';
import { type Language, RULE_WORDS } from './rule-words.ts';

export interface PartyWords {
  /** 市州发展改革部门; empty for a field that no role has. */
  role: string;
  organization: string;
  /** Empty where the platform signed about a seal. */
  code: string;
  /** Person and post, or what the platform's signature says. */
  signer: string;
  time: string;
}

/** Plain text: characters that could steer a terminal or turn the reading direction stand as `\u{…}`. */
export interface ReportWords {
  headline: string;
  /** What it means and, after it, what to do. */
  means: string;
  todo: string;
  parties: PartyWords[];
  /** Who has not signed, or empty. */
  open: string;
  revisions: string[];
  archive: string;
  /** Certificates that have been revoked, and whether the signatures stand all the same. */
  revoked: string[];
  /** What was asked about revoked certificates; empty for a file that breaks a rule by itself. */
  revocation: string;
  register: string;
  /** Of an unsound file: at which revision or signature a rule broke, and how far it is in order. */
  where: string;
  detail: string;
  /** SHA-256 of the roots that were believed, in pairs as certificate viewers show it. */
  roots: string[];
  timeRoots: string[];
  /** What such a signature is not. */
  note: string;
}

const PHRASES: Readonly<Record<Language, Phrases>> = { zh, en };

const ROLES_ZH = { ...ROLE_NAMES, [REPORT_FIELD]: '平台' };
const ROLES_EN: typeof ROLES_ZH = {
  drc: 'prefecture development and reform commission',
  county: 'county government',
  enterprise: 'operating enterprise',
  [REPORT_FIELD]: 'the platform',
};

export function reportWords(report: CheckReport, language: Language): ReportWords {
  const phrases = PHRASES[language];
  const { archive, broken, checkedAt, outcome, register, revoked = [] } = report;
  const role = (field: string) => roleName(field, language);
  const words: ReportWords = {
    ...headOf(report, language),
    parties: report.parties.map((party) => partyWords(party, role(party.field), phrases)),
    open:
      report.open.length > 0
        ? phrases.open(report.open.map((field) => role(field) || field).join(phrases.separator))
        : '',
    revisions: [
      ...report.revisions.map((change) => {
        const field = 'field' in change ? change.field : '';
        return phrases.revision(change, role(field) || field, phrases);
      }),
      ...(report.files ?? []).map(phrases.carried),
    ],
    archive: archive
      ? phrases.archive(archive, phrases.instant(archive.until), archive.until < checkedAt)
      : '',
    revoked: revoked.map((one) => phrases.revoked(one, phrases.instant(one.at))),
    revocation: broken && revoked.length === 0 ? '' : revocationOf(report, phrases),
    register: registerOf(register, phrases),
    where: broken && outcome === 'unsound' ? whereOf(broken, revoked.length > 0, role, phrases) : '',
    detail: broken ? `${broken.rule}: ${broken.detail}` : '',
    roots: report.believed.roots.map(fingerprint),
    timeRoots: report.believed.timeRoots.map(fingerprint),
    note: noteOf(report, phrases),
  };
  return plain(words);
}

function revocationOf({ revocation, list, revoked }: CheckReport, phrases: Phrases): string {
  const [from, until] = list ? [list.thisUpdate, list.nextUpdate].map(phrases.instant) : [];
  return phrases.revocation[revocation]({
    from: from ?? '',
    until: until ?? '',
    some: revoked !== undefined,
  });
}

function registerOf(
  answer: RegisterAnswer,
  { instant, known, register, separator, stamped }: Phrases,
): string {
  if (!('number' in answer)) return register[answer.state];
  const said = known[answer.state](answer);
  const { stamps = 0, publishedStamps = 0, stampedAt } = answer;
  if (answer.state !== 'earlier' || !stampedAt || stamps >= publishedStamps) return said;
  return [said, stamped(instant(stampedAt), stamps > 0)].join(separator === ', ' ? ' ' : '');
}

function headOf({ broken, outcome }: CheckReport, language: Language): Headed {
  if (outcome !== 'unsigned' && outcome !== 'unsound') return PHRASES[language].outcome[outcome];
  const { title, means, todo } = RULE_WORDS[language][broken!.reason];
  return { headline: outcome === 'unsigned' ? title : PHRASES[language].unsound(title), means, todo };
}

function roleName(field: string, language: Language): string {
  const names: Readonly<Record<string, string>> = language === 'zh' ? ROLES_ZH : ROLES_EN;
  return Object.hasOwn(names, field) ? names[field]! : '';
}

function partyWords(party: SignedParty, role: string, phrases: Phrases): PartyWords {
  const { claimedAt, organization, organizationCode: code, person, post, trusted, way } = party;
  const claimed = phrases.instant(claimedAt);
  const said =
    way === 'link'
      ? { organization, code, signer: phrases.signer(person, post) }
      : {
          organization: phrases.seal[way].organization,
          code: '',
          signer: phrases.seal[way].signer(organization, party.evidence ?? ''),
        };
  return {
    role: role || (way === 'link' ? '' : party.field),
    ...said,
    time: trusted ? phrases.trusted(trusted, phrases.instant(trusted.at)) : phrases.claimed(claimed),
  };
}

/** What the signatures are not, for each way in which a party signed. */
function noteOf({ parties }: CheckReport, { note, reportNote, seal, separator }: Phrases): string {
  if (parties.some(({ field }) => field === REPORT_FIELD)) return reportNote;
  const others = (['wet-seal', 'e-seal'] as const).filter((way) => parties.some((one) => one.way === way));
  const links = parties.length === 0 || parties.some(({ way }) => way === 'link');
  return [...(links ? [note] : []), ...others.map((way) => seal[way].note)].join(
    separator === ', ' ? ' ' : '',
  );
}

type Broken = NonNullable<CheckReport['broken']>;

/** As many signatures as were sound stand before the one at fault; a revoked one has its place by its revision. */
function placeOf(
  { rule, revision, field = '', intact }: Broken,
  role: (field: string) => string,
  { firstCovers, place }: Phrases,
): string[] {
  if (revision === undefined) return [];
  const signature = intact ? intact.parties.length + 1 : revision - 1;
  const said = place(revision, field === '' ? 0 : signature, role(field) || field);
  return rule === 'V1' && revision === 2 ? [said, firstCovers] : [said];
}

function whereOf(
  broken: Broken,
  revoked: boolean,
  role: (field: string) => string,
  phrases: Phrases,
): string {
  const reached = revoked ? [] : [intactOf(broken.intact, role, phrases)];
  return [...placeOf(broken, role, phrases), ...reached].join(phrases.separator === ', ' ? ' ' : '');
}

function intactOf(intact: Broken['intact'], role: (field: string) => string, phrases: Phrases): string {
  if (!intact) return phrases.nowhere;
  const names = intact.parties.map(({ field, organization, way }) =>
    way === 'link' ? phrases.own(organization) : phrases.seal[way].revision(role(field) || field),
  );
  return phrases.where(intact.length, names.join(phrases.separator));
}

/** `AB:CD:…`, as certificate viewers and `openssl x509 -fingerprint` print it. */
export function fingerprint(sha256: string): string {
  return sha256.toUpperCase().replace(/..(?=.)/g, '$&:');
}

/** Names and details come out of a file that may be hostile. */
function plain<Value>(value: Value): Value {
  if (typeof value === 'string') return value.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, escaped) as Value;
  if (Array.isArray(value)) return value.map(plain) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one)])) as Value;
}

const escaped = (character: string) => `\\u{${character.codePointAt(0)!.toString(16)}}`;
