// What was found, and whether the policy gives it a term to be put right (青政办〔2021〕5号, arts 18, 20).
import type { ChoiceField } from '../../functions/domain/form/field.ts';

export const VIOLATION = {
  kind: 'choice',
  label: '问题类型',
  help: '投资主体缺失、变相房地产开发、挖山填湖没有整改期，不能以本文书处理',
  options: [
    { value: 'unlawful-land', label: '违法违规占地用地' },
    { value: 'weak-industry', label: '主导产业薄弱、长期不见效' },
    { value: 'other', label: '其他违法违规' },
    { value: 'no-investor', label: '投资主体缺失、无法进行有效建设运营' },
    { value: 'disguised-housing', label: '以“特色小镇”之名单纯进行变相房地产开发' },
    { value: 'destroyed-landscape', label: '挖山填湖、破坏山水田园' },
  ],
} as const satisfies ChoiceField;

/** The article that has these removed at once instead of put right. */
export const WITHOUT_CURE_PERIOD: ReadonlyMap<string, string> = new Map([
  ['no-investor', '第二十条规定坚决淘汰除名'],
  ['disguised-housing', '第二十条规定坚决淘汰除名'],
  ['destroyed-landscape', '第十八条规定坚决从创建名单中淘汰'],
]);

/** The policy's words for what it asks of each. */
export const REMEDY: Readonly<Record<string, string>> = {
  'unlawful-land': '对违法违规占地用地，要及时制止并限期整改',
  'weak-industry': '对主导产业薄弱的，要加强指导引导，长期不见效的要督促整改',
  other: '对违法违规的特色小镇予以及时整改或淘汰',
};
