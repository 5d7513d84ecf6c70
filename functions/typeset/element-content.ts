// What an element of the vocabulary holds: its attributes, its text with the white space settled, its children.
import { normalizeSpace } from './normalize-space.ts';
import { SOFT_BREAK, type VocabularyElement } from './vocabulary.ts';

/** The empty string when it is absent. */
export function attribute(e: VocabularyElement, name: string): string {
  return e.attributes.get(name) ?? '';
}

export function word(
  e: VocabularyElement,
  name: string,
  words: readonly string[],
  otherwise: string,
): string {
  const value = e.attributes.get(name) ?? otherwise;
  if (!words.includes(value)) throw e.fault(`${name}="${value}" 不能用，应为 ${words.join('、')} 之一`);
  return value;
}

/** '\n' is a `br`. */
export function content(e: VocabularyElement): string {
  const line = (text: string) => text.split(SOFT_BREAK).map(normalizeSpace).join(SOFT_BREAK);
  return e.text.split('\0').map(line).join('\n');
}

/** The same of an element that may not be empty. */
export function filled(e: VocabularyElement): string {
  const text = content(e);
  if (!text.split('\n').every(Boolean))
    throw e.fault(`<${e.name}> 没有内容，或有空行：可能为空的内容先用 {{#if}} 判断`);
  if (text.split(/[\n\u200b]/).some((part) => !part)) throw e.fault(`<${e.name}> 里的 <wbr> 两边都要有文字`);
  return text;
}

/** The children of an element that needs one. */
export function some(e: VocabularyElement): VocabularyElement[] {
  if (!e.children.length) throw e.fault(`<${e.name}> 是空的：列表可能为空的，先用 {{#if}} 判断`);
  return e.children;
}
