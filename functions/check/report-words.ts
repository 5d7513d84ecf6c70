// A report in sentences, Chinese or English: what a page or a terminal shows of it.
import { ROLE_NAMES } from '../domain/party.ts';
import { formatInstant, type Instant } from '../domain/time.ts';
import type { Way } from '../domain/way.ts';
import type { RegisterAnswer } from './register-answer.ts';
import type { CheckReport, Outcome, RevisionChange, SignedParty, Stamp } from './report.ts';
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
  /** Whether anything was asked about revoked certificates; empty for a file that is not sound. */
  revocation: string;
  register: string;
  /** Of an unsound file: how far it is in order. */
  where: string;
  detail: string;
  /** SHA-256 of the roots that were believed, in pairs as certificate viewers show it. */
  roots: string[];
  timeRoots: string[];
  /** What such a signature is not. */
  note: string;
}

interface Phrases {
  outcome: Readonly<Record<Exclude<Outcome, 'unsigned' | 'unsound'>, Headed>>;
  unsound(title: string): string;
  instant(instant: Instant): string;
  signer(person: string, post: string): string;
  claimed(at: string): string;
  trusted(stamp: Stamp, at: string): string;
  /** `role`: of the signer, or the name of its field. */
  revision(change: RevisionChange, role: string, phrases: Phrases): string;
  seal: Readonly<Record<OtherWay, Sealed>>;
  revocation: Readonly<Record<CheckReport['revocation'], string>>;
  open(names: string): string;
  archive(stamp: Stamp, until: string, over: boolean): string;
  register: Readonly<Record<RegisterAnswer['state'], (answer: RegisterAnswer) => string>>;
  where(bytes: number, names: string): string;
  own(organization: string): string;
  nowhere: string;
  separator: string;
  note: string;
}

type OtherWay = Exclude<Way, 'link'>;

/** The platform's signature about a seal: in the place of the organization, of the signer, of a revision, of the note. */
interface Sealed {
  organization: string;
  signer(platform: string, evidence: string): string;
  revision(role: string): string;
  note: string;
}

interface Headed {
  headline: string;
  means: string;
  todo: string;
}

const known = (answer: RegisterAnswer) =>
  answer.state === 'published' || answer.state === 'earlier' ? answer : undefined;

const zh: Phrases = {
  outcome: {
    published: {
      headline: '一致：这是公示的文件，签名有效',
      means: '文件与公示的文件逐字节相同；下列电子签名有效，签署之后内容没有改动。',
      todo: '',
    },
    earlier: {
      headline: '签名有效，但这不是公示的文件：这是签署过程中的较早版本',
      means: '文件中的电子签名有效，但公示的文件在它之后还有签名或者存档时间戳。',
      todo: '请以公示的文件为准。',
    },
    unlisted: {
      headline: '签名有效，但公示记录中没有这个文件',
      means:
        '文件确由本平台签发并由下列各方签署，签署之后内容没有改动。没有公示记录，通常是因为这类文书不公示（例如创建方案、限期整改通知书），或者承诺书还没有公示、手中的是公示之前的一版。',
      todo: '承诺书请以公示的文件为准；其他文书是否现行有效，向发文单位核实。',
    },
    sound: {
      headline: '签名有效（没有与公示记录比对）',
      means: '下列电子签名有效，签署之后内容没有改动。文件是不是最新的一版，只有公示记录才能说明。',
      todo: '',
    },
  },
  unsound: (title) => `核验不通过：${title}`,
  instant: formatInstant,
  signer: (person, post) => `${person}（${post}）`,
  claimed: (at) => `${at}（时间由平台记载，没有时间戳）`,
  trusted: ({ authority }, at) => `不晚于 ${at}（由“${authority}”的时间戳证明）`,
  revision(change, role, { instant, seal }) {
    const head = `第${change.revision}版：`;
    if (change.change === 'issued') return `${head}签发时的文件，尚无签名`;
    if (change.change === 'signature' && change.way !== 'link')
      return `${head}增加${seal[change.way].revision(role)}，其余未变`;
    if (change.change === 'signature') return `${head}增加${change.organization}的电子签名，其余未变`;
    return `${head}增加存档时间戳（${instant(change.at)}，${change.authority}），其余未变`;
  },
  open: (names) => `尚未签署：${names}`,
  archive: ({ authority }, until, over) =>
    over
      ? `存档时间戳由“${authority}”作出，其证书已于 ${until} 到期。文件应当有更新的存档版本，请从公示目录下载。`
      : `存档时间戳由“${authority}”作出，可证明到 ${until}；在此之前平台会续加新的时间戳。`,
  register: {
    'not-asked': () => '没有查询公示记录。',
    'no-answer': () => '没有读到公示记录。',
    unknown: () => '公示记录中没有这个文件。',
    published: (answer) => {
      const { number, title } = known(answer)!;
      return `公示记录：这是《${title}》（承诺编码 ${number}）公示的文件，最新版本。`;
    },
    earlier: (answer) => {
      const { number, title, revision, revisions } = known(answer)!;
      return `公示记录：这是《${title}》（承诺编码 ${number}）的第${revision}版，共${revisions}版，公示的是最后一版。`;
    },
  },
  where: (bytes, names) => `文件的前 ${bytes} 字节是一份完好的文件，含${names}；问题出在其后追加的内容。`,
  own: (organization) => `${organization}的电子签名`,
  nowhere: '没有找到可以单独采信的部分。',
  separator: '、',
  seal: {
    'wet-seal': {
      organization: '在纸质文书上盖章',
      signer: (platform, evidence) =>
        `已与盖章扫描件核对${evidence && `（扫描件 SHA-256：${evidence}）`}；这个签名由联签平台（${platform}）作出，不是该方自己的电子签名`,
      revision: (role) => `平台的电子签名（${role}在纸上盖章，扫描件已核对）`,
      note: '在纸上盖章的一方没有电子签名：平台的签名只说明扫描件经过核对，印章真伪以纸质原件为准。',
    },
    'e-seal': {
      organization: '通过电子印章服务商用印',
      signer: (platform, evidence) =>
        `服务商的用印结果已核验${evidence && `（凭证 SHA-256：${evidence}）`}；这个签名由联签平台（${platform}）作出，不是该方自己的电子签名，也不是电子印章`,
      revision: (role) => `平台的电子签名（${role}通过服务商用印，结果已核验）`,
      note: '通过服务商用印的一方，平台的签名只说明服务商的用印结果经过核验，以另存的用印凭证为准。',
    },
  },
  revocation: {
    'not-asked':
      '没有查询签名者的证书是否已被吊销，文件中也没有存档的吊销列表。需要确认的，请向发文单位核实。',
    'archived-lists':
      '已对照文件中存档的证书吊销列表（存档时的情况），没有发现影响签名的吊销。存档之后是否吊销，没有查询。',
  },
  note: '本签名为平台证书电子签名，只证明签署时掌握所登记的邮箱和验证码。',
};

const utc8 = (instant: Instant) => {
  const local = new Date(Date.parse(instant) + 8 * 60 * 60 * 1000).toISOString();
  return `${local.slice(0, 10)} ${local.slice(11, 16)} (UTC+8)`;
};

const en: Phrases = {
  outcome: {
    published: {
      headline: 'This is the published file, and its signatures are sound',
      means:
        'It is byte for byte the file of the public register; the signatures below are sound, and nothing was changed after signing.',
      todo: '',
    },
    earlier: {
      headline: 'The signatures are sound, but this is an earlier revision, not the published file',
      means: 'The published file has more signatures or archival time-stamps than this one.',
      todo: 'Rely on the published file.',
    },
    unlisted: {
      headline: 'The signatures are sound, but the public register does not have this file',
      means:
        'The platform issued it, the parties below signed it, and nothing was changed after signing. Documents of this type may not be published (creation plans and rectification orders are not), or a pledge is not published yet, or this is a revision from before it was.',
      todo: 'For a pledge rely on the published file; for another document ask the issuing office whether it is in force.',
    },
    sound: {
      headline: 'The signatures are sound (the public register was not compared)',
      means:
        'The signatures below are sound, and nothing was changed after signing. Only the register can say whether this is the latest revision.',
      todo: '',
    },
  },
  unsound: (title) => `Not sound: ${title}`,
  instant: utc8,
  signer: (person, post) => `${person} (${post})`,
  claimed: (at) => `${at}, as the platform states; no time-stamp`,
  trusted: ({ authority }, at) => `not later than ${at}, attested by the time-stamp of "${authority}"`,
  revision(change, role, { instant, seal }) {
    const head = `Revision ${change.revision}: `;
    if (change.change === 'issued') return `${head}the file as issued, without signatures`;
    if (change.change === 'signature' && change.way !== 'link')
      return `${head}adds ${seal[change.way].revision(role)}, and changes nothing else`;
    if (change.change === 'signature')
      return `${head}adds the electronic signature of ${change.organization}, and changes nothing else`;
    return `${head}adds an archival time-stamp (${instant(change.at)}, ${change.authority}), and changes nothing else`;
  },
  open: (names) => `Not signed yet: ${names}`,
  archive: ({ authority }, until, over) =>
    over
      ? `The certificate behind the archival time-stamp of "${authority}" ended ${until}. There should be a newer file in the public register.`
      : `The archival time-stamp of "${authority}" lasts until ${until}; the platform adds a new one before.`,
  register: {
    'not-asked': () => 'The public register was not asked.',
    'no-answer': () => 'The public register did not answer.',
    unknown: () => 'The public register does not have this file.',
    published: (answer) => {
      const { number, title } = known(answer)!;
      return `Public register: the published file of "${title}" (${number}), the latest revision.`;
    },
    earlier: (answer) => {
      const { number, title, revision, revisions } = known(answer)!;
      return `Public register: revision ${revision} of ${revisions} of "${title}" (${number}); the last one is published.`;
    },
  },
  where: (bytes, names) =>
    `The first ${bytes} bytes are a sound file with ${names}; what follows them is at fault.`,
  own: (organization) => `the electronic signature of ${organization}`,
  nowhere: 'No part of the file was found to be sound by itself.',
  separator: ', ',
  seal: {
    'wet-seal': {
      organization: 'sealed on paper',
      signer: (platform, evidence) =>
        `a scan of the sealed sheet was compared${evidence && ` (SHA-256 of the scan: ${evidence})`}; this signature is that of the platform (${platform}), not of the party`,
      revision: (role) => `the platform’s signature about the ${role}, sealed on paper, scan compared`,
      note: 'A party that sealed on paper has no electronic signature: that of the platform only says that the scan was compared. Whether the seal is genuine shows on the paper.',
    },
    'e-seal': {
      organization: 'sealed by way of a provider of electronic seals',
      signer: (platform, evidence) =>
        `the provider’s result was verified${evidence && ` (SHA-256 of its evidence: ${evidence})`}; this signature is that of the platform (${platform}), not of the party, and no electronic seal`,
      revision: (role) => `the platform’s signature about the ${role}, sealed by a provider, result verified`,
      note: 'For a party that sealed by way of a provider the signature of the platform only says that the provider’s result was verified; the evidence kept beside the file decides.',
    },
  },
  revocation: {
    'not-asked':
      'Nobody was asked whether a certificate has been revoked, and the file keeps no lists of revoked ones. Ask the issuing office where it matters.',
    'archived-lists':
      'The lists of revoked certificates kept in the file, as of its archiving, revoke none that matters. Nobody was asked about the time since.',
  },
  note: 'These are electronic signatures under the platform’s own certificates: they prove that the signer had the registered mailbox and the one-time code.',
};

const PHRASES: Readonly<Record<Language, Phrases>> = { zh, en };

const ROLES_EN: typeof ROLE_NAMES = {
  drc: 'prefecture development and reform commission',
  county: 'county government',
  enterprise: 'operating enterprise',
};

export function reportWords(report: CheckReport, language: Language): ReportWords {
  const phrases = PHRASES[language];
  const { archive, broken, checkedAt, outcome, register } = report;
  const role = (field: string) => roleName(field, language);
  const words: ReportWords = {
    ...headOf(report, language),
    parties: report.parties.map((party) => partyWords(party, role(party.field), phrases)),
    open:
      report.open.length > 0
        ? phrases.open(report.open.map((field) => role(field) || field).join(phrases.separator))
        : '',
    revisions: report.revisions.map((change) => {
      const field = 'field' in change ? change.field : '';
      return phrases.revision(change, role(field) || field, phrases);
    }),
    archive: archive
      ? phrases.archive(archive, phrases.instant(archive.until), archive.until < checkedAt)
      : '',
    revocation: broken ? '' : phrases.revocation[report.revocation],
    register: phrases.register[register.state](register),
    where: broken && outcome === 'unsound' ? whereOf(broken.intact, role, phrases) : '',
    detail: broken ? `${broken.rule}: ${broken.detail}` : '',
    roots: report.believed.roots.map(fingerprint),
    timeRoots: report.believed.timeRoots.map(fingerprint),
    note: noteOf(report, phrases),
  };
  return plain(words);
}

function headOf({ broken, outcome }: CheckReport, language: Language): Headed {
  if (outcome !== 'unsigned' && outcome !== 'unsound') return PHRASES[language].outcome[outcome];
  const { title, means, todo } = RULE_WORDS[language][broken!.reason];
  return { headline: outcome === 'unsigned' ? title : PHRASES[language].unsound(title), means, todo };
}

function roleName(field: string, language: Language): string {
  const names: Readonly<Record<string, string>> = language === 'zh' ? ROLE_NAMES : ROLES_EN;
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
function noteOf({ parties }: CheckReport, { note, seal, separator }: Phrases): string {
  const others = (['wet-seal', 'e-seal'] as const).filter((way) => parties.some((one) => one.way === way));
  const links = parties.length === 0 || parties.some(({ way }) => way === 'link');
  return [...(links ? [note] : []), ...others.map((way) => seal[way].note)].join(
    separator === ', ' ? ' ' : '',
  );
}

function whereOf(
  intact: NonNullable<CheckReport['broken']>['intact'],
  role: (field: string) => string,
  phrases: Phrases,
): string {
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
