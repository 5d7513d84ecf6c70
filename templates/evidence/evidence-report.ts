// The evidence report: no type that staff draft, so it stands in no registry; made by the workflow of what it knows.
import type { Printable } from '../../functions/domain/document-type.ts';
import type {
  EvidenceAct,
  EvidenceFacts,
  EvidenceFile,
  EvidenceParty,
  EvidenceStamp,
} from '../../functions/domain/evidence.ts';
import { ROLE_NAMES } from '../../functions/domain/party.ts';
import { formatDeadline, type Instant } from '../../functions/domain/time.ts';

export const EVIDENCE_REPORT: Printable<EvidenceFacts> = {
  id: 'evidence',
  layout: 'pledge',
  title: ({ title }) => `《${title}》签署证据报告`,
  view: (facts) => ({
    ...facts,
    due: formatDeadline(facts.dueAt),
    time: exact(facts.at),
    chain: facts.chainSound ? '逐条核对，摘要连续，无缺失' : '摘要不连续，记录已被改动',
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
    archived: facts.archived.map(stampView),
    events: facts.events.map((event) => ({ ...event, time: exact(event.at) })),
  }),
};

/** `2026-11-24 10:00:00.000`, Beijing time: a report of evidence has seconds and fractions. */
function exact(instant: Instant): string {
  const local = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString();
  return local
    .replace('T', ' ')
    .replace('Z', '')
    .replace(/\.000$/, '');
}

function partyView(party: EvidenceParty) {
  const { consent, signature, declined, receives } = party;
  return {
    ...party,
    label: ROLE_NAMES[party.role],
    act: receives ? '签收' : '签署',
    mails: party.mails.map((mail) => ({ ...mail, time: exact(mail.acceptedAt) })),
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
    declined: declined ? { ...declined, time: exact(declined.at) } : '',
  };
}

/** Each wording once; two wordings of one version would both stand here. */
function textsOf(parties: readonly EvidenceParty[]) {
  const all = parties.flatMap(({ consent, receives }) => {
    if (!consent) return [];
    const { version, text, publication } = consent;
    const own = { name: receives ? '签收同意书' : '签署同意书', version, text };
    return publication ? [own, { name: '公开姓名和职务同意书', ...publication }] : [own];
  });
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
    address: from ? printable(from.address) || '未知' : '当时未记录',
    forwarded: printable(from?.forwarded ?? ''),
    agent: from ? printable(from.userAgent) || '请求中没有' : '当时未记录',
  };
}

/** Headers are anybody's text: what our fonts may lack, or what hides, is shown by a question mark. */
function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').trim();
}

function fileView({ sha256, sm3, length }: EvidenceFile) {
  return { sha256, sm3: sm3 ?? '本机不能计算', length };
}

function stampView({ at, authority, until }: EvidenceStamp) {
  return { time: exact(at), authority, until: exact(until) };
}

function verdictWords(verdict: string | undefined): string {
  if (verdict === undefined) return '摘要与签发记录一致';
  return verdict === 'sound' ? '通过' : `未通过：${verdict}`;
}
