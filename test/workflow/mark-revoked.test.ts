// A certificate is revoked after the pledge was published: the register says so soon, of that pledge and of no other.
import { afterAll, describe, expect, test } from '@jest/globals';
import { revocationWatch } from '../../functions/workflow/mark-revoked.ts';
import { next } from '../../functions/workflow/next.ts';
import { react } from '../../functions/workflow/react.ts';
import { HOUR, publishedPledges } from './published-pledge.ts';

const { dispose, issued, published } = publishedPledges();
afterAll(dispose);

const MARKED = '签名证书已吊销，有签名不再有效';

test('the register says it on the page, in the records, in the index and in the feed, and its file stays as it is', async () => {
  const { world, revokeSigner, look, page, text, number, state, said } = await published();
  const pdf = world.site.files.get(`pledges/${number}/${number}.pdf`)!.bytes;
  expect(page()).not.toContain(MARKED);
  await revokeSigner('county');
  const noted = world.clock.now();
  await look();

  expect(page()).toContain(MARKED);
  expect(page()).toContain('2026年11月24日');
  expect(said()).toEqual([['county'], ['county']]);
  const revoked = [{ role: 'county', at: noted, noted }];
  const { revisions, publishedRevoked } = await state();
  expect(publishedRevoked).toEqual(revoked);
  const byHash = revisions.map(({ sha256 }) => JSON.parse(text(`by-hash/${sha256}.json`)).revoked?.length);
  // The county signed last.
  expect(byHash).toEqual([undefined, undefined, undefined, 1]);
  expect(text('index.html')).toContain('签名证书已吊销');
  const [newest] = JSON.parse(text('feed.json')).items;
  expect(newest).toMatchObject({ id: `${number}#revoked-${noted}`, date_published: noted });
  expect(world.site.files.get(`pledges/${number}/${number}.pdf`)!.bytes).toEqual(pdf);
});

test('the list of the authority says it by then as well', async () => {
  const { world, revokeSigner, look } = await published();
  await revokeSigner('county');
  const list = async () => {
    const { lists } = await world.authority();
    return lists.map(({ path }) => world.site.files.get(path)!.bytes);
  };
  const before = await list();
  await look();
  expect(await list()).not.toEqual(before);
});

test('a signature that a time-stamp proves to be older stands, and nothing is said', async () => {
  const { revokeSigner, look, said, events } = await published({ stamped: true });
  const before = await events();
  await revokeSigner('county');
  await look();
  expect(said()).toEqual([[], []]);
  expect(await events()).toEqual(before);
});

test('a signature falls, time-stamp or not, where its key may have been stolen before it', async () => {
  const { revokeSigner, look, said, page } = await published({ stamped: true });
  await revokeSigner('county', '2026-10-31T17:00:00.000Z');
  await look();
  expect(said()).toEqual([['county'], ['county']]);
  // A day in Shanghai.
  expect(page()).toContain('2026年11月1日');
});

test('with an issuing certificate all fall that were signed under it, and none that was signed under the next', async () => {
  const made = await published();
  await made.replaceIssuer();
  const later = await made.another();
  await later.sign('drc', 'enterprise', 'county');
  await made.look();
  expect(made.said()).toEqual([
    ['drc', 'county', 'enterprise'],
    ['drc', 'county', 'enterprise'],
  ]);
  expect(made.said((await later.state()).issue!.number)).toEqual([[], []]);
});

test('a second one that falls is said beside the first, and looking again changes nothing', async () => {
  const made = await published();
  await made.revokeSigner('county');
  await made.look();
  made.world.clock.advance(HOUR);
  await made.revokeSigner('drc');
  await made.look();
  const events = await made.events();
  const files = new Map(made.world.site.files);
  made.world.clock.advance(HOUR);
  await made.look();
  await revocationWatch(made.world, 0)();
  expect(await made.events()).toEqual(events);
  expect(made.world.site.files).toEqual(files);
  expect(made.said()).toEqual([
    ['drc', 'county'],
    ['drc', 'county'],
  ]);
});

test('what is said of one pledge is not said again when another falls', async () => {
  const made = await published();
  const other = await made.another();
  await other.sign('drc', 'enterprise', 'county');
  await made.revokeSigner('county');
  await made.look();
  const events = await made.events();
  made.world.clock.advance(HOUR);
  await made.revokeSigner('drc', made.world.clock.now(), other);
  await made.look();
  expect(made.said((await other.state()).issue!.number)).toEqual([['drc'], ['drc']]);
  expect(await made.events()).toEqual(events);
});

test('where lists are late, the revocation is noted first and the pledges are read after that', async () => {
  const made = await published();
  const look = revocationWatch(made.world, 60_000);
  await made.revokeSigner('county');
  await look();
  expect(made.said()).toEqual([[], []]);
  made.world.clock.advance(59_999);
  await look();
  expect(made.said()).toEqual([[], []]);
  made.world.clock.advance(1);
  await look();
  expect(made.said()).toEqual([['county'], ['county']]);
});

test('a pledge that is published while the others are looked through is marked all the same', async () => {
  const made = await published();
  const late = await made.another();
  await late.sign('drc', 'enterprise');
  await late.agree('county');
  const { write } = made.world.site;
  let done = false;
  // Its files are written by then, and no list has it yet.
  made.world.site.write = async (path, ...given) => {
    await write(path, ...given);
    if (done || !path.startsWith('pledges/') || path.includes(made.number)) return;
    done = true;
    await made.revokeSigner('drc', made.world.clock.now(), late);
    await made.look();
  };
  await react(made.world, late.id);
  const { number } = (await late.state()).issue!;
  expect(done).toBe(true);
  expect(made.said(number)).toEqual([['drc'], ['drc']]);
  expect(made.page(number)).toContain(MARKED);
  expect((await late.state()).publishedRevoked).toHaveLength(1);
});

test('of two that look at the same time, the one that was late with less takes nothing back', async () => {
  const made = await published();
  const other = revocationWatch(made.world, 0);
  await made.revokeSigner('county');
  const { write } = made.world.site;
  let done = false;
  // Before its first file is written, a second signature falls, and the other says so of both.
  made.world.site.write = async (path, ...given) => {
    if (!done && path.startsWith('pledges/')) {
      done = true;
      made.world.clock.advance(HOUR);
      await made.revokeSigner('drc');
      await other();
      expect(made.said()[0]).toEqual(['drc', 'county']);
    }
    await write(path, ...given);
  };
  await made.look();
  expect(done).toBe(true);
  expect(made.said()).toEqual([
    ['drc', 'county'],
    ['drc', 'county'],
  ]);
  expect((await made.state()).publishedRevoked).toHaveLength(2);
});

test('a process that does not know of the revocation yet publishes nothing against what the register has noted', async () => {
  const made = await published();
  const late = await made.another();
  const { write } = made.world.site;
  made.world.site.write = () => Promise.reject(new Error('the register is away'));
  await late.sign('drc', 'enterprise', 'county');
  made.world.site.write = write;
  const stale = made.record();
  await made.revokeSigner('drc', made.world.clock.now(), late);
  await made.look();
  made.setBack(stale);
  made.world.clock.advance(HOUR);
  await react(made.world, late.id);
  expect(await late.state()).toMatchObject({
    status: 'signed',
    failures: { publish: { code: 'signature.revoked-drc' } },
  });
});

describe('when the authority’s record is set back to before the revocation', () => {
  test('the mark stays, for the published list names it', async () => {
    const made = await published();
    const before = made.record();
    await made.revokeSigner('county');
    await made.look();
    made.setBack(before);
    await made.look();
    await revocationWatch(made.world, 0)();
    expect(made.said()).toEqual([['county'], ['county']]);
  });

  test('where no list names it either, the mark goes', async () => {
    const made = await published();
    const before = made.record();
    const lists = new Map(made.world.site.files);
    await made.revokeSigner('county');
    await made.look();
    made.setBack(before);
    for (const { path } of (await made.world.authority()).lists)
      made.world.site.files.set(path, lists.get(path)!);
    await made.look();
    expect(made.said()).toEqual([[], []]);
    expect(made.page()).not.toContain(MARKED);
    expect(JSON.parse(made.text('feed.json')).items).toHaveLength(1);
    expect((await made.state()).publishedRevoked).toBeUndefined();
  });
});

test('no time-stamp is waited for any more, and none is announced', async () => {
  const made = await issued();
  const timestamper = {
    available: true,
    stamp: () => Promise.reject(Object.assign(new Error('away'), { name: 'NoTimestamp' })),
  };
  await made.sign('drc', 'enterprise');
  await made.agree('county');
  const { append } = made.world.documents;
  made.world.documents.append = async (...given) => {
    await append(...given);
    if (given[2].some(({ kind }) => kind === 'Signed'))
      made.world.timestamps = { ...made.world.timestamps, timestamper };
  };
  await react(made.world, made.id);
  const { number } = (await made.state()).issue!;
  const page = () =>
    new TextDecoder().decode(made.world.site.files.get(`pledges/${number}/index.html`)!.bytes);
  expect(page()).toContain('待加盖');
  await made.revokeSigner('county');
  await revocationWatch(made.world, 0)();
  expect(page()).not.toContain('待加盖');
  await react(made.world, made.id);
  made.world.clock.advance(24 * HOUR);
  const state = await made.state();
  expect(next(state, made.world.clock.now())).toEqual({});
  expect(state.failures).toEqual({});
});
