// What the vocabulary allows at a place, in Chinese: the end of a message to those who write templates.
import { ELEMENTS } from './vocabulary.ts';

/** What may stand in an element; '' is the document itself. */
export function allowedIn(parent: string): string {
  const elements = [...ELEMENTS].flatMap(([name, { within }]) =>
    within.includes(parent) ? [`<${name}>`] : [],
  );
  const text = ['text', 'lines'].includes(ELEMENTS.get(parent)?.content ?? '') ? ['文字'] : [];
  const allowed = [...text, ...elements].join('、');
  const place = parent ? `<${parent}> 里` : '这里';
  return allowed ? `${place}可以用 ${allowed}` : `${place}不能有内容`;
}

/** What is said of an element that stands in the wrong one. */
export function misplaced(name: string, within: readonly string[], parent: string): string {
  const right = within.map((allowed) => (allowed ? `<${allowed}> 里` : '最外层')).join('、');
  return `<${name}> 不能放在${parent ? ` <${parent}> 里` : '最外层'}，应放在 ${right}`;
}

export function allowedOf(attributes: Readonly<Record<string, boolean>>): string {
  const names = Object.keys(attributes);
  return names.length ? `可用的属性：${names.join('、')}` : '请删去';
}

const EXCERPT = 12;

export function excerpt(text: string): string {
  const said = [...text.trim()];
  return said.length > EXCERPT ? `${said.slice(0, EXCERPT).join('')}……` : said.join('');
}
