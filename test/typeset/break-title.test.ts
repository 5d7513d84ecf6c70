/** A title's lines mean something and stand well. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { wellShaped } from '../../functions/measure/title-rules.ts';
import { breakTitle } from '../../functions/typeset/break-title.ts';
import { SOFT_BREAK } from '../../functions/typeset/vocabulary.ts';
import { SEED } from '../seed.ts';

const broken = (title: string, capacity = 20) =>
  breakTitle(title.replaceAll('|', SOFT_BREAK).split('\n'), capacity);
/** As the function reckons: Latin is narrower. */
const width = (line: string) =>
  [...line].reduce((sum, c) => sum + (/[A-Z%@]/.test(c) ? 80 : c <= '\u00ff' ? 62 : 100), 0) / 100;
const hasWaist = (widths: number[]) =>
  widths.some((wide, n) => {
    const above = Math.max(0, ...widths.slice(0, n));
    const below = Math.max(0, ...widths.slice(n + 1));
    return wide < above && wide < below;
  });

describe('a title', () => {
  test.each([
    [
      'that fits stays one line',
      '关于责令大柴旦行政委员会限期|整改的通知书',
      ['关于责令大柴旦行政委员会限期整改的通知书'],
    ],
    [
      'is broken at the soft breaks of its author when they do, in as few lines as they allow',
      '西宁市发展和改革委员会|关于印发《大通老爷山·河湟文旅小镇|创建方案》的通知',
      ['西宁市发展和改革委员会', '关于印发《大通老爷山·河湟文旅小镇', '创建方案》的通知'],
    ],
    [
      'has a break of its own where the soft ones leave a line too long',
      '西宁市大通回族土族自治县老爷山·河湟文旅小镇\n限期整改|通知书',
      ['西宁市大通回族土族自治县', '老爷山·河湟文旅小镇', '限期整改通知书'],
    ],
    [
      'has no two lines of the same length after each other where another way is open',
      '西宁市大通回族土族自治县|大通老爷山·河湟文旅小镇|限期整改通知书',
      ['西宁市大通回族土族自治县', '大通老爷山·河湟文旅小镇限期整改通知书'],
    ],
    [
      'keeps the breaks that its author forced',
      '大通老爷山·河湟文旅小镇\n限期整改通知书',
      ['大通老爷山·河湟文旅小镇', '限期整改通知书'],
    ],
    ['keeps a shape that its author forced', '一二三四\n一二\n一二三四', ['一二三四', '一二', '一二三四']],
    [
      'keeps a title in 《》 whole when that fits a line',
      '关于同意西宁市湟源县人民政府印发《丹噶尔古城文化小镇创建方案》',
      ['关于同意西宁市湟源县人民政府印发', '《丹噶尔古城文化小镇创建方案》'],
    ],
    [
      'keeps names of bodies and kinds of documents whole',
      '海西蒙古族藏族自治州发展和改革委员会关于大柴旦翡翠湖·盐湖康养小镇2026年度投资计划执行情况监测评估结果的通报',
      [
        '海西蒙古族藏族自治州发展和改革委员会',
        '关于大柴旦翡翠湖·盐湖康养小镇2026年度',
        '投资计划执行情况监测评估结果的通报',
      ],
    ],
    [
      'leaves no line of two characters where another way is open',
      '青海省人民政府办公厅关于加强特色小镇规范管理的通知',
      ['青海省人民政府办公厅关于加强', '特色小镇规范管理的通知'],
    ],
  ])('%s', (_, title, lines) => expect(broken(title)).toEqual(lines));

  test('without any place to break is broken anywhere rather than run out of the page', () => {
    expect(broken('甲'.repeat(30)).map((line) => line.length)).toEqual([15, 15]);
    expect(broken('A1'.repeat(80)).every((line) => width(line) <= 20)).toBe(true);
  });
});

describe('any title', () => {
  const word = fc.constantFrom(
    ...[
      '西宁市',
      '大通回族土族自治县',
      '发展和改革委员会',
      '关于',
      '印发',
      '特色小镇',
      '实施的',
      '通知',
      '监测和',
      '限期整改通知书',
    ],
    ...[
      '老爷山·河湟',
      '《创建方案》',
      '（试行）',
      '2026年1月8日',
      '青政办〔2021〕5号',
      '3.2平方公里',
      '工作、',
      '推进了',
    ],
    ...[
      '代码91630121MA7523456X的',
      '文旅',
      '湟',
      '镇',
      '实施',
      '推进',
      '年度',
      '监测',
      '结果',
      '“一核”',
      'G6线',
    ],
  );
  const title = fc.array(word, { minLength: 1, maxLength: 30 }).map((words) => words.join(''));

  test('keeps its text, no line is too wide, none starts or ends with a mark that may not', () => {
    fc.assert(
      fc.property(title, (text) => {
        const lines = broken(text);
        expect(lines.join('')).toBe(text);
        for (const [n, line] of lines.entries()) {
          expect(width(line)).toBeLessThanOrEqual(20);
          if (n > 0) expect(line).not.toMatch(/^[的了和、，。）》”〕·]/);
          if (n < lines.length - 1) expect(line).not.toMatch(/[（《“〔]$/);
        }
      }),
      { numRuns: 300, seed: SEED },
    );
  });

  test('keeps whole what is one thing', () => {
    fc.assert(
      fc.property(title, (text) => {
        const lines = broken(text);
        const things = [
          /2026年1月8日/g,
          /青政办〔2021〕5号/g,
          /91630121MA7523456X/g,
          /发展和改革委员会/g,
          /3\.2平/g,
        ];
        for (const thing of [...things, /《创建方案》/g, /老爷山·河湟/g, /关于/g, /限期整改通知书/g])
          expect(lines.flatMap((line) => line.match(thing) ?? [])).toEqual(text.match(thing) ?? []);
      }),
      { numRuns: 300, seed: SEED },
    );
  });

  test('has no waist and no line of one character', () => {
    const short = word.filter((text) => width(text) <= 7);
    fc.assert(
      fc.property(fc.array(short, { minLength: 1, maxLength: 20 }), (words) => {
        const lines = broken(words.join(''));
        expect(hasWaist(lines.map(width))).toBe(false);
        expect(lines.length === 1 || lines.every((line) => [...line].length > 1)).toBe(true);
      }),
      { numRuns: 300, seed: SEED },
    );
  });

  test('that its author gave soft breaks enough is broken at them only', () => {
    const parts = fc.array(
      fc
        .array(word, { minLength: 2, maxLength: 3 })
        .map((words) => words.join('').replace(/^[的了和、]+/, '甲乙')),
      { minLength: 2, maxLength: 4 },
    );
    fc.assert(
      fc.property(parts, (list) => {
        fc.pre(list.every((part) => width(part) <= 20 && width(part) > 4));
        const lines = broken(list.join('|'));
        fc.pre(lines.length === list.length); // where fewer lines are asked for, the shape may need another way
        const level = list.some(
          (part, n) => n > 0 && Math.abs(width(part) - width(list[n - 1] as string)) < 1,
        );
        expect(hasWaist(list.map(width)) || level || lines.join('|') === list.join('|')).toBe(true);
      }),
      { seed: SEED },
    );
  });
});

describe('the title of every type, for names of 3 to 24 characters,', () => {
  const long = '柴达木盆地大柴旦翡翠湖高原盐湖生态文旅康养度假';
  const names = [
    ...Array.from({ length: 22 }, (_, n) => `${long.slice(0, n + 1)}小镇`),
    '大通老爷山·河湟文旅小镇',
    '柴达木·大柴旦翡翠湖（高原盐湖）生态文旅康养特色小镇',
  ];
  const commissions = ['西宁市发展和改革委员会', '海西蒙古族藏族自治州发展和改革委员会'];
  const wordings: [string, (name: string, commission: string) => string][] = [
    ['pledge', (name) => `${name}|创建三级联签承诺书`],
    ['creation-plan', (name) => `${name}|创建方案`],
    ['rectification-order', (name) => `${name}|限期整改通知书`],
    ['rectification-report', (name) => `${name}|整改报告`],
    ['extension-request', (name) => `${name}|整改延期申请书`],
    ['extension-reply', (name, commission) => `${commission}|关于同意${name}|延期整改的批复`],
    ['review-opinion', (name) => `${name}|问题整改复查意见书`],
    ['closing-record', (name) => `${name}|问题整改销号单`],
    ['removal-decision', (name, commission) => `${commission}|关于将${name}|退出创建名单的决定`],
    ['refund-notice', (name, commission) => `${commission}|关于退还${name}|创建奖补资金的通知`],
    ['circular', (name, commission) => `${commission}|关于${name}|未通过考核评估的通报`],
  ];
  test.each(wordings)('is a trapezoid or a diamond: %s', (_, wording) => {
    for (const name of names) {
      for (const commission of commissions) {
        const lines = broken(wording(name, commission));
        expect({ lines, ok: wellShaped(lines.map(width)) }).toEqual({ lines, ok: true });
      }
    }
  });
});
