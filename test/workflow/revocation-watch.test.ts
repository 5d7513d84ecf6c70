// A look for what was revoked: how much it reads, and what it does about a pledge that it cannot look at.
import { afterAll, describe, expect, test } from '@jest/globals';
import { revocationWatch } from '../../functions/workflow/mark-revoked.ts';
import { NOTED_PATH, readNoted, writeNoted } from '../../functions/workflow/noted-revocations.ts';
import { HOUR, publishedPledges } from './published-pledge.ts';

const { dispose, published } = publishedPledges();
afterAll(dispose);

/** Two published pledges whose issuer is replaced: all that they were signed with is revoked. */
async function two() {
  const made = await published();
  const other = await made.another();
  await other.sign('drc', 'enterprise', 'county');
  await made.replaceIssuer();
  return { ...made, other };
}

describe('what a look reads', () => {
  function counting({ world }: Awaited<ReturnType<typeof published>>) {
    const seen: string[] = [];
    const { read } = world.site;
    const { load, list } = world.documents;
    world.site.read = async (path) => {
      seen.push(path);
      return read(path);
    };
    world.documents.load = async (id) => {
      seen.push('document');
      return load(id);
    };
    world.documents.list = async (query) => {
      seen.push('list');
      return list(query);
    };
    const look = revocationWatch(world, 0);
    return async () => {
      seen.length = 0;
      await look();
      return [...seen];
    };
  }

  test('is nothing while nothing is revoked, but for one file when the server starts', async () => {
    const look = counting(await published());
    expect(await look()).toEqual([NOTED_PATH]);
    expect(await look()).toEqual([]);
  });

  test('is nothing once all is said of what is revoked', async () => {
    const made = await published();
    const look = counting(made);
    await made.revokeSigner('county');
    expect(await look()).toContain('document');
    expect(await look()).toEqual([]);
    await made.revokeSigner('drc');
    expect(await look()).toContain('document');
  });

  test('is some thousands of documents at most: the next look goes on', async () => {
    const made = await published();
    const other = await made.another();
    await other.sign('drc', 'enterprise', 'county');
    const { list, load } = made.world.documents;
    // An office with 5,100 published pledges: this one is the last of them.
    const ids = [...Array.from({ length: 5100 }, () => other.id), made.id];
    made.world.documents.list = async (query) => {
      const { items } = await list({ scope: '63', limit: 100 });
      const from = Number(query.cursor ?? 0);
      const page = ids.slice(from, from + query.limit).map((id) => items.find((item) => item.id === id)!);
      const to = from + page.length;
      return { items: page, ...(to < ids.length ? { cursor: `${to}` } : {}) };
    };
    const stored = { [made.id]: await load(made.id), [other.id]: await load(other.id) };
    made.world.documents.load = async (id) => (id === other.id ? stored[id] : load(id));
    await made.revokeSigner('county');
    await made.look();
    expect(made.said()).toEqual([[], []]);
    expect(JSON.parse(made.text(NOTED_PATH)).pending).toMatchObject({ done: 5000 });
    await made.look();
    expect(made.said()).toEqual([['county'], ['county']]);
    expect(JSON.parse(made.text(NOTED_PATH)).pending).toBeUndefined();
  });
});

test('one whose file is damaged holds up no other', async () => {
  const { other, ...made } = await two();
  const { get } = made.world.files;
  const broken = (await other.state()).revisions.at(-1)!.sha256;
  made.world.files.get = async (sha256) => {
    if (sha256 !== broken) return get(sha256);
    throw Object.assign(new Error('damaged'), { name: 'FileDamaged' });
  };
  await made.look();
  expect(made.said()[0]).toHaveLength(3);
  expect(made.said((await other.state()).issue!.number)).toEqual([[], []]);
});

test('one that was passed over is looked at again within the hour, not each minute, and marked when it is put right', async () => {
  const made = await published();
  await made.replaceIssuer();
  const { load } = made.world.documents;
  let loads = 0;
  made.world.documents.load = async () => {
    loads += 1;
    throw Object.assign(new Error('damaged'), { name: 'TableDamaged' });
  };
  await made.look();
  expect(loads).toBe(1);
  made.world.clock.advance(HOUR - 1);
  await made.look();
  await revocationWatch(made.world, 0)();
  expect(loads).toBe(1);
  made.world.clock.advance(1);
  await made.look();
  expect(loads).toBe(2);
  made.world.documents.load = load;
  made.world.clock.advance(HOUR);
  await made.look();
  expect(made.said()[0]).toHaveLength(3);
  expect(JSON.parse(made.text(NOTED_PATH)).pending).toBeUndefined();
});

test('one that was passed over by an earlier look of many is not forgotten by the last', async () => {
  const made = await published();
  const since = made.world.clock.now();
  await made.revokeSigner('county');
  const late = revocationWatch(made.world, HOUR);
  await late();
  const { noted } = await readNoted(made.world.site);
  const note = { ...noted, pending: { since, done: 1, again: true } } as const;
  await made.world.site.write(NOTED_PATH, writeNoted(note), 'application/json');
  await made.look();
  expect(made.said()).toEqual([[], []]);
  made.world.clock.advance(HOUR);
  await made.look();
  expect(made.said()).toEqual([['county'], ['county']]);
});

describe('one that the table cannot give', () => {
  async function broken(fault: Error) {
    const { other, ...made } = await two();
    const { load } = made.world.documents;
    made.world.documents.load = async (id) => {
      if (id === other.id) throw fault;
      return load(id);
    };
    const mend = () => {
      made.world.documents.load = load;
    };
    return { ...made, mend };
  }

  test.each([
    ['because a part of it is damaged', { name: 'TableDamaged', $fault: 'client' }],
    ['as anything that can be understood', { name: 'TypeError', $metadata: {} }],
  ])('%s holds up no other', async (_, fault) => {
    const made = await broken(Object.assign(new Error('damaged'), fault));
    await made.look();
    expect(made.said()[0]).toHaveLength(3);
  });

  test('one whose trail has no beginning holds up no other', async () => {
    const { other, ...made } = await two();
    const { load } = made.world.documents;
    made.world.documents.load = async (id) => {
      const stored = await load(id);
      return stored && id === other.id ? { ...stored, events: stored.events.slice(1) } : stored;
    };
    await made.look();
    expect(made.said()[0]).toHaveLength(3);
  });

  test.each([
    ['is overloaded', { name: 'ThrottlingException', $fault: 'client' }],
    ['is away', { name: 'Error', code: 'ECONNREFUSED' }],
  ])('because it %s is waited for, as all are', async (_, fault) => {
    const made = await broken(Object.assign(new Error('later'), fault));
    await expect(made.look()).rejects.toThrow('later');
    made.mend();
    await made.look();
    expect(made.said()[0]).toHaveLength(3);
  });
});
