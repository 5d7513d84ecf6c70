/** An office's own fonts come first. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { chooseFonts, fontChains } from '../../functions/typeset/font-families.ts';
import { createTypesetter } from '../../functions/typeset/typesetter.ts';

const shipped = fileURLToPath(new URL('../../templates/fonts/', import.meta.url));
const layoutDirectory = fileURLToPath(new URL('../../templates/layout/', import.meta.url));
let office: string;

beforeAll(() => {
  office = mkdtempSync(join(tmpdir(), 'office-fonts-'));
  writeFileSync(
    join(office, 'simkai.ttf'),
    renamed(readFileSync(join(shipped, 'NotoSerifSC_900Black.ttf')), 'KaiTi'),
  );
  cpSync(join(shipped, 'README.md'), join(office, 'README.md'));
});
afterAll(() => rmSync(office, { recursive: true }));

/** The same font under another family name: records with name ID 1 are rewritten in place. */
function renamed(font: Buffer, family: string): Buffer {
  const name = Buffer.from(family, 'utf16le').swap16();
  for (let entry = 12; entry < 12 + 16 * font.readUInt16BE(4); entry += 16) {
    if (font.toString('latin1', entry, entry + 4) !== 'name') continue;
    const table = font.readUInt32BE(entry + 8);
    const strings = table + font.readUInt16BE(table + 4);
    for (let n = 0; n < font.readUInt16BE(table + 2); n++) {
      const record = table + 6 + 12 * n;
      if (font.readUInt16BE(record + 6) !== 1) continue;
      font.writeUInt16BE(name.length, record + 8);
      name.copy(font, strings + font.readUInt16BE(record + 10));
    }
  }
  return font;
}

test('a licensed family that an office has is used, the rest is reported as substituted', () => {
  const choices = chooseFonts([office, shipped]);
  expect(choices).toContainEqual({ role: 'kai', family: 'KaiTi', substitute: false });
  expect(choices.filter(({ substitute }) => substitute).map(({ role }) => role)).toEqual([
    'xiaobiaosong',
    'fangsong',
    'hei',
    'song',
  ]);
  expect(fontChains(choices).kai).toEqual([
    'KaiTi',
    'Noto Serif SC',
    'Noto Sans SC',
    'FandolFang R',
    'FandolKai',
  ]);
});

test('it is the one that stands in the file', async () => {
  const embedded = async (fontDirectories: string[]) => {
    const { pdf } = await createTypesetter({ fontDirectories, layoutDirectory }).typeset({
      layout: 'pledge',
      title: '样张',
      blocks: [{ kind: 'heading', level: 2, text: '（一）总则' }],
      date: '2026-01-08',
      draft: false,
    });
    return Buffer.from(pdf).toString('latin1');
  };
  expect(await embedded([shipped])).toContain('+FandolKai');
  const own = await embedded([office, shipped]);
  expect(own).not.toContain('+FandolKai');
  expect(own).toContain('+NotoSerifSC-Black');
});

test('a file that is no font is a fault with its name', () => {
  writeFileSync(join(office, 'broken.ttf'), 'OTTO');
  expect(() => chooseFonts([office])).toThrow('broken.ttf is not a readable font');
});
