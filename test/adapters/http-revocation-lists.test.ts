// A list is fetched from where the certificate says it is, and only a true one is given.
import { createServer, type RequestListener } from 'node:http';
import { afterAll, describe, expect, test } from '@jest/globals';
import { httpRevocationLists } from '../../functions/adapters/http-revocation-lists.ts';
import { type ListLack, NoRevocationList } from '../../functions/ports/revocation-lists.ts';
import { type ListContent, timeStampingAuthority } from '../fakes/time-stamping-authority.ts';

const NOW = Date.parse('2026-11-24T02:00:00Z');
const closing: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const close of closing) await close();
});

async function served(answer: RequestListener) {
  const paths: string[] = [];
  const server = createServer((request, response) => {
    paths.push(request.url!);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as { port: number };
  return { url: (path: string) => `http://127.0.0.1:${port}/${path}`, paths };
}

/** An authority whose list is served; `net.content` says what is in it, or that nothing is answered but `net.status`. */
async function office(content: ListContent = {}) {
  const net = { content, status: 0 };
  const { url, paths } = await served((_, response) => {
    if (net.status) response.writeHead(net.status);
    response.end(net.status ? 'down' : authority.list(net.content));
  });
  const authority = timeStampingAuthority({ listUrls: [url('root.crl')] });
  return { authority, net, paths };
}

const listInForce = (lists: ReturnType<typeof httpRevocationLists>, { certificate, root }: Certified) =>
  lists.inForce(certificate, root);
type Certified = Pick<ReturnType<typeof timeStampingAuthority>, 'certificate' | 'root'>;

const refusal = async (authority: Certified): Promise<NoRevocationList> => {
  const fault = await listInForce(httpRevocationLists({ now: () => NOW }), authority).catch(
    (caught: unknown) => caught,
  );
  expect(fault).toBeInstanceOf(NoRevocationList);
  return fault as NoRevocationList;
};

test('the list is given as it was signed, and asked for once an hour', async () => {
  let now = NOW;
  const { authority, paths } = await office();
  const lists = httpRevocationLists({ now: () => now });
  const first = await listInForce(lists, authority);
  now += 59 * 60_000;
  expect(await listInForce(lists, authority)).toBe(first);
  expect(paths).toEqual(['/root.crl']);
  now += 60_000;
  await listInForce(lists, authority);
  expect(paths).toHaveLength(2);
});

test('while no newer one can be had, the one at hand is good until it ends', async () => {
  let now = NOW;
  const { authority, net, paths } = await office({ until: '2026-11-25' });
  const lists = httpRevocationLists({ now: () => now });
  const first = await listInForce(lists, authority);
  net.status = 503;
  now = Date.parse('2026-11-24T23:00:00Z');
  expect(await listInForce(lists, authority)).toBe(first);
  now = Date.parse('2026-11-25T01:00:00Z');
  await expect(listInForce(lists, authority)).rejects.toThrow('HTTP 503');
  // A list that failed rests for a minute.
  const asked = paths.length;
  net.status = 0;
  net.content = {};
  await expect(listInForce(lists, authority)).rejects.toThrow('HTTP 503');
  expect(paths).toHaveLength(asked);
  now += 60_000;
  await listInForce(lists, authority);
});

test('an address that fails is followed by the next', async () => {
  const bad = await served((_, response) => response.writeHead(404).end());
  const other = await served((_, response) => response.end(authority.list()));
  const authority = timeStampingAuthority({ listUrls: [bad.url('a'), other.url('b')] });
  await listInForce(httpRevocationLists({ now: () => NOW }), authority);
  expect([bad.paths, other.paths]).toEqual([['/a'], ['/b']]);
});

describe('no list is had', () => {
  test('of a certificate that names no web address, nor will there be one', async () => {
    for (const listUrls of [
      [],
      ['ldap://time.example/cn=crl'],
      ['root.crl'],
      ['http://me:word@time.example/'],
    ])
      expect((await refusal(timeStampingAuthority({ listUrls }))).lack).toBe('not-named');
  });

  test.each<[string, ListContent, ListLack, string]>([
    ['that has ended', { until: '2026-11-23' }, 'away', 'not in force'],
    ['that is for later', { from: '2026-11-25' }, 'away', 'not in force'],
    ['that somebody else has signed, nor will there be one', { by: 'own' }, 'not-taken', 'signed'],
    ['that does not say when it ends, nor will there be one', { until: 'never' }, 'not-taken', 'signed'],
    ['that is only a part, nor will there be one', { partial: true }, 'not-taken', 'signed'],
    ['of more than 512 KiB, nor will there be one', { others: 22_000 }, 'not-taken', 'more than'],
  ])('%s', async (_, content, lack, reason) => {
    const { authority } = await office(content);
    const fault = await refusal(authority);
    expect([fault.lack, fault.reasons]).toEqual([
      lack,
      [expect.stringMatching(new RegExp(`^127\\.0\\.0\\.1:\\d+: .*${reason}`))],
    ]);
  });

  test('from where nobody listens', async () => {
    const authority = timeStampingAuthority({ listUrls: ['http://127.0.0.1:1/root.crl'] });
    expect((await refusal(authority)).lack).toBe('away');
  });

  test('where a page stands in its place, or of two addresses one is away: there may be one later', async () => {
    const page = await served((_, response) => response.end('<html>down for an hour</html>'));
    const part = await served((_, response) => response.end(parts.list({ partial: true })));
    const parts = timeStampingAuthority({ listUrls: [part.url('a'), 'http://127.0.0.1:1/b'] });
    expect((await refusal(timeStampingAuthority({ listUrls: [page.url('a')] }))).lack).toBe('away');
    expect((await refusal(parts)).lack).toBe('away');
  });

  test('which is said the same while the address rests', async () => {
    const { authority, paths } = await office({ partial: true });
    const lists = httpRevocationLists({ now: () => NOW });
    for (let n = 0; n < 2; n += 1)
      await expect(listInForce(lists, authority)).rejects.toMatchObject({ lack: 'not-taken' });
    expect(paths).toHaveLength(1);
  });

  test('from an address that leads on for ever, or out of the web', async () => {
    const circle = await served((_, response) => response.writeHead(302, { location: '/again' }).end());
    const file = await served((_, response) =>
      response.writeHead(302, { location: 'file:///etc/hostname' }).end(),
    );
    const of = (url: string) => refusal(timeStampingAuthority({ listUrls: [url] }));
    expect((await of(circle.url('a'))).message).toContain('led on');
    expect(circle.paths).toHaveLength(4);
    expect((await of(file.url('a'))).message).toContain('no web address');
  });
});

test('an address may lead to another', async () => {
  const { url, paths } = await served((request, response) => {
    if (request.url === '/new') response.end(authority.list());
    else response.writeHead(301, { location: '/new' }).end();
  });
  const authority = timeStampingAuthority({ listUrls: [url('old')] });
  await listInForce(httpRevocationLists({ now: () => NOW }), authority);
  expect(paths).toEqual(['/old', '/new']);
});
