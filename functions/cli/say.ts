// Says one thing in the language of whoever typed the command.
import type { Language } from '../check/rule-words.ts';

export type Say = (zh: string, en: string) => string;

export const saying =
  (language: Language): Say =>
  (zh, en) =>
    language === 'zh' ? zh : en;
