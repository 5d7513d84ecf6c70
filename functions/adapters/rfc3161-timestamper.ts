// Time stamps over HTTP (RFC 3161 §3.4) from the first of several authorities that gives one which holds.
import { NoTimestamp, type Timestamper } from '../ports/timestamper.ts';
import { checkTimeStamp, timeStampRequest, tokenOf } from '../sign/time-stamp-token.ts';

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
    now = Date.now,
    restMs = 60_000,
  }: { random(bytes: number): Uint8Array; now?: () => number; restMs?: number },
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
          const token = await ask(authority, data, random(8));
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
): Promise<Uint8Array> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
    body: new Uint8Array(await timeStampRequest(data, nonce)),
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  const token = tokenOf(await readAtMost(answer, MAX_ANSWER));
  await checkTimeStamp(token, data, { roots, nonce });
  return token;
}

async function readAtMost(answer: Response, limit: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = answer.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    length += part.value.length;
    if (length > limit) throw new Error(`an answer of more than ${limit} bytes`);
    parts.push(part.value);
  }
  return Buffer.concat(parts);
}

/** Of fetch, only what went wrong; the rest of its message may hold what was sent. */
function reasonOf(fault: unknown): string {
  const { name, message, cause } = fault as Error & { cause?: { code?: string } };
  if (name === 'TimeoutError') return `no answer in ${TIMEOUT_MS} ms`;
  return cause?.code ?? message;
}
