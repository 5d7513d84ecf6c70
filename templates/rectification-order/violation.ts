// What was found, what the policy does about it, and whether that leaves a term (青政办〔2021〕5号, arts 18, 20).
import type { ChoiceField } from '../../functions/domain/form/field.ts';

export const VIOLATION = {
  kind: 'choice',
  label: '问题类型',
  help: '投资主体缺失、变相房地产开发、挖山填湖没有整改期，应作出除名（退出）决定，不能以本文书处理；主导产业薄弱的，先指导后督促整改',
  options: [
    { value: 'unlawful-land', label: '违法违规占地用地' },
    { value: 'weak-industry', label: '主导产业薄弱、长期不见效' },
    { value: 'other', label: '其他违法违规' },
    { value: 'no-investor', label: '投资主体缺失、无法进行有效建设运营' },
    { value: 'disguised-housing', label: '以“特色小镇”之名单纯进行变相房地产开发' },
    { value: 'destroyed-landscape', label: '挖山填湖、破坏山水田园' },
  ],
} as const satisfies ChoiceField;

export type Violation = (typeof VIOLATION.options)[number]['value'];

export interface Handling {
  /** As a clause after 小镇存在. */
  found: string;
  /** The heading and first sentence over what was not kept. */
  against: { heading: string; sentence: string };
  article: string;
  /** The article's own words, quoted. */
  words: string;
  /** What is ordered, as a clause before the table of items. */
  ordered: string;
  /** What follows if it is not done: only what the policy itself says. */
  otherwise: string;
}

const UNLAWFUL = { heading: '违反的规定', sentence: '上述行为违反了下列规定：' };
const UNMET = { heading: '不符合的要求', sentence: '上述情况不符合下列要求：' };
const SIFTED =
  '逾期未整改或者整改不到位的，依照《实施意见》第二十条关于“对违法违规的特色小镇予以及时整改或淘汰”的规定提请予以淘汰。';
const STRUCK =
  '对投资主体缺失、无法进行有效建设运营的，以及以‘特色小镇’之名单纯进行变相房地产开发的，要坚决淘汰除名';

/** Of the last three only a draft is ever seen: the rules refuse them a term. */
const HANDLING: Readonly<Record<Violation, Handling>> = {
  'unlawful-land': {
    found: '违法违规占地用地问题',
    against: UNLAWFUL,
    article: '第二十条',
    words: '对违法违规占地用地，要及时制止并限期整改',
    ordered:
      '责令自收到本通知书之日起立即停止违法违规占地用地行为，不得继续占用、施工和使用，并按照下表限期整改',
    otherwise: `${SIFTED}整改期间继续违法占用土地的，一并移送自然资源主管部门依法处理。`,
  },
  'weak-industry': {
    found: '主导产业薄弱、经指导后长期不见效的问题',
    against: UNMET,
    article: '第二十条',
    words: '对主导产业薄弱的，要加强指导引导，长期不见效的要督促整改',
    ordered: '督促小镇锁定产业主攻方向，按照下表限期整改',
    otherwise:
      '逾期未整改或者整改后仍不见效的，报省级发展改革部门在年度考核评估中予以考虑；未通过考核评估的，依照《实施意见》第二十五条的规定清退出创建名单。',
  },
  other: {
    found: '违法违规问题',
    against: UNLAWFUL,
    article: '第二十条',
    words: '对违法违规的特色小镇予以及时整改或淘汰',
    ordered: '责令停止违法违规行为，并按照下表限期整改',
    otherwise: SIFTED,
  },
  'no-investor': {
    found: '投资主体缺失、无法进行有效建设运营的问题',
    against: UNMET,
    article: '第二十条',
    words: STRUCK,
    ordered: '应当作出除名决定，不适用限期整改',
    otherwise: '淘汰除名。',
  },
  'disguised-housing': {
    found: '以“特色小镇”之名单纯进行变相房地产开发的问题',
    against: UNLAWFUL,
    article: '第二十条',
    words: STRUCK,
    ordered: '应当作出除名决定，不适用限期整改',
    otherwise: '淘汰除名。',
  },
  'destroyed-landscape': {
    found: '挖山填湖、破坏山水田园问题',
    against: UNLAWFUL,
    article: '第十八条',
    words: '对存在挖山填湖、破坏山水田园问题的小镇，坚决从创建名单中淘汰',
    ordered: '应当作出除名决定，不适用限期整改',
    otherwise: '从创建名单中淘汰。',
  },
};

/** `violation` comes from the form, which has read it as one of the options. */
export function handlingOf(violation: string): Handling {
  return HANDLING[violation as Violation];
}

/** The article that has these removed at once instead of put right. */
export const WITHOUT_CURE_PERIOD: ReadonlyMap<string, string> = new Map([
  ['no-investor', '第二十条规定坚决淘汰除名'],
  ['disguised-housing', '第二十条规定坚决淘汰除名'],
  ['destroyed-landscape', '第十八条规定坚决从创建名单中淘汰'],
]);
