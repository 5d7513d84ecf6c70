// The register at start: what is missing is written, and a pledge published meanwhile stays listed.
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { readCertificateList } from '../../functions/check/read-certificates.ts';
import { addToIndex } from '../../functions/disclose/register.ts';
import type { PublicSite } from '../../functions/ports/public-site.ts';
import { readRevocationList } from '../../functions/sign/revocation-list.ts';
import { listsOf } from '../../functions/workflow/authority-files.ts';
import { prepareRegister } from '../../functions/workflow/prepare-register.ts';
import { writeRegister } from '../../functions/workflow/write-register.ts';
import { numberedPledge } from '../disclose/sample-pledge.ts';
import { fixedClock } from '../fakes/fixed-clock.ts';
import { type MemoryPublicSite, memoryPublicSite } from '../fakes/memory-public-site.ts';
import { timeStampingAuthority } from '../fakes/time-stamping-authority.ts';
import { START, testWorld } from './test-world.ts';

const DAY = 24 * 60 * 60_000;
const LIST = 'ca/lianqian.crl';
const { world, dispose } = testWorld();
afterAll(dispose);

let site: MemoryPublicSite;
beforeEach(() => {
  site = memoryPublicSite();
});
const text = (path: string) => Buffer.from(site.files.get(path)!.bytes).toString();
const at = (days: number) => ({
  trailKey: world.trailKey,
  authority: world.authority,
  timestamps: world.timestamps,
  site,
  clock: fixedClock(new Date(Date.parse(START) + days * DAY).toISOString()),
});
const publishOne = (position: number) =>
  writeRegister(site, (standing) => addToIndex(standing, numberedPledge(position)));

describe('a pledge published while the register is prepared', () => {
  /** The site as preparation sees it: before it first writes `path`, somebody else publishes. */
  function raced(path: string): PublicSite {
    let published = false;
    return {
      read: (of) => site.read(of),
      async write(...write) {
        if (write[0] === path && !published) {
          published = true;
          await publishOne(2);
        }
        await site.write(...write);
      },
    };
  }

  test.each(['index.json', 'index.html', 'feed.json'])(
    'stays listed when it comes before %s',
    async (path) => {
      await publishOne(1);
      await prepareRegister({ ...at(0), site: raced(path) });
      for (const position of [1, 2]) {
        expect(text('index.json')).toContain(numberedPledge(position).number);
        expect(text('index.html')).toContain(numberedPledge(position).number);
      }
    },
  );

  test('stays listed when it is the first of all', async () => {
    await prepareRegister({ ...at(0), site: raced('index.json') });
    expect(text('index.html')).toContain(numberedPledge(2).number);
    expect(site.files.has('ca/lianqian-root.cer')).toBe(true);
  });
});

describe('what the certificates point to', () => {
  const validity = async () =>
    readRevocationList((await world.authority()).lists.at(-1)!.issuer, site.files.get(LIST)!.bytes);

  test('is there: the root, and a list in force for 90 days', async () => {
    await prepareRegister(at(0));
    const { anchors } = await world.authority();
    expect(site.files.get('ca/lianqian-root.cer')).toEqual({
      bytes: anchors[0],
      contentType: 'application/pkix-cert',
    });
    expect(site.files.get(LIST)?.contentType).toBe('application/pkix-crl');
    expect(await validity()).toEqual({
      thisUpdate: new Date(START),
      nextUpdate: new Date(Date.parse(START) + 90 * DAY),
      revoked: [],
    });
  });

  test('is there for time-stamps as well: the roots that are believed, or a text that names none', async () => {
    const roots = () => readCertificateList(site.files.get('ca/timestamp-roots.pem')!.bytes);
    await prepareRegister(at(0));
    expect(roots()).toEqual([]);
    const believed = [timeStampingAuthority().root, timeStampingAuthority().root];
    await prepareRegister({ ...at(0), timestamps: { ...world.timestamps, roots: believed } });
    expect(roots()).toEqual(believed.map((root) => new Uint8Array(root)));
  });

  test('a list in the first half of its life stays, one past it is renewed', async () => {
    await prepareRegister(at(0));
    const first = site.files.get(LIST);
    await prepareRegister(at(44));
    expect(site.files.get(LIST)).toBe(first);
    await prepareRegister(at(46));
    expect((await validity())?.thisUpdate).toEqual(new Date(Date.parse(START) + 46 * DAY));
  });

  test('something else under its name is replaced', async () => {
    await site.write(LIST, Uint8Array.of(1, 2, 3), 'application/pkix-crl');
    await prepareRegister(at(0));
    expect(await validity()).toBeDefined();
  });
});

test('a list that has ended is not kept in an archived file', async () => {
  await prepareRegister(at(0));
  const authorities = (await world.authority()).lists.map(({ issuer }) => issuer);
  const kept = async (days: number) => (await listsOf(at(days), authorities)).length;
  const [now, later] = [await kept(0), await kept(91)];
  expect(now).toBeGreaterThan(0);
  // That of the root lives as long as what it speaks of.
  expect(later).toBe(now - 1);
});
