// What the layout engine says, in Chinese for those who write templates; its own words stay beside it.

/** Each with the element of the template that is to blame, where one is. */
const SAID: readonly { pattern: RegExp; words: string; element?: string }[] = [
  {
    pattern: /this layout has no place for (letterhead|imprint)/,
    words: '此版式没有 <$1>，请删去，或改用 official、letter 版式',
    element: '$1',
  },
  {
    pattern: /a letter's head has no signer/,
    words: '信函没有签发人，请删去 <letterhead> 的 signer',
    element: 'letterhead',
  },
  {
    pattern: /a letter's imprint has no printer and no date/,
    words: '信函的版记只有抄送，请删去 <imprint> 的 printer 和 date',
    element: 'imprint',
  },
  { pattern: /unknown variable: ([\w-]+)/, words: '没有名为 $1 的变量或函数，请核对拼写' },
  { pattern: /unclosed delimiter/, words: '括号没有成对，请补上' },
  { pattern: /unexpected (.+)/, words: '这里不该有 $1，请检查标点和括号' },
  { pattern: /expected (.+?)(?:, found (.+))?$/, words: '写法有误，请检查这里的标点和类型' },
  { pattern: /file not found/, words: '没有这个文件，请核对文件名' },
  { pattern: /the text .* could not be displayed/, words: '字体中没有这个字，请改用通用字' },
];

/** `element` names the element of the template to look at. */
export function layoutWords(message: string): { words: string; element?: string } {
  for (const { pattern, words, element } of SAID) {
    const found = pattern.exec(message);
    if (!found) continue;
    const filled = (text: string) => text.replace(/\$(\d)/g, (_, at) => found[Number(at)] ?? '');
    return {
      words: `${filled(words)}（${message}）`,
      ...(element ? { element: filled(element) } : {}),
    };
  }
  return { words: `版面文件有误，请改回上一次的内容，或请开发人员处理（${message}）` };
}
