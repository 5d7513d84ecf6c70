// The rules of each format: 公文 (7), 信函 (10.1), and the pledge's, whose page is that of an official document.
import { BREAK_RULES } from './break-rules.ts';
import { CLOSING_RULES, REQUIRED_CLOSING, SIGNATURE_RULES } from './closing-rules.ts';
import { LETTER_HEAD, OFFICIAL_HEAD, PLEDGE_HEAD } from './head-rules.ts';
import { LETTER_IMPRINT, OFFICIAL_IMPRINT } from './imprint-rules.ts';
import { PAGE_RULES, pageNumbers } from './page-rules.ts';
import type { Rule } from './rule.ts';
import { TEXT_RULES } from './text-rules.ts';
import { ADDRESSEE_RULES, TITLE_RULES } from './title-rules.ts';

const everywhere = [...PAGE_RULES, ...TEXT_RULES, ...TITLE_RULES, ...BREAK_RULES, ...SIGNATURE_RULES];
const issued = [...ADDRESSEE_RULES, ...CLOSING_RULES, REQUIRED_CLOSING];

export const FORMATS = {
  official: [...everywhere, pageNumbers(1), ...OFFICIAL_HEAD, ...issued, ...OFFICIAL_IMPRINT],
  letter: [...everywhere, pageNumbers(2), ...LETTER_HEAD, ...issued, ...LETTER_IMPRINT],
  pledge: [...everywhere, pageNumbers(1), ...PLEDGE_HEAD, ...ADDRESSEE_RULES, ...CLOSING_RULES],
} as const satisfies Record<string, readonly Rule[]>;

export type Format = keyof typeof FORMATS;

export const isFormat = (name: string): name is Format => Object.hasOwn(FORMATS, name);
