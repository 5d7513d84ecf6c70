/** An office's own fonts come first. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { constants } from '../../functions/handlers/assemble.ts';
import { checkReadBack } from '../../functions/typeset/check-read-back.ts';
import { chooseFonts, fontChains } from '../../functions/typeset/font-families.ts';
import { createTypesetter } from '../../functions/typeset/typesetter.ts';
import type { Block } from '../../functions/typeset/vocabulary.ts';
import { renamed } from '../fakes/renamed-font.ts';

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

/** The same font with 𱍐 (U+31350) in the place of the last character of its cmap (format 12, OpenType 1.9). */
function withRareCharacter(font: Buffer): Buffer {
  for (let entry = 12; entry < 12 + 16 * font.readUInt16BE(4); entry += 16) {
    if (font.toString('latin1', entry, entry + 4) !== 'cmap') continue;
    const cmap = font.readUInt32BE(entry + 8);
    for (let n = 0; n < font.readUInt16BE(cmap + 2); n++) {
      const table = cmap + font.readUInt32BE(cmap + 4 + 8 * n + 4);
      if (font.readUInt16BE(table) !== 12) continue;
      const last = table + 16 + 12 * (font.readUInt32BE(table + 12) - 1);
      font.writeUInt32BE(0x31350, last);
      font.writeUInt32BE(0x31350, last + 4);
    }
  }
  return font;
}

test('a font that an office adds for a rare name is enough: the form takes the character and the file shows it', async () => {
  const rare = mkdtempSync(join(tmpdir(), 'rare-fonts-'));
  try {
    const font = withRareCharacter(readFileSync(join(shipped, 'NotoSerifSC_900Black.ttf')));
    writeFileSync(join(rare, 'rare.ttf'), renamed(font, 'Rare Song'));
    expect(
      constants({})
        .uncovered('𱍐')
        .map(({ codePoint }) => codePoint),
    ).toEqual(['U+31350']);
    const { uncovered } = constants({ fonts: rare });
    expect(uncovered('马𱍐')).toEqual([]);
    // What neither has, and what no reader could tell apart, is refused as before.
    expect(uncovered('😀𱍐➉').map(({ character }) => character)).toEqual(['😀', '➉']);

    const blocks: Block[] = [
      { kind: 'paragraph', role: 'body', text: '马𱍐' },
      { kind: 'heading', level: 2, text: '（一）马𱍐' },
    ];
    const { pdf } = await createTypesetter({ fontDirectories: [rare, shipped], layoutDirectory }).typeset({
      layout: 'pledge',
      title: '样张',
      blocks,
      date: '2026-01-08',
      draft: false,
    });
    expect(await checkReadBack(blocks, pdf)).toEqual([]);
  } finally {
    rmSync(rare, { recursive: true });
  }
});

test('a file that is no font is a fault with its name', () => {
  writeFileSync(join(office, 'broken.ttf'), 'OTTO');
  expect(() => chooseFonts([office])).toThrow('broken.ttf is not a readable font');
});
