// Why a town leaves the list, and what follows: only what the article itself says (青政办〔2021〕5号).
import type { ChoiceField } from '../../functions/domain/form/field.ts';

export const CAUSE = {
  kind: 'choice',
  label: '事由',
  help: '每一事由各有依据和后果；违反三级联签承诺的，应全额退还创建奖补资金',
  options: [
    { value: 'destroyed-landscape', label: '存在挖山填湖、破坏山水田园问题（第十八条）' },
    { value: 'no-investor', label: '投资主体缺失、无法进行有效建设运营（第二十条）' },
    { value: 'disguised-housing', label: '以“特色小镇”之名单纯进行变相房地产开发（第二十条）' },
    { value: 'not-rectified', label: '违法违规且逾期未整改到位（第二十条）' },
    { value: 'breach', label: '违反三级联签承诺（第二十四条）' },
    { value: 'evaluation-creating', label: '创建期未通过考核评估（第二十五条）' },
    { value: 'evaluation-named', label: '正式命名后未通过年度评估（第二十五条）' },
  ],
} as const satisfies ChoiceField;

type Cause = (typeof CAUSE.options)[number]['value'];

export interface Consequence {
  article: string;
  /** The article's own words, quoted. */
  words: string;
  /** What was found, as a clause after 小镇. */
  found: string;
  /** What is done to the town; `verb` stands before its name. */
  act: { verb: string; rest: string };
  /** Art. 24 alone: 全额退还创建奖补资金. */
  refund: boolean;
  /** Art. 25, 创建期 alone: 取消相关资金和政策支持并给予通报. */
  supportEnds: boolean;
}

const STRUCK = { verb: '将', rest: '淘汰除名' };
const CLEARED = { verb: '将', rest: '清退出创建名单' };
const PLAIN = { refund: false, supportEnds: false };

/** For the named towns of art. 25 the text speaks neither of money nor of a circular: neither is added. */
const CONSEQUENCES: Readonly<Record<Cause, Consequence>> = {
  'destroyed-landscape': {
    article: '第十八条',
    words: '对存在挖山填湖、破坏山水田园问题的小镇，坚决从创建名单中淘汰',
    found: '存在挖山填湖、破坏山水田园问题',
    act: { verb: '将', rest: '从创建名单中淘汰' },
    ...PLAIN,
  },
  'no-investor': {
    article: '第二十条',
    words:
      '对投资主体缺失、无法进行有效建设运营的，以及以‘特色小镇’之名单纯进行变相房地产开发的，要坚决淘汰除名',
    found: '投资主体缺失、无法进行有效建设运营',
    act: STRUCK,
    ...PLAIN,
  },
  'disguised-housing': {
    article: '第二十条',
    words:
      '对投资主体缺失、无法进行有效建设运营的，以及以‘特色小镇’之名单纯进行变相房地产开发的，要坚决淘汰除名',
    found: '以“特色小镇”之名单纯进行变相房地产开发',
    act: STRUCK,
    ...PLAIN,
  },
  'not-rectified': {
    article: '第二十条',
    words: '对违法违规的特色小镇予以及时整改或淘汰',
    found: '存在违法违规问题，逾期未整改到位',
    act: { verb: '对', rest: '予以淘汰' },
    ...PLAIN,
  },
  breach: {
    article: '第二十四条',
    words: '创建过程中如违反承诺，将按创建方案要求，退出创建名单，全额退还创建奖补资金',
    found: '违反三级联签承诺',
    act: { verb: '', rest: '退出创建名单' },
    refund: true,
    supportEnds: false,
  },
  'evaluation-creating': {
    article: '第二十五条',
    words: '对未通过考核评估的创建期小镇，清退出创建名单，取消相关资金和政策支持并给予通报',
    found: '处于创建期，未通过考核评估',
    act: CLEARED,
    refund: false,
    supportEnds: true,
  },
  'evaluation-named': {
    article: '第二十五条',
    words: '对已经正式命名但未通过年度评估的特色小镇，清退出创建名单',
    found: '已经正式命名，未通过年度评估',
    act: CLEARED,
    ...PLAIN,
  },
};

/** undefined for what is no cause: a draft may hold anything. */
export function consequenceOf(cause: unknown): Consequence | undefined {
  return typeof cause === 'string' && Object.hasOwn(CONSEQUENCES, cause)
    ? CONSEQUENCES[cause as Cause]
    : undefined;
}
