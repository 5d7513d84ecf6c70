// The first authority that gives a good token is taken; the others are asked only when it does not.
import { createServer } from 'node:http';
import { afterAll, describe, expect, test } from '@jest/globals';
import { rfc3161Timestamper, type TimestampAuthority } from '../../functions/adapters/rfc3161-timestamper.ts';
import { NoRevocationList, type RevocationLists } from '../../functions/ports/revocation-lists.ts';
import { NoTimestamp } from '../../functions/ports/timestamper.ts';
import { ascii, equal } from '../../functions/sign/bytes.ts';
import { checkTimeStamp } from '../../functions/sign/time-stamp-token.ts';
import { noLists } from '../fakes/revocation-lists.ts';
import { type Faults, serveTimeStamps, timeStampingAuthority } from '../fakes/time-stamping-authority.ts';

const DATA = ascii('the signature value');
const closing: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closing) await close();
});

async function served(faults: Faults = {}) {
  const authority = timeStampingAuthority({ faults });
  const server = await serveTimeStamps(authority);
  closing.push(server.close);
  const { root, list } = authority;
  return { url: server.url, roots: [root], asked: server.asked, list };
}

/** Nobody listens there. A port that was free a moment ago may be given to another test. */
const DEAD_URL = 'http://127.0.0.1:2/';

let drawn = 0;
const timestamper = (authorities: TimestampAuthority[], now = () => 0, lists: RevocationLists = noLists) =>
  rfc3161Timestamper(authorities, { random: (bytes) => new Uint8Array(bytes).fill(++drawn), now, lists });

test('a reachable authority gives a token that holds, and the next is not asked', async () => {
  const [first, second] = [await served(), await served()];
  const token = await timestamper([first, second]).stamp(DATA);
  expect((await checkTimeStamp(token, DATA, first)).time.authority).toBe('时间戳服务');
  expect([first.asked(), second.asked()]).toEqual([1, 0]);
});

test('an authority that is down, refuses or answers wrongly is passed over', async () => {
  const good = await served();
  const bad = [
    { url: DEAD_URL, roots: good.roots },
    await served({ rejects: true }),
    await served({ wrongNonce: true }),
  ];
  const token = await timestamper([...bad, good]).stamp(DATA);
  expect((await checkTimeStamp(token, DATA, good)).time.at).toBe('2026-01-08T02:03:04.000Z');
  expect(good.asked()).toBe(1);
});

describe('the list of revoked certificates', () => {
  test.each([
    [undefined, [1, 0]],
    [{ at: '2026-01-02' }, [1, 1]],
    // Of a certificate that will not be used any more nothing new is taken, why ever that is.
    [{ at: '2026-01-02', reason: 4 }, [1, 1]],
  ])('which names %j, decides whether the next authority is asked', async (revoked, asked) => {
    const [first, second] = [await served(), await served()];
    const lists: RevocationLists = {
      inForce: async (_, issuer) =>
        equal(issuer, first.roots[0]!) ? first.list(revoked ? { revoked } : {}) : second.list(),
    };
    const token = await timestamper([first, second], () => 0, lists).stamp(DATA);
    const by = revoked ? second : first;
    expect((await checkTimeStamp(token, DATA, by)).time.authority).toBe('时间戳服务');
    expect([first.asked(), second.asked()]).toEqual(asked);
  });

  test('keeps nobody waiting when it cannot be had', async () => {
    const only = await served();
    const lists: RevocationLists = {
      inForce: () => Promise.reject(new NoRevocationList('away', ['time.example: HTTP 503'])),
    };
    const token = await timestamper([only], () => 0, lists).stamp(DATA);
    expect((await checkTimeStamp(token, DATA, only)).time.at).toBe('2026-01-08T02:03:04.000Z');
  });
});

test('one that failed is asked last for a minute', async () => {
  let at = 0;
  const [failing, good] = [await served({ rejects: true }), await served()];
  const { stamp } = timestamper([failing, good], () => at);
  for (at of [0, 30_000, 59_999]) await stamp(DATA);
  expect([failing.asked(), good.asked()]).toEqual([1, 3]);
  at = 60_000;
  await stamp(DATA);
  expect(failing.asked()).toBe(2);
});

test('when no authority gives one, each is named with what was wrong', async () => {
  const refusing = await served({ rejects: true });
  const fault = await timestamper([{ url: DEAD_URL, roots: [] }, refusing])
    .stamp(DATA)
    .catch((caught: unknown) => caught);
  expect(fault).toBeInstanceOf(NoTimestamp);
  expect((fault as NoTimestamp).reasons).toEqual([
    expect.stringContaining('ECONNREFUSED'),
    expect.stringContaining('the authority refused'),
  ]);
});

test('an answer without end is cut off', async () => {
  const server = createServer((_, response) => {
    const pour = (): void => {
      while (response.write(Buffer.alloc(65_536))) {}
      response.once('drain', pour);
    };
    pour();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(
    () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  );
  const { port } = server.address() as { port: number };
  await expect(timestamper([{ url: `http://127.0.0.1:${port}/`, roots: [] }]).stamp(DATA)).rejects.toThrow(
    'more than',
  );
});

test('an office without authorities has no time-stamps', () => {
  expect(timestamper([]).available).toBe(false);
});
