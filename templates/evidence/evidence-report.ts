// The evidence report: no type that staff draft, so it stands in no registry; made by the workflow of what it knows.
import type { Printable } from '../../functions/domain/document-type.ts';
import type {
  EvidenceAct,
  EvidenceDecision,
  EvidenceFacts,
  EvidenceFile,
  EvidenceMail,
  EvidenceParty,
  EvidenceScan,
  EvidenceSeal,
  EvidenceStamp,
} from '../../functions/domain/evidence.ts';
import { ROLE_NAMES } from '../../functions/domain/party.ts';
import { type RelayReply, replyLine } from '../../functions/domain/relay-reply.ts';
import { formatDeadline, type Instant } from '../../functions/domain/time.ts';
import { WAY_NAMES } from '../../functions/domain/way.ts';
import { withBreaks } from './with-breaks.ts';

/** What stands beside it on a line reckoned in, in ems: how long a piece may be in a cell before it is broken. */
const ROOM = { fact: 16, answer: 16, agent: 12, forwarded: 8 } as const;

export const EVIDENCE_REPORT: Printable<EvidenceFacts> = {
  id: 'evidence',
  layout: 'pledge',
  title: ({ title }) => `《${title}》签署证据报告`,
  view: (facts) => ({
    ...facts,
    due: formatDeadline(facts.dueAt),
    time: exact(facts.at),
    chain: trailWords(facts),
    // The title stands between 《》 already.
    verdict: facts.revisions.every(({ verdict }) => verdict === undefined || verdict === 'sound'),
    parties: facts.parties.map(partyView),
    revisions: facts.revisions.map((file, index) => ({
      ...fileView(file),
      place: index + 1,
      signedBy: file.signedBy.length > 0 ? file.signedBy.join('、') : '无（签发时的文件）',
      verdict: verdictWords(file.verdict),
    })),
    texts: textsOf(facts.parties),
    kept: keptFiles(facts.parties),
    carries: keptFiles(facts.parties).some(({ attached }) => attached),
    onPaper: facts.parties.some(({ way }) => way === 'wet-seal'),
    byProvider: facts.parties.some(({ way }) => way === 'e-seal'),
    archived: facts.archived.map(stampView),
    events: facts.events.map((event) => ({ ...event, time: exact(event.at) })),
  }),
};

function trailWords({ chainSound, headSound }: EvidenceFacts): string {
  if (!chainSound) return '序号或者摘要不连续，记录已被改动';
  return headSound
    ? '逐条核对，序号和摘要连续，末条记录的平台签名有效'
    : '逐条核对，序号和摘要连续；但末条记录没有有效的平台签名，不能排除其后有缺失，也不能证明记录由本平台写成';
}

/** `2026-11-24 10:00:00.000`, Beijing time: a report of evidence has seconds and fractions. */
function exact(instant: Instant): string {
  const local = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString();
  return local
    .replace('T', ' ')
    .replace('Z', '')
    .replace(/\.000$/, '');
}

function partyView(party: EvidenceParty) {
  const { consent, signature, declined, receives, way } = party;
  return {
    ...party,
    label: ROLE_NAMES[party.role],
    act: receives ? '签收' : '签署',
    way: WAY_NAMES[way],
    byLink: way === 'link',
    prints: party.prints.map(({ at, ...print }) => ({ ...print, time: exact(at) })),
    scans: party.scans.map(scanView),
    seals: party.seals.map(sealView),
    mails: party.mails.map(mailView),
    acts: party.acts.map(actView),
    consent: consent
      ? {
          ...consent,
          time: exact(consent.at),
          shown: fileView(consent.shown),
          publication: consent.publication ?? '',
        }
      : '',
    signature: signature
      ? {
          ...signature,
          time: exact(signature.signedAt),
          stamp: signature.stamp ? stampView(signature.stamp) : '',
        }
      : '',
    declined: declined ? { reason: withBreaks(declined.reason, ROOM.fact), time: exact(declined.at) } : '',
  };
}

function mailView({ words, messageId, accepted, failed }: EvidenceMail) {
  const unknown = failed.some(({ uncertain }) => uncertain);
  return {
    words,
    messageId,
    time: accepted ? exact(accepted.at) : unknown ? '结果不明' : '未受理',
    reply: accepted ? (accepted.reply ? answer(accepted.reply) : '当时未记录') : '',
    tries: failed.map(({ times, from, to, uncertain, why, reply }) => ({
      time: from === to ? exact(from) : `${exact(from)}至${exact(to)}`,
      words: `${times}次${uncertain ? '结果不明' : '未受理'}${why ? `（${why}）` : ''}`,
      reply: reply ? answer(reply) : '',
    })),
  };
}

function answer(reply: RelayReply): string {
  return withBreaks(replyLine(reply), ROOM.answer);
}

function scanView({ at, file, parts, publication, read, outcome, ...scan }: EvidenceScan) {
  return {
    ...scan,
    time: exact(at),
    file: fileView(file),
    parts: parts.map(({ at: sent, ...part }) => ({ ...part, time: exact(sent) })),
    publication: publication?.version ?? '',
    read: read ? { ...read, time: exact(read.at), revision: read.revision ?? '' } : '',
    outcome: outcome ? decisionView(outcome) : '',
  };
}

function sealView({ at, begun, publication, received, outcome, ...seal }: EvidenceSeal) {
  return {
    ...seal,
    time: exact(at),
    publication: publication?.version ?? '',
    begun: begun ? { ...begun, time: exact(begun.at) } : '',
    received: received
      ? {
          ...received,
          time: exact(received.at),
          sealed: exact(received.sealedAt),
          owner: received.owner ?? '',
          file: fileView(received.file),
        }
      : '',
    outcome: outcome ? decisionView(outcome) : '',
  };
}

function decisionView({ at, by, words, reason = '' }: EvidenceDecision) {
  return { time: exact(at), by, words, reason: withBreaks(reason, ROOM.fact) };
}

/** What is kept, in this report or beside it: known again by its digest. Prints are set from the file, and not carried. */
function keptFiles(parties: readonly EvidenceParty[]) {
  return parties.flatMap(({ organization, prints, scans, seals }) =>
    [
      ...prints.map(({ file }) => ['打印件', file] as const),
      ...scans.map(({ file }) => ['盖章扫描件', file] as const),
      ...seals.flatMap(({ received }) => (received ? [['用印凭证', received.file] as const] : [])),
    ].map(([name, file]) => ({ organization, name, isPrint: name === '打印件', ...fileView(file) })),
  );
}

/** Each wording once; two wordings of one version would both stand here. */
function textsOf(parties: readonly EvidenceParty[]) {
  const all = parties.flatMap(({ consent, receives, scans, seals }) => [
    ...(consent
      ? [{ name: receives ? '签收同意书' : '签署同意书', version: consent.version, text: consent.text }]
      : []),
    ...[consent, ...scans, ...seals].flatMap((given) =>
      given?.publication ? [{ name: '公开姓名和职务同意书', ...given.publication }] : [],
    ),
  ]);
  const distinct = new Map(all.map((one) => [JSON.stringify(one), one]));
  return [...distinct.values()].map(({ text, ...one }) => ({
    ...one,
    lines: text.split('\n').filter(Boolean),
  }));
}

function actView({ sequence, at, words, from }: EvidenceAct) {
  return {
    sequence,
    time: exact(at),
    words,
    address: from ? printable(from.address, ROOM.agent) || '未知' : '当时未记录',
    forwarded: printable(from?.forwarded ?? '', ROOM.forwarded),
    agent: from ? printable(from.userAgent, ROOM.agent) || '请求中没有' : '当时未记录',
  };
}

/** Headers are anybody's text: what our fonts may lack, or what hides, is shown by a question mark. */
function printable(text: string, room: number): string {
  return withBreaks(text.replace(/[^\x20-\x7e]/g, '?'), room);
}

function fileView({ sha256, sm3, length, attached = '' }: EvidenceFile) {
  return { sha256, sm3: sm3 ?? '本机不能计算', length, attached };
}

function stampView({ at, authority, until }: EvidenceStamp) {
  return { time: exact(at), authority, until: exact(until) };
}

function verdictWords(verdict: string | undefined): string {
  if (verdict === undefined) return '摘要与签发记录一致';
  return verdict === 'sound' ? '通过' : `未通过：${verdict}`;
}
