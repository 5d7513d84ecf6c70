// A document's page: its state and trail in words.
import { divisionName, prefectureOf } from '../domain/divisions.ts';
import {
  currentRevision,
  type DocumentState,
  inTurn,
  isStuck,
  STATUS_NAMES,
  signers,
} from '../domain/document.ts';
import type { DocumentEvent } from '../domain/event.ts';
import { type Party, ROLE_NAMES, type Role } from '../domain/party.ts';
import { formatDate, formatDeadline, formatInstant } from '../domain/time.ts';
import { actorWords, eventDigests, eventWords, jobWords } from './event-words.ts';

export interface DocumentFacts {
  typeName: string;
  /** Empty for a draft. */
  parties: readonly Party[];
  /** Whose signature only acknowledges receipt. */
  receivers: readonly Role[];
  /** In the words of whoever declined. */
  declineReasons: Readonly<Partial<Record<Role, string>>>;
  voidReason: string;
  publicUrl: string;
}

type Standing = 'signed' | 'declined' | 'consented' | 'opened' | 'waiting' | 'later' | 'ended';

const STANDINGS: Readonly<Record<Standing, string>> = {
  signed: '已签署',
  declined: '已拒签',
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
      .map(([job]) => jobWords(job)),
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
    digest,
    digestShort: short(digest),
    isDraft: status === 'drafted',
    voidable: status === 'drafted' || status === 'signing',
    voidReason: facts.voidReason,
    reportPending: state.evidence.pending,
    reports: [...state.evidence.reports].reverse().map(({ sequence, at, through }) => ({
      sequence,
      time: formatInstant(at),
      through,
    })),
    parties: facts.parties
      .filter(({ role }) => signers(state).includes(role))
      .map((party) => partyView(state, party, facts)),
    trail: [...events].reverse().map((event) => ({
      sequence: event.sequence,
      at: event.at,
      time: formatInstant(event.at),
      words: eventWords(event, facts.receivers),
      by: actorWords(event.by),
      digests: eventDigests(event).map((named) => ({ ...named, short: short(named.digest) })),
    })),
  };
}

function partyView(state: DocumentState, party: Party, facts: DocumentFacts) {
  const { role, organization, person, title } = party;
  const { openedAt, signed, declined } = state.parties[role];
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
    standingName: received ?? STANDINGS[standing],
    opened: openedAt ? formatInstant(openedAt) : '—',
    acted: actedAt ? formatInstant(actedAt) : '—',
    remindable: standing === 'waiting' || standing === 'opened',
    reason: facts.declineReasons[role] ?? '',
    reasonLabel: facts.receivers.includes(role) ? '不予签收的理由' : '拒签理由',
  };
}

function standingOf(state: DocumentState, role: Role): Standing {
  const { signed, declined, consented, openedAt } = state.parties[role];
  if (signed) return 'signed';
  if (declined) return 'declined';
  if (state.status !== 'signing') return 'ended';
  if (consented) return 'consented';
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
