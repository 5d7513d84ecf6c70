// Time-stamps over HTTP (RFC 3161 §3.4) from the first of several authorities that gives one which holds.
import { NoRevocationList, type RevocationLists } from '../ports/revocation-lists.ts';
import { NoTimestamp, type Timestamper } from '../ports/timestamper.ts';
import { serialOf } from '../sign/signed-data.ts';
import { readStampList } from '../sign/stamp-lists.ts';
import { checkTimeStamp, timeStampRequest, tokenOf } from '../sign/time-stamp-token.ts';
import { UnusableTimeStamp } from '../sign/unusable-time-stamp.ts';
import { readAtMost } from './read-at-most.ts';

export interface TimestampAuthority {
  url: string;
  /** The roots that its certificate may lead to, DER. */
  roots: readonly Uint8Array[];
}

const TIMEOUT_MS = 4_000;
const MAX_ANSWER = 64 * 1024;

/**
 * `authorities` in the order in which they are asked; one that failed is asked last for a while, so that a dead one
 * costs its timeout once and not with every signature.
 */
export function rfc3161Timestamper(
  authorities: readonly TimestampAuthority[],
  {
    random,
    lists,
    now = Date.now,
    restMs = 60_000,
  }: { random(bytes: number): Uint8Array; lists: RevocationLists; now?: () => number; restMs?: number },
): Timestamper {
  const failedAt = new Map<string, number>();
  const inOrder = () => {
    const resting = (url: string) => now() - (failedAt.get(url) ?? Number.NEGATIVE_INFINITY) < restMs;
    return authorities.toSorted((a, b) => Number(resting(a.url)) - Number(resting(b.url)));
  };
  return {
    available: authorities.length > 0,
    async stamp(data) {
      const reasons: string[] = [];
      for (const authority of inOrder()) {
        try {
          const { token, path } = await ask(authority, data, random(8));
          await mustStand(path, lists);
          failedAt.delete(authority.url);
          return token;
        } catch (fault) {
          failedAt.set(authority.url, now());
          reasons.push(`${new URL(authority.url).host}: ${reasonOf(fault)}`);
        }
      }
      throw new NoTimestamp(reasons);
    },
  };
}

async function ask(
  { url, roots }: TimestampAuthority,
  data: Uint8Array,
  nonce: Uint8Array,
): Promise<{ token: Uint8Array; path: Uint8Array[] }> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
    body: new Uint8Array(await timeStampRequest(data, nonce)),
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  const token = await tokenOf(await readAtMost(answer, MAX_ANSWER), roots);
  const { path } = await checkTimeStamp(token, data, { roots, nonce });
  return { token, path };
}

/** Throws UnusableTimeStamp for a revoked certificate. A list that cannot be had keeps nobody waiting. */
async function mustStand(path: readonly Uint8Array[], lists: RevocationLists): Promise<void> {
  await Promise.all(
    path.slice(0, -1).map(async (certificate, i) => {
      const issuer = path[i + 1]!;
      const der = await lists.inForce(certificate, issuer).catch(unlessNone);
      const list = der && (await readStampList(issuer, der));
      const serial = serialOf(certificate);
      if (list?.revoked.some((one) => one.serial === serial))
        throw new UnusableTimeStamp(`its certificate ${serial} has been revoked`);
    }),
  );
}

function unlessNone(fault: unknown): undefined {
  if (!(fault instanceof NoRevocationList)) throw fault;
}

/** Of fetch, only what went wrong; the rest of its message may hold what was sent. */
function reasonOf(fault: unknown): string {
  const { name, message, cause } = fault as Error & { cause?: { code?: string } };
  if (name === 'TimeoutError') return `no answer in ${TIMEOUT_MS} ms`;
  return cause?.code ?? message;
}
