/**
 * GB 18030-2022 clause 9: level 1 is what everybody's software must show, level 2 adds the 通用规范汉字表 (2013), which
 * government services must show. A person is named, and a village, in any of them.
 */
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { checkReadBack } from '../../functions/typeset/check-read-back.ts';
import { uncoveredCharacters } from '../../functions/typeset/glyph-coverage.ts';
import { readText } from '../../functions/typeset/read-text.ts';
import { createTypesetter } from '../../functions/typeset/typesetter.ts';
import type { Block } from '../../functions/typeset/vocabulary.ts';

/** The 196 of its 8105 characters beyond U+FFFF: property kTGH of the Unicode Han Database 15.0. */
const LEVEL_2 = [
  '𠅤𠙶𠳐𡎚𡐓𣗋𣲗𣲘𣸣𤧛𤩽𤫉𥔲𥕢𥖨𥻗𦈡𦒍𦙶𦝼𦭜𦰡𧿹𨐈𨙸𨚕𨟠𨭉𨱇𨱏𨱑𨱔𨺙𩽾𩾃𩾌𪟝𪣻𪤗𪨰',
  '𪨶𪩘𪾢𫄧𫄨𫄷𫄸𫇭𫌀𫍣𫍯𫍲𫍽𫐄𫐐𫐓𫑡𫓧𫓯𫓶𫓹𫔍𫔎𫔶𫖮𫖯𫖳𫗧𫗴𫘜𫘝𫘦𫘧𫘨𫘪𫘬𫚕𫚖𫚭𫛭',
  '𫞩𫟅𫟦𫟹𫟼𫠆𫠊𫠜𫢸𫫇𫭟𫭢𫭼𫮃𫰛𫵷𫶇𫷷𫸩𬀩𬀪𬂩𬃊𬇕𬇙𬇹𬉼𬊈𬊤𬌗𬍛𬍡𬍤𬒈𬒔𬒗𬕂𬘓𬘘𬘡',
  '𬘩𬘫𬘬𬘭𬘯𬙂𬙊𬙋𬜬𬜯𬞟𬟁𬟽𬣙𬣞𬣡𬣳𬤇𬤊𬤝𬨂𬨎𬩽𬪩𬬩𬬭𬬮𬬱𬬸𬬹𬬻𬬿𬭁𬭊𬭎𬭚𬭛𬭤𬭩𬭬',
  '𬭯𬭳𬭶𬭸𬭼𬮱𬮿𬯀𬯎𬱖𬱟𬳵𬳶𬳽𬳿𬴂𬴃𬴊𬶋𬶍𬶏𬶐𬶟𬶠𬶨𬶭𬶮𬷕𬸘𬸚𬸣𬸦𬸪𬹼𬺈𬺓',
].join('');

const range = (first: number, last: number): string =>
  String.fromCodePoint(...Array.from({ length: last - first + 1 }, (_, n) => first + n));

/** All that two bytes encode (GBK and what was added), without private use. */
function doubleBytes(): string {
  const decode = new TextDecoder('gb18030');
  const found = new Set<string>();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const character = trail === 0x7f ? '' : decode.decode(Uint8Array.of(lead, trail));
      if (character.length === 1 && !/[\p{Co}\ufffd]/u.test(character)) found.add(character);
    }
  }
  return [...found].join('');
}

describe('of GB 18030-2022', () => {
  test('every ideograph of level 1 can be printed', () => {
    expect(uncoveredCharacters(range(0x4e00, 0x9fef))).toEqual([]);
    expect(uncoveredCharacters(range(0x3400, 0x4db5))).toEqual([]);
  });

  test('every ideograph of level 2 can be printed', () => {
    expect([...LEVEL_2]).toHaveLength(196);
    expect(uncoveredCharacters(LEVEL_2)).toEqual([]);
  });

  test('the other characters of level 1 can be printed, or are refused by name', () => {
    const characters = doubleBytes();
    expect(characters.length).toBeGreaterThan(21_800);
    // ∕ ︙ ｀ have the glyph of another character in one of the fonts (／ ⁝ ‵); none of the fonts has ≒.
    const refused = uncoveredCharacters(characters).map(({ codePoint }) => codePoint);
    expect(refused.sort()).toEqual(['U+2215', 'U+2252', 'U+FE19', 'U+FF40']);
  });
});

describe('rare characters in names of Qinghai', () => {
  const typesetter = createTypesetter({
    fontDirectories: [fileURLToPath(new URL('../../templates/fonts/', import.meta.url))],
    layoutDirectory: fileURLToPath(new URL('../../templates/layout/', import.meta.url)),
  });
  const rare = '湟玛囊尕堌㙱𬙊㳇峁沁麴亹茫';

  test('are set in every face of a document', async () => {
    const blocks: Block[] = [
      { kind: 'title', lines: [rare] },
      { kind: 'heading', level: 1, text: rare },
      { kind: 'heading', level: 2, text: rare },
      { kind: 'paragraph', role: 'body', text: rare },
    ];
    const { pdf } = await typesetter.typeset({
      layout: 'pledge',
      title: rare,
      blocks,
      date: '2026-01-08',
      draft: false,
    });
    expect(await checkReadBack(blocks, pdf)).toEqual([]);
  });

  test('are set in both faces of a signature', async () => {
    const pdf = await typesetter.appearance({
      width: 300,
      height: 120,
      organization: rare,
      person: rare,
      title: '',
      signedAt: '2026-01-08T02:03:04Z',
      certificateSerial: '0a',
      statement: '',
    });
    expect((await readText(pdf)).join('').split(rare)).toHaveLength(3);
  });
});
