// Before anything is issued for signing: is the clock right, and will there be certificates until the term ends?
import { Refusal } from '../domain/refusal.ts';
import { after, dateInShanghai, formatDate, type Instant } from '../domain/time.ts';
import type { IssuanceTerm } from '../ports/certificate-issuer.ts';
import type { Clock } from '../ports/clock.ts';

export interface Issuance {
  clock: Clock;
  /** Undefined while there is no authority. */
  authority(): Promise<IssuanceTerm | undefined>;
}

/** No clock is right that stands before this project was begun. */
const BEGUN_AT: Instant = '2026-01-01T00:00:00.000Z';
const NOTICE_MS = 90 * 24 * 60 * 60_000;

/**
 * `lastEventAt`: when the document was last changed; `dueAt`: the end of its term. Throws Refusal 'clock.behind',
 * 'authority.missing', 'authority.revoked', 'authority.not-in-force' and 'authority.ending'.
 */
export async function mustBeSignable(world: Issuance, lastEventAt: Instant, dueAt: Instant): Promise<void> {
  const now = world.clock.now();
  if (now < BEGUN_AT || now < lastEventAt) throw new Refusal('clock.behind');
  const term = await world.authority();
  if (!term) throw new Refusal('authority.missing');
  if (term.revokedAt) throw new Refusal('authority.revoked');
  if (now < term.issuesFrom) throw new Refusal('authority.not-in-force');
  if (now > term.issuesUntil || dueAt > term.issuesUntil) throw new Refusal('authority.ending');
}

/** Sentences for staff from 90 days before the last day on which certificates of their whole life are issued. */
export async function authorityNotice(world: Issuance): Promise<string[]> {
  const term = await world.authority();
  const now = world.clock.now();
  if (term?.revokedAt)
    return [
      '签发证书已全部被吊销，现在不能签发文书，已经提交的签署也不能生成签名；请联系系统管理员运行 npx lianqian ca rotate 更换签发证书',
    ];
  if (!term || now < after(term.issuesUntil, -NOTICE_MS)) return [];
  const day = formatDate(dateInShanghai(term.issuesUntil));
  return [`签署期限晚于${day}的文书将不能签发，请联系系统管理员运行 npx lianqian ca rotate 更换签发证书`];
}
