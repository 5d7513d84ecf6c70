// Revocation lists over HTTP, from where a certificate says that they are; verified before they are given or kept.
import { NoRevocationList, type RevocationLists } from '../ports/revocation-lists.ts';
import { equal } from '../sign/bytes.ts';
import { isWebAddress, listAddressesOf } from '../sign/list-addresses.ts';
import { inForce } from '../sign/revocation-list.ts';
import { issuerNameOf, MAX_LIST, readStampList, type StampList } from '../sign/stamp-lists.ts';
import { readAtMost, TooLong } from './read-at-most.ts';

const TIMEOUT_MS = 4_000;
const MAX_REDIRECTS = 3;
/** A list at hand is used this long before a newer one is looked for. */
const FRESH_MS = 60 * 60_000;
/** An address that failed is left alone this long. */
const REST_MS = 60_000;
/** Of one authority there are few; a process does not gather lists without end. */
const MOST_KEPT = 16;

interface Kept {
  der: Uint8Array;
  list: StampList;
  issuer: Uint8Array;
  askedAt: number;
}

/** What is there is a list, of a form that is not taken: a part of one, by somebody else, without an end, too long. */
class NotTaken extends Error {}

/** Kept in this process until they end; asked for again after an hour, and then the one at hand is good as well. */
export function httpRevocationLists({ now = Date.now }: { now?: () => number } = {}): RevocationLists {
  const kept = new Map<string, Kept>();
  const failed = new Map<string, { at: number; reason: string; notTaken: boolean }>();

  const isInForce = ({ list }: Kept) => inForce(list, new Date(now()).toISOString());

  async function from(url: string, issuer: Uint8Array): Promise<Uint8Array> {
    const known = kept.get(url);
    const good = known && equal(known.issuer, issuer) && isInForce(known) ? known : undefined;
    if (good && now() - good.askedAt < FRESH_MS) return good.der;
    const last = failed.get(url);
    try {
      if (last && now() - last.at < REST_MS) throw new (last.notTaken ? NotTaken : Error)(last.reason);
      const der = await fetchList(url);
      const list = await readStampList(issuer, der);
      // A page that says why there is none is no list, and there may be one later.
      if (!list)
        throw new (issuerNameOf(der) ? NotTaken : Error)('not a whole list that the issuer has signed');
      const fetched = { der, list, issuer, askedAt: now() };
      if (!isInForce(fetched)) throw new Error('a list that is not in force');
      if (kept.size >= MOST_KEPT) kept.clear();
      kept.set(url, fetched);
      failed.delete(url);
      return der;
    } catch (fault) {
      const reason = reasonOf(fault);
      const notTaken = fault instanceof NotTaken || fault instanceof TooLong;
      if (failed.size >= MOST_KEPT) failed.clear();
      if (!last || now() - last.at >= REST_MS) failed.set(url, { at: now(), reason, notTaken });
      if (good) return good.der;
      throw new (notTaken ? NotTaken : Error)(`${new URL(url).host}: ${reason}`);
    }
  }

  return {
    async inForce(certificate, issuer) {
      const addresses = listAddressesOf(certificate);
      if (addresses.length === 0) throw new NoRevocationList('not-named');
      const faults: unknown[] = [];
      for (const url of addresses) {
        try {
          return await from(url, issuer);
        } catch (fault) {
          faults.push(fault);
        }
      }
      const lack = faults.every((fault) => fault instanceof NotTaken) ? 'not-taken' : 'away';
      throw new NoRevocationList(
        lack,
        faults.map((fault) => (fault as Error).message),
      );
    },
  };
}

async function fetchList(address: string): Promise<Uint8Array> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  let url = address;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const answer = await fetch(url, {
      redirect: 'manual',
      signal,
      headers: { accept: 'application/pkix-crl' },
    });
    const elsewhere = answer.headers.get('location');
    if (answer.ok) return readAtMost(answer, MAX_LIST);
    await answer.body?.cancel();
    if (answer.status < 300 || answer.status > 399 || !elsewhere) throw new Error(`HTTP ${answer.status}`);
    url = URL.canParse(elsewhere, url) ? new URL(elsewhere, url).href : elsewhere;
    if (!isWebAddress(url)) throw new Error('led to what is no web address');
  }
  throw new Error(`led on more than ${MAX_REDIRECTS} times`);
}

/** Of fetch, only what went wrong. */
function reasonOf(fault: unknown): string {
  const { name, message, cause } = fault as Error & { cause?: { code?: string } };
  if (name === 'TimeoutError') return `no answer in ${TIMEOUT_MS} ms`;
  return cause?.code ?? message;
}
