// A document's page: its state and trail in words.
import { codeLimit, mayBeVoided } from '../domain/decide.ts';
import { divisionName, prefectureOf } from '../domain/divisions.ts';
import { type DocumentState, STATUS_NAMES } from '../domain/document.ts';
import {
  actedAt,
  currentRevision,
  inTurn,
  isStuck,
  mayBePublished,
  pendingTimestamp,
  signers,
  wayOf,
} from '../domain/document-questions.ts';
import type { DocumentEvent } from '../domain/event.ts';
import { readMailJob, resumes } from '../domain/failure.ts';
import { type Party, ROLE_NAMES, type Role } from '../domain/party.ts';
import { replyLine } from '../domain/relay-reply.ts';
import { formatDate, formatDeadline, formatInstant, type Instant } from '../domain/time.ts';
import { inCheck, type OtherWay, WAY_NAMES, type Way, whatToCheck } from '../domain/way.ts';
import { actorWords, eventDigests, eventWords } from './event-words.ts';
import { failureWords, jobWords, mailFaultWords } from './failure-words.ts';
import { keptFiles } from './kept-files.ts';

export interface DocumentFacts {
  typeName: string;
  /** Empty for a draft. */
  parties: readonly Party[];
  /** Whose signature only acknowledges receipt. */
  receivers: readonly Role[];
  /** Ways of signing that suffice for publishing. */
  sufficient: Readonly<Partial<Record<Role, readonly Way[]>>>;
  /** In the words of whoever declined. */
  declineReasons: Readonly<Partial<Record<Role, string>>>;
  voidReason: string;
  publicUrl: string;
  now: Instant;
  /** A signature has fallen before the platform was done with the document. */
  fallen?: boolean;
}

type Standing = 'signed' | 'declined' | 'check' | 'consented' | 'opened' | 'waiting' | 'later' | 'ended';

const STANDINGS: Readonly<Record<Standing, string>> = {
  signed: '已签署',
  declined: '已拒签',
  check: '待核对',
  consented: '签名生成中',
  opened: '已打开',
  waiting: '待签署',
  later: '未轮到',
  ended: '未签署',
};

/** Those that a receiver's standing has in its own words. */
const RECEIVED: Readonly<Partial<Record<Standing, string>>> = {
  signed: '已签收',
  declined: '不予签收',
  waiting: '待签收',
  ended: '未签收',
};

/** All names that the view `document` asks for, but for notices and what was typed. */
export function documentView(
  id: string,
  state: DocumentState,
  events: readonly DocumentEvent[],
  facts: DocumentFacts,
) {
  const { summary, issue, status } = state;
  const digest = currentRevision(state) ?? '';
  return {
    title: summary.title,
    heading: summary.title,
    here: `/office/documents/${id}`,
    status,
    statusName: STATUS_NAMES[status],
    stuck: isStuck(state),
    failures: Object.entries(state.failures)
      .filter(([, { stuck }]) => stuck)
      .map(([job, { code, reply }]) => ({
        job: jobWords(job),
        todo: failureWords(job, code),
        reply: reply ? replyLine(reply) : '',
      })),
    delayed: delayedMails(state, facts.now),
    resumes: Object.values(state.failures).some(({ stuck, code }) => stuck && resumes(code)),
    typeName: facts.typeName,
    number: issue?.number ?? '（签发时编号）',
    town: summary.town,
    region: placeWords(summary.region),
    created: formatInstant(state.createdAt),
    issued: issue ? formatDate(issue.issuedOn) : '',
    due: issue ? formatDeadline(issue.dueAt) : '',
    copiedFrom: state.copiedFrom ?? '',
    publicHref: state.publicPath ? `${facts.publicUrl}/${state.publicPath}` : '',
    published: state.publishedAt ? formatInstant(state.publishedAt) : '',
    timestamp: timestampWords(state),
    digest,
    digestShort: short(digest),
    isDraft: status === 'drafted',
    voidable: mayBeVoided(state, facts.fallen),
    voidReason: facts.voidReason,
    unpublished: unpublishedWords(state, facts),
    reportPending: state.evidence.pending,
    reports: [...state.evidence.reports].reverse().map(({ sequence, at, through }) => ({
      sequence,
      time: formatInstant(at),
      through,
      name: `签署证据报告 ${issue?.number} ${sequence}`,
    })),
    carries: keptFiles(events).some(({ received }) => received),
    kept: keptFiles(events).map(({ role, at, words, digest }) => ({
      organization: facts.parties.find((party) => party.role === role)?.organization ?? ROLE_NAMES[role],
      words,
      time: formatInstant(at),
      digest,
      short: short(digest),
      name: `${words} ${digest.slice(0, 16)}`,
    })),
    parties: facts.parties
      .filter(({ role }) => signers(state).includes(role))
      .map((party) => partyView(id, state, party, facts)),
    trail: [...events].reverse().map((event) => ({
      sequence: event.sequence,
      at: event.at,
      time: formatInstant(event.at),
      words: eventWords(event, facts.receivers, issue?.ways),
      reply: 'reply' in event && event.reply ? replyLine(event.reply) : '',
      by: actorWords(event.by),
      digests: eventDigests(event).map((named) => ({ ...named, short: short(named.digest) })),
    })),
  };
}

/** Mails that were not taken and are tried again: no code, which lapses before, none after the term, none that a later one has overtaken. */
function delayedMails({ failures, parties, status, issue }: DocumentState, now: Instant) {
  if (status === 'signing' && now >= issue!.dueAt) return [];
  const isToCome = (job: string) => {
    const { mail, role, round } = readMailJob(job) ?? {};
    return mail && role && round && mail !== 'code' && round > (parties[role].mailed[mail] ?? 0);
  };
  return Object.entries(failures)
    .filter(([job, { stuck }]) => !stuck && isToCome(job))
    .map(([job, { code, count, retryAt, reply }]) => ({
      job: jobWords(job),
      why: mailFaultWords(code),
      count,
      next: formatInstant(retryAt),
      reply: reply ? replyLine(reply) : '',
    }));
}

/** What an archival time-stamp that is still to be had means; '' once it is there, or where none is wanted. */
function timestampWords(state: DocumentState): string {
  const policy = pendingTimestamp(state);
  if (!policy) return '';
  const soon = '待加盖。时间戳服务可用后由系统自动加盖';
  if (state.status === 'published') return `${soon}，并更新公示的文件`;
  const next = mayBePublished(state) ? '公示' : '通知各方签署完成';
  const waits = policy === 'required' ? `加盖后${next}` : `不影响${next}`;
  return `${soon}，${waits}`;
}

/** Why a document that all have signed is not published, and what can be done. */
function unpublishedWords({ issue, status }: DocumentState, facts: DocumentFacts): string {
  if (!issue?.discloses || issue.insufficient.length === 0 || status === 'drafted') return '';
  const named = issue.insufficient.map((role) => {
    const { organization } = facts.parties.find((party) => party.role === role) ?? { organization: '' };
    const wanted = (facts.sufficient[role] ?? []).map((way) => WAY_NAMES[way]).join('或者');
    return `${organization}以${WAY_NAMES[issue.ways[role] ?? 'link']}方式签署，公示要求${wanted}`;
  });
  return `签署完成后不予公示：${named.join('；')}。需要公示的，请复制为新草稿，改选签署方式后重新签发。`;
}

function partyView(id: string, state: DocumentState, party: Party, facts: DocumentFacts) {
  const { role, organization, person, title } = party;
  const { openedAt, signed, declined, other } = state.parties[role];
  const standing = standingOf(state, role);
  const received = facts.receivers.includes(role) ? RECEIVED[standing] : undefined;
  const actedAt = signed?.at ?? declined?.at;
  return {
    code: role,
    role: ROLE_NAMES[role],
    organization,
    person,
    title,
    standing,
    way: WAY_NAMES[wayOf(state, role)],
    checkLink: checkLink(id, role, other),
    standingName: received ?? STANDINGS[standing],
    opened: openedAt ? formatInstant(openedAt) : '—',
    acted: actedAt ? formatInstant(actedAt) : '—',
    remindable: standing === 'waiting' || standing === 'opened',
    // Of whom nobody gets a code any more, be it by a scanner or by somebody the link was forwarded to.
    codesUsedUp:
      (standing === 'waiting' || standing === 'opened') && codeLimit(state, role, facts.now) !== undefined,
    reason: facts.declineReasons[role] ?? '',
    reasonLabel: facts.receivers.includes(role) ? '不予签收的理由' : '拒签理由',
  };
}

/** The page of a party's scan or seal, in words that ask for what is to be done there. */
function checkLink(id: string, role: Role, other: OtherWay = { scans: 0, seals: 0, returned: 0 }) {
  const waits = whatToCheck(other) !== undefined;
  if (other.scan)
    return { href: `/office/documents/${id}/scan/${role}`, words: waits ? '核对扫描件' : '扫描件', waits };
  if (other.seal?.received)
    return {
      href: `/office/documents/${id}/seal/${role}`,
      words: waits ? '核对用印结果' : '用印结果',
      waits,
    };
  return '';
}

function standingOf(state: DocumentState, role: Role): Standing {
  const { signed, declined, openedAt, other } = state.parties[role];
  if (signed) return 'signed';
  if (declined) return 'declined';
  if (state.status !== 'signing') return 'ended';
  if (actedAt(state.parties[role])) return 'consented';
  if (inCheck(other)) return 'check';
  if (!inTurn(state).includes(role)) return 'later';
  return openedAt ? 'opened' : 'waiting';
}

/** 西宁市大通回族土族自治县; a prefecture or the province by itself. */
export function placeWords(region: string): string {
  const name = divisionName(region) ?? region;
  return region.endsWith('00') ? name : `${divisionName(prefectureOf(region)) ?? ''}${name}`;
}

function short(digest: string): string {
  return digest ? `${digest.slice(0, 8)}…${digest.slice(-4)}` : '';
}
