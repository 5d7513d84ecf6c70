// What every public site must do.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PublicConflict, type PublicSite } from '../../functions/ports/public-site.ts';

export interface PublicSiteUnderTest {
  site: PublicSite;
  close(): Promise<void>;
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const HTML = 'text/html; charset=utf-8';

export function describePublicSite(name: string, make: () => Promise<PublicSiteUnderTest>): void {
  describe(`public site: ${name}`, () => {
    let under: PublicSiteUnderTest;
    let site: PublicSite;
    beforeAll(async () => {
      under = await make();
      site = under.site;
    });
    afterAll(() => under.close());

    const textAt = async (path: string) => Buffer.from((await site.read(path))!.bytes).toString();

    test('has nothing where nothing was written', async () => {
      expect(await site.read('pledges/none.html')).toBeUndefined();
      expect(await site.read('none.html')).toBeUndefined();
    });

    test('gives back what was written, in folders too, with a tag that follows the content', async () => {
      await site.write('pledges/a/公示.html', bytesOf('一'), HTML);
      const first = await site.read('pledges/a/公示.html');
      expect(first!.bytes).toEqual(bytesOf('一'));
      await site.write('pledges/a/公示.html', bytesOf('二'), HTML);
      const second = await site.read('pledges/a/公示.html');
      expect(second!.bytes).toEqual(bytesOf('二'));
      expect(second!.tag).not.toBe(first!.tag);
      expect((await site.read('pledges/a/公示.html'))!.tag).toBe(second!.tag);
    });

    test('has no file where there is a folder', async () => {
      await site.write('folder/file.txt', bytesOf('x'), 'text/plain');
      expect(await site.read('folder')).toBeUndefined();
      expect(await site.read('folder/file.txt/more')).toBeUndefined();
    });

    test('makes a file only if none is there, when told so', async () => {
      await site.write('once.json', bytesOf('1'), 'application/json', 'nothing');
      const again = site.write('once.json', bytesOf('2'), 'application/json', 'nothing');
      await expect(again).rejects.toBeInstanceOf(PublicConflict);
      expect(await textAt('once.json')).toBe('1');
    });

    test('replaces a file only if the tag still stands', async () => {
      await site.write('index.json', bytesOf('1'), 'application/json');
      const { tag } = (await site.read('index.json'))!;
      await site.write('index.json', bytesOf('2'), 'application/json', tag);
      const late = site.write('index.json', bytesOf('3'), 'application/json', tag);
      await expect(late).rejects.toBeInstanceOf(PublicConflict);
      const nowhere = site.write('gone.json', bytesOf('3'), 'application/json', tag);
      await expect(nowhere).rejects.toBeInstanceOf(PublicConflict);
      expect(await textAt('index.json')).toBe('2');
      expect(await site.read('gone.json')).toBeUndefined();
    });

    test('lets one of twenty writers at once have a tag, and loses none of them when they try again', async () => {
      await site.write('list.json', bytesOf('[]'), 'application/json');
      async function add(entry: number): Promise<number> {
        for (let conflicts = 0; ; conflicts += 1) {
          const { bytes, tag } = (await site.read('list.json'))!;
          const entries = [...JSON.parse(Buffer.from(bytes).toString()), entry];
          try {
            await site.write('list.json', bytesOf(JSON.stringify(entries)), 'application/json', tag);
            return conflicts;
          } catch (error) {
            if (!(error instanceof PublicConflict)) throw error;
          }
        }
      }
      const writers = Array.from({ length: 20 }, (_, entry) => entry);
      const conflicts = await Promise.all(writers.map(add));
      const entries = JSON.parse(await textAt('list.json'));
      expect(entries.sort((a: number, b: number) => a - b)).toEqual(writers);
      expect(Math.max(...conflicts)).toBeGreaterThan(0);
    });

    test('refuses paths that lead out, hide, or mean something else elsewhere', async () => {
      const paths = [
        '',
        '/etc/passwd',
        '../x',
        'a/../../x',
        'a/./b',
        'a//b',
        'a/',
        '.hidden',
        'a/.part',
        'a\\b',
      ];
      for (const path of [...paths, 'a\u0000b', 'C:x', 'a?b', 'a#b', '%2e%2e/x', 'x'.repeat(1025)]) {
        await expect(site.write(path, bytesOf('x'), 'text/plain')).rejects.toBeInstanceOf(TypeError);
        await expect(site.read(path)).rejects.toBeInstanceOf(TypeError);
      }
    });
  });
}
