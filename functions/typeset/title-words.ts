// Where a title may be parted, and how gladly: by the meaning of its words (GB/T 9704-2012 7.3.1, 「词意完整」).

/** Words of official titles that a dictionary of everyday Chinese parts. Whole ones: no line ends inside. */
const WORDS = [
  '发展和改革委员会',
  '发展和改革局',
  '自然资源和规划局',
  '住房和城乡建设局',
  '文化体育旅游广电局',
  '行政委员会',
  '管理委员会',
  '人民政府办公厅',
  '人民政府办公室',
  '人民政府',
  '回族土族自治县',
  '回族自治县',
  '土族自治县',
  '撒拉族自治县',
  '蒙古族自治县',
  '蒙古族藏族自治州',
  '藏族自治州',
  '三级联签承诺书',
  '联签承诺书',
  '承诺书',
  '限期整改通知书',
  '限期整改',
  '整改通知书',
  '通知书',
  '销号单',
  '特色小镇',
  '文旅小镇',
  '创建方案',
  '实施方案',
  '整改方案',
  '创建名单',
  '清单管理',
  '规范管理',
  '监测评估',
  '投资计划',
  '资金平衡',
  '指标体系',
  '工作方案',
  '工作总结',
  '年度计划',
  '意见建议',
  '说明书',
  '告知书',
  '委托书',
  '决定书',
  '情况说明',
  '一览表',
  '明细表',
  '统计表',
  '汇总表',
  '关于',
  '通知',
  '通报',
  '决定',
  '请示',
  '批复',
  '报告',
  '意见',
  '印发',
  '纳入',
  '清单',
] as const;
const OWN = new RegExp([...WORDS].sort((a, b) => b.length - a.length).join('|'), 'g');

/** What is one thing though no dictionary has it. Sticky parts only, so that no text makes them slow. */
const ATOMS = [
  /[!-~]+/g, // a number, a credit code, a Latin word
  /(?:(?![的了和与及])\p{Script=Han}){0,3}〔\d{4}〕\d{1,6}号/gu, // a document number
  /\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?|\d{1,2}月\d{1,2}日/g,
  /\d[\d,.]*(?:[—～-]\d[\d,.]*)?\p{Script=Han}/gu, // a number and the first character of its unit
  /\p{Script=Han}{0,2}[·]\p{Script=Han}{0,2}/gu, // the 间隔号 of a name (GB/T 15834-2011 4.14)
  /——|……/g,
];

/** GB/T 15834-2011 5.1, and words that hang on what stands before them. */
const NO_START = /^[的了和与及、，。；：！？）》〉」』】〕”’…—·％%‰℃]/u;
const NO_END = /[（《〈「『【〔“‘]$/u;
/** Of a name of a place or a body the end: 市 of 西宁市. */
const ENDING = /^[市县区州省盟旗镇乡村山湖河书会局厅部处室办站园]$/u;

const PAIRS: readonly [open: string, close: string][] = [
  ['《', '》'],
  ['〈', '〉'],
  ['“', '”'],
  ['（', '）'],
];

/** The cost of a break where none may be. */
export const NEVER = Number.POSITIVE_INFINITY;

/** A break is possible but parts something: only where nothing better is. */
export const PARTING = 60;

// The result may differ where versions of ICU know different words; a document's base is frozen when it is issued, so
// only a draft could show it, and only where its author set no `wbr`.
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/**
 * What it costs to break before each character of `text`, from 0 (a good place) up to NEVER.
 * Index 0 and the end are no breaks and cost 0.
 *
 * @param fits whether a stretch of the text fits one line: only then a pair of marks stays together.
 */
export function breakCosts(
  characters: readonly string[],
  fits: (from: number, to: number) => boolean,
): number[] {
  const text = characters.join('');
  const starts = offsets(characters);
  const costs = wordCosts(text, starts);
  const raise = (from: number, to: number, cost: number) => {
    for (let at = 1; at < characters.length; at++) {
      const offset = starts[at] as number;
      if (offset > from && offset < to) costs[at] = Math.max(costs[at] as number, cost);
    }
  };
  for (const { index, 0: word } of text.matchAll(OWN)) raise(index, index + word.length, NEVER);
  for (const atom of ATOMS)
    for (const { index, 0: whole } of text.matchAll(atom)) raise(index, index + whole.length, NEVER);
  for (const [open, close] of PAIRS) {
    for (let from = text.indexOf(open); from >= 0; from = text.indexOf(open, from + 1)) {
      const to = text.indexOf(close, from);
      if (to < 0) break;
      if (fits(starts.indexOf(from), starts.indexOf(to) + 1)) raise(from, to + 1, NEVER);
    }
  }
  for (let at = 1; at < characters.length; at++) {
    if (forbidden(characters, at)) costs[at] = NEVER;
  }
  costs[0] = 0;
  costs[characters.length] = 0;
  return costs;
}

/** Whether no line may end before the character `at`, whatever it means. */
export function forbidden(characters: readonly string[], at: number): boolean {
  return NO_START.test(characters[at] ?? '') || NO_END.test(characters[at - 1] ?? '');
}

function wordCosts(text: string, starts: readonly number[]): number[] {
  const costs = starts.map(() => NEVER);
  let before = '';
  for (const { index, segment } of segmenter.segment(text)) {
    const at = starts.indexOf(index);
    if (at > 0) costs[at] = wordCost(before, segment, text.slice(index));
    before = segment;
  }
  return costs;
}

function wordCost(before: string, word: string, rest: string): number {
  if (ENDING.test(word) && /\p{Script=Han}$/u.test(before)) return 3 * PARTING;
  if (rest.startsWith('关于') || word === '《') return 0;
  if (before === '》' || before === '的' || before === '、') return 2;
  if (before === '关于') return PARTING / 2;
  if (ENDING.test(before)) return 3;
  // Single characters are what the dictionary does not know: as a rule parts of a name.
  const unknown = Number([...word].length === 1) + Number([...before].length === 1);
  return [6, PARTING / 3, PARTING][unknown] as number;
}

function offsets(characters: readonly string[]): number[] {
  const starts = [0];
  for (const character of characters) starts.push((starts.at(-1) as number) + character.length);
  return starts;
}
