// What Handlebars says of a template it cannot read or run, in Chinese and with its place: those who write templates read it.

interface Told {
  message: string;
  /** 1-based. */
  line: number;
  column: number;
}

/** `source` is the template's text, `cause` whatever was thrown. */
export function handlebarsFault(source: string, cause: unknown): Told {
  const { message = String(cause), lineNumber = 1, column = 0 } = cause as Thrown;
  const place = { line: lineNumber, column: column + 1 };
  const syntax = /^Parse error on line (\d+):\n(.*)\n(-*)\^\n.*got '(\w+)'/s.exec(message);
  if (syntax) return parseFault(source, syntax);
  const [, opened, closed] = /^(\S+) doesn't match (\S+) - /.exec(message) ?? [];
  if (opened && closed)
    return { message: `{{#${opened}}} 与 {{/${closed}}} 不配对，请改为 {{/${opened}}}`, ...place };
  const [, block] = /^#(\w+) requires exactly one argument/.exec(message) ?? [];
  if (block) return { message: `{{#${block}}} 后面要写一个条件或字段，如 {{#${block} town}}`, ...place };
  if (message.startsWith('Must pass iterator'))
    return { message: '{{#each}} 后面要写一个列表，如 {{#each items}}', ...place };
  if (message.startsWith('Cannot read properties of undefined'))
    return {
      message: '../ 退到了数据之外，请减少 ../ 的层数',
      ...placeOf(source, source.indexOf('../'), place),
    };
  return { message, ...place };
}

interface Thrown {
  message?: string;
  lineNumber?: number;
  /** 0-based. */
  column?: number;
}

function parseFault(source: string, [, line, excerpt, dashes, got]: RegExpExecArray): Told {
  const open = got === 'EOF' ? unclosedBlock(source) : undefined;
  if (open)
    return {
      message: `{{#${open.name}}} 没有结束，请在相应的位置补上 {{/${open.name}}}`,
      ...placeOf(source, open.index),
    };
  const at = dashes?.length ?? 0;
  const column = columnOf(source.split('\n')[Number(line) - 1] ?? '', excerpt ?? '', at);
  return { message: WRONG[got ?? ''] ?? SYNTAX, line: Number(line), column };
}

/** Of what stands at `at` in an excerpt that runs over the ends of lines, which are taken out of it. */
function columnOf(line: string, excerpt: string, at: number): number {
  for (let before = Math.min(at, 12); before >= 0; before -= 1) {
    const around = excerpt.slice(at - before, at + 4);
    const found = around ? line.indexOf(around) : -1;
    if (found >= 0) return found + before + 1;
  }
  return 1;
}

const SYNTAX = '{{ }} 里的写法有误，请检查括号、引号是否成对，标点是否为半角';

/** By the kind of token that may not stand there. */
const WRONG: Readonly<Record<string, string>> = {
  OPEN_ENDBLOCK: '这里的 {{/…}} 没有对应的 {{#…}}，请删去，或补上开头',
  INVERSE: '这里的 {{else}} 多余，或者不在 {{#if}} 里，请删去',
  EOF: '模板没有写完，请检查末尾的 {{ }} 是否成对',
  CLOSE: '}} 之前缺少内容，请写明字段或函数，括号须成对',
};

/** The innermost block without an end. */
function unclosedBlock(source: string): { name: string; index: number } | undefined {
  const open: { name: string; index: number }[] = [];
  for (const { 0: whole, 1: name = '', index } of source.matchAll(/\{\{!--[\s\S]*?--\}\}|\{\{~?[#/](\w+)/g)) {
    if (whole.startsWith('{{!')) continue;
    if (whole.includes('/')) open.pop();
    else open.push({ name, index });
  }
  return open.at(-1);
}

function placeOf(source: string, index: number, otherwise = { line: 1, column: 1 }): Omit<Told, 'message'> {
  if (index < 0) return otherwise;
  const before = source.slice(0, index).split('\n');
  return { line: before.length, column: before.at(-1)!.length + 1 };
}
