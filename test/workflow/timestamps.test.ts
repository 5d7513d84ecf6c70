// Time-stamps in the workflow: nobody waits for them, what could not be had is fetched later, and archives are renewed.
import { afterAll, describe, expect, test } from '@jest/globals';
import { readRecord } from '../../functions/check/register-answer.ts';
import { fold } from '../../functions/domain/document.ts';
import { after } from '../../functions/domain/time.ts';
import { signerFacts } from '../../functions/handlers/signer-facts.ts';
import type { DocumentFacts } from '../../functions/pages/sign/facts.ts';
import { type ListLack, NoRevocationList } from '../../functions/ports/revocation-lists.ts';
import { NoTimestamp } from '../../functions/ports/timestamper.ts';
import { equal } from '../../functions/sign/bytes.ts';
import { readRevisions } from '../../functions/sign/revisions.ts';
import { verifySignedPdf } from '../../functions/sign/verify.ts';
import { draft } from '../../functions/workflow/draft.ts';
import { next } from '../../functions/workflow/next.ts';
import { react } from '../../functions/workflow/react.ts';
import {
  consent,
  consentVersion,
  PUBLICATION_VERSION,
  requestCode,
} from '../../functions/workflow/signer.ts';
import type { Staff } from '../../functions/workflow/staff.ts';
import { PLEDGE } from '../../templates/pledge/pledge.ts';
import { sampleOn } from '../../templates/sample-on.ts';
import { type ListContent, timeStampingAuthority } from '../fakes/time-stamping-authority.ts';
import { issueSeen, START, testWorld } from './test-world.ts';

const STAFF: Staff = { id: 'qinghai', name: '马文斌', organization: '青海省发展和改革委员会', scope: '63' };
const DAY_MS = 24 * 60 * 60 * 1000;
const disposals: (() => void)[] = [];
afterAll(() => {
  for (const dispose of disposals) dispose();
});

/** An office with one authority that can be taken off the net, or its revocation list, or that has none. */
function office(policy: 'wanted' | 'required', { offersLists = true } = {}) {
  const { world, logged, dispose } = testWorld();
  disposals.push(dispose);
  const authority = timeStampingAuthority({ now: () => new Date(world.clock.now()) });
  const net: { up: boolean; listUp: boolean; lack: ListLack; list: ListContent } = {
    ...{ up: true, listUp: true, lack: 'away', list: {} },
  };
  world.timestamps = {
    policy,
    roots: [authority.root],
    lists: {
      async inForce() {
        if (!offersLists) throw new NoRevocationList('not-named');
        if (!net.listUp) throw new NoRevocationList(net.lack, ['time.example: HTTP 503']);
        return authority.list(net.list);
      },
    },
    timestamper: {
      available: true,
      async stamp(data) {
        if (!net.up) throw new NoTimestamp(['tsa.example: no answer']);
        return authority.stamp(data);
      },
    },
  };
  const state = async (id: string) => fold((await world.documents.load(id))!.events);
  const verified = async (id: string) => {
    const { revisions, issue } = await state(id);
    const { anchors } = await world.authority();
    return verifySignedPdf(await world.files.get(revisions.at(-1)!.sha256), anchors, {
      baseSha256: issue!.base,
      timeRoots: world.timestamps.roots,
    });
  };
  /** Where it is said that the archival time-stamp is still to be had: the list, a signer's page, the register. */
  const told = async (id: string) => {
    const { listing, events } = (await world.documents.load(id))!;
    const now = fold(events);
    const signer = await signerFacts(world, now, { document: id, role: 'drc' });
    const page = await world.site.read(`pledges/${now.issue!.number}/index.html`);
    return {
      listed: listing.timestampPending,
      signer: (signer as DocumentFacts).pendingTimestamp,
      register: page && Buffer.from(page.bytes).toString().includes('待加盖'),
    };
  };
  /** How many lists the newest revision has added, and whether the file holds one. */
  const listsIn = async (id: string) => {
    const file = await world.files.get((await state(id)).revisions.at(-1)!.sha256);
    const added = Buffer.from(file.subarray(readRevisions(file).at(-1)!.start)).toString('latin1');
    const lists = /\/CRLs \[([^\]]*)\]/.exec(added)?.[1] ?? '';
    return {
      count: lists.match(/ R/g)?.length,
      holds: (der: Uint8Array) => Buffer.from(file).includes(Buffer.from(der)),
    };
  };
  /** Tries again at each due time, at most `most` times. */
  const tries = async (id: string, most: number) => {
    for (let tried = 0; tried < most; tried += 1) {
      const { archive } = (await state(id)).failures;
      if (!archive || archive.stuck) return;
      world.clock.set(archive.retryAt);
      await react(world, id);
    }
  };
  return { world, logged, net, authority, state, verified, told, listsIn, tries };
}

async function issued({ world }: ReturnType<typeof office>): Promise<string> {
  const { id } = await draft(world, STAFF, 'pledge', sampleOn(PLEDGE, START.slice(0, 10)));
  await issueSeen(world, STAFF, id);
  await react(world, id);
  return id;
}

async function signAll({ world, state }: ReturnType<typeof office>, id: string): Promise<void> {
  for (const role of ['drc', 'county', 'enterprise'] as const) {
    await requestCode(world, { document: id, role });
    await react(world, id);
    const code = /^\d{6}$/m.exec(world.mailer.letters.at(-1)!.text)![0];
    await consent(
      world,
      { document: id, role },
      {
        code,
        consent: consentVersion(world, await state(id), role),
        publication: PUBLICATION_VERSION,
        shown: (await state(id)).revisions.at(-1)!.sha256,
      },
    );
    await react(world, id);
  }
}

test('with an authority, each signature is stamped, and the whole is archived before it is published', async () => {
  const here = office('wanted');
  const id = await issued(here);
  await signAll(here, id);
  const end = await here.state(id);
  expect(end.status).toBe('published');
  expect(Object.values(end.parties).every(({ signed }) => signed?.stampedAt)).toBe(true);
  expect(end.timestamp?.archived?.until).toBe('2035-01-01T00:00:00.000Z');
  expect(end.publishedRevision).toBe(end.revisions.at(-1)!.sha256);
  expect(await here.verified(id)).toMatchObject({
    verdict: 'sound',
    archived: [{ authority: '时间戳服务' }],
  });
  expect(here.logged).toEqual([]);
});

test('without one, a document is signed and published as ever', async () => {
  const here = office('wanted');
  here.world.timestamps = {
    ...here.world.timestamps,
    timestamper: { available: false, stamp: () => Promise.reject(new Error()) },
  };
  const id = await issued(here);
  await signAll(here, id);
  const { status, timestamp, revisions } = await here.state(id);
  expect([status, timestamp, revisions.length]).toEqual(['published', undefined, 4]);
});

test('an authority that cannot be reached keeps nobody waiting; its stamp follows, and the register shows it', async () => {
  const here = office('wanted');
  here.net.up = false;
  const id = await issued(here);
  await signAll(here, id);
  const pending = await here.state(id);
  expect(pending.status).toBe('published');
  expect(pending.timestamp).toEqual({ policy: 'wanted' });
  expect(await here.verified(id)).toMatchObject({ verdict: 'sound', archived: [] });
  const { wakeAt } = next(pending, here.world.clock.now());
  expect(wakeAt).toBe(pending.failures.archive!.retryAt);
  expect(await here.told(id)).toEqual({ listed: true, signer: 'wanted', register: true });

  here.net.up = true;
  here.world.clock.set(wakeAt!);
  await react(here.world, id);
  const end = await here.state(id);
  expect(await here.verified(id)).toMatchObject({
    verdict: 'sound',
    archived: [{ authority: '时间戳服务' }],
  });
  expect(end.publishedRevision).toBe(end.revisions.at(-1)!.sha256);
  expect(end.publishedRevision).not.toBe(pending.publishedRevision);
  expect(end.publishedAt).toBe(pending.publishedAt);
  expect(end.failures).toEqual({});
  expect(await here.told(id)).toEqual({ listed: undefined, signer: undefined, register: false });
});

test('where a time-stamp is required, publishing and the last mails wait for it', async () => {
  const here = office('required');
  here.net.up = false;
  const id = await issued(here);
  await signAll(here, id);
  const pending = await here.state(id);
  expect(pending.status).toBe('signed');
  expect(await here.told(id)).toEqual({ listed: true, signer: 'required', register: undefined });
  expect(here.world.mailer.letters.some(({ subject }) => subject.includes('完成'))).toBe(false);

  here.net.up = true;
  here.world.clock.set(pending.failures.archive!.retryAt);
  await react(here.world, id);
  expect((await here.state(id)).status).toBe('published');
});

test('an authority that was away for days is asked again by itself when staff have long been told', async () => {
  const here = office('required');
  here.net.up = false;
  const id = await issued(here);
  await signAll(here, id);
  await here.tries(id, 20);
  const stuck = await here.state(id);
  expect(stuck.failures.archive).toMatchObject({ code: 'NoTimestamp', stuck: true });

  here.net.up = true;
  const { wakeAt } = next(stuck, here.world.clock.now());
  here.world.clock.set(wakeAt!);
  await react(here.world, id);
  expect((await here.state(id)).status).toBe('published');
});

test('an archival time-stamp is renewed a quarter of a year before its authority ends', async () => {
  const here = office('wanted');
  const id = await issued(here);
  await signAll(here, id);
  const first = await here.state(id);
  const { wakeAt } = next(first, here.world.clock.now());
  expect(wakeAt).toBe(after(first.timestamp!.archived!.until, -90 * DAY_MS));

  const later = timeStampingAuthority({
    now: () => new Date(wakeAt!),
    until: new Date('2044-01-01T00:00:00Z'),
  });
  here.world.timestamps.roots.push(later.root);
  const [firstList, laterList] = [here.authority, later].map(({ list }) => list({ from: '2034-01-01' }));
  here.world.timestamps.lists = {
    inForce: async (_, issuer) => (equal(issuer, later.root) ? laterList! : firstList!),
  };
  here.world.timestamps.timestamper = { available: true, stamp: async (covered) => later.stamp(covered) };
  here.world.clock.set(wakeAt!);
  await react(here.world, id);
  const renewed = await here.state(id);
  expect(renewed.timestamp?.archived?.until).toBe('2044-01-01T00:00:00.000Z');
  expect(await here.verified(id)).toMatchObject({
    verdict: 'sound',
    archived: [{ at: expect.stringContaining('2026') }, { at: expect.stringContaining('2034') }],
  });
  // Of the authority before, so that its time-stamp is known to have stood until then, and of the one after it.
  const { holds } = await here.listsIn(id);
  expect([holds(firstList!), holds(laterList!)]).toEqual([true, true]);
});

test('an authority whose certificate ends soon is asked again when half of the rest is over, not at once', async () => {
  const here = office('wanted');
  const id = await issued(here);
  await signAll(here, id);
  const state = await here.state(id);
  const { stampedAt } = state.timestamp!.archived!;
  const ending = (days: number) => {
    const archived = { stampedAt, until: after(stampedAt, days * DAY_MS) };
    return next({ ...state, timestamp: { policy: 'wanted', archived } }, stampedAt).wakeAt;
  };
  expect(ending(60)).toBe(after(stampedAt, 30 * DAY_MS));
  expect(ending(1 / 24)).toBe(after(stampedAt, DAY_MS / 24));
  expect(ending(400)).toBe(after(stampedAt, 310 * DAY_MS));
});

describe('the revocation lists of the time-stamping authorities', () => {
  test('are archived with the signatures', async () => {
    const here = office('wanted');
    const id = await issued(here);
    await signAll(here, id);
    const { timestamp } = await here.state(id);
    expect(timestamp!.archived!.withoutLists).toBeUndefined();
    const { count, holds } = await here.listsIn(id);
    // That of the root, of the issuing authority, and of the time-stamping authority, though it has stamped four times.
    expect(count).toBe(3);
    expect(holds(here.authority.list())).toBe(true);
  });

  test('that cannot be had are waited for a few times; then the file is archived without, and the trail says so', async () => {
    const here = office('wanted');
    here.net.listUp = false;
    const id = await issued(here);
    await signAll(here, id);
    const waiting = await here.state(id);
    expect(waiting.status).toBe('published');
    expect(waiting.failures.archive).toMatchObject({ count: 1, code: 'NoRevocationList' });
    expect(waiting.timestamp!.archived).toBeUndefined();

    await here.tries(id, 2);
    expect((await here.state(id)).failures.archive).toMatchObject({ count: 3 });
    await here.tries(id, 1);
    const end = await here.state(id);
    expect(end.timestamp!.archived).toMatchObject({ withoutLists: true });
    expect(end.failures).toEqual({});
    expect(await here.verified(id)).toMatchObject({ verdict: 'sound', archived: [{}] });
    expect((await here.listsIn(id)).count).toBe(2);
  });

  test('that come in time are archived', async () => {
    const here = office('wanted');
    here.net.listUp = false;
    const id = await issued(here);
    await signAll(here, id);
    here.net.listUp = true;
    await here.tries(id, 1);
    expect((await here.state(id)).timestamp!.archived!.withoutLists).toBeUndefined();
    expect((await here.listsIn(id)).holds(here.authority.list())).toBe(true);
  });

  test('are waited for as long as the time-stamp itself, where that is required', async () => {
    const here = office('required');
    here.net.listUp = false;
    const id = await issued(here);
    await signAll(here, id);
    await here.tries(id, 6);
    const waiting = await here.state(id);
    expect([waiting.status, waiting.failures.archive!.count]).toEqual(['signed', 7]);
    here.net.listUp = true;
    await here.tries(id, 1);
    expect((await here.state(id)).status).toBe('published');
  });

  test('are waited for a few times and no longer, where that is required, if they are of a form that is never taken', async () => {
    const here = office('required');
    Object.assign(here.net, { listUp: false, lack: 'not-taken' });
    const id = await issued(here);
    await signAll(here, id);
    await here.tries(id, 2);
    expect(await here.state(id)).toMatchObject({ status: 'signed', failures: { archive: { count: 3 } } });
    await here.tries(id, 1);
    expect(await here.state(id)).toMatchObject({
      status: 'published',
      timestamp: { archived: { withoutLists: true } },
      failures: {},
    });
    expect(await here.verified(id)).toMatchObject({ verdict: 'sound', archived: [{}] });
  });

  test('are not waited for where the authority names none', async () => {
    const here = office('required', { offersLists: false });
    const id = await issued(here);
    await signAll(here, id);
    const { status, timestamp } = await here.state(id);
    expect([status, timestamp!.archived!.withoutLists]).toEqual(['published', true]);
    expect(here.logged).toEqual([]);
  });

  test('that name the authority of a signature stop the archive: what it stamped proves nothing', async () => {
    const here = office('wanted');
    here.net.list = { revoked: { at: '2026-11-01' } };
    const id = await issued(here);
    await signAll(here, id);
    const { failures, timestamp } = await here.state(id);
    expect(failures.archive!.code).toBe('UnsoundArchive');
    expect(timestamp!.archived).toBeUndefined();
  });

  test('that were lacking are asked for again with the renewal', async () => {
    const here = office('wanted', { offersLists: false });
    const id = await issued(here);
    await signAll(here, id);
    const { wakeAt } = next(await here.state(id), here.world.clock.now());
    const list = here.authority.list({ from: '2034-01-01' });
    here.world.timestamps.lists = { inForce: async () => list };
    here.world.clock.set(wakeAt!);
    await react(here.world, id);
    expect((await here.state(id)).timestamp!.archived!.withoutLists).toBeUndefined();
    expect((await here.listsIn(id)).holds(list)).toBe(true);
  });
});

test('the register knows a file whose archival time-stamp was taken off, and what it lacks', async () => {
  const here = office('wanted');
  const id = await issued(here);
  await signAll(here, id);
  const { revisions, timestamp } = await here.state(id);
  const [stripped, archived] = revisions.slice(-2).map(({ sha256 }) => sha256);
  const answer = async (sha256: string) => {
    const record = await here.world.site.read(`by-hash/${sha256}.json`);
    return readRecord(JSON.parse(Buffer.from(record!.bytes).toString()), sha256);
  };
  const { stampedAt } = timestamp!.archived!;
  expect(await answer(stripped!)).toMatchObject({
    ...{ state: 'earlier', revision: 4, revisions: 5, published: archived },
    ...{ stamps: 0, publishedStamps: 1, stampedAt },
  });
  expect(await answer(archived!)).toMatchObject({ state: 'published', stamps: 1, stampedAt });
});
