// From a place in the HTML that a template made back to the line of the template that made it.
import { compileTemplate } from '../typeset/compile-template.ts';
import { parseVocabulary } from '../typeset/parse-vocabulary.ts';
import { TemplateFault } from '../typeset/template-fault.ts';

/** Characters of private use: no document may hold them, so none is mistaken for a mark. */
const MARK = /\uE000(\d+)\uE001/g;

/**
 * Where the template is to blame for a fault of its HTML. Every line of it that begins outside `{{ }}` is marked, the
 * marked template is run, and the last mark before the fault names the line. Nothing if the fault does not come again.
 */
export function blamedLine(
  source: string,
  name: string,
  view: object,
): { line: number; column: number; message: string } | undefined {
  const marked = compileTemplate(markLines(source), name)(view);
  const starts: { index: number; line: number }[] = [];
  let removed = 0;
  const html = marked.replace(MARK, (mark, line: string, index: number) => {
    starts.push({ index: index - removed, line: Number(line) });
    removed += mark.length;
    return '';
  });
  try {
    parseVocabulary(html, name);
    return undefined;
  } catch (fault) {
    if (!(fault instanceof TemplateFault)) throw fault;
    const index = indexOf(html, fault);
    const { line } = starts.findLast((start) => start.index <= index) ?? { line: 1 };
    const message = fault.message.replace(/^.*?:\d+:\d+: /s, '');
    return { line, column: columnOf(source.split('\n')[line - 1] ?? '', html.slice(index)), message };
  }
}

function markLines(source: string): string {
  const holes = [...source.matchAll(/\{\{!--[\s\S]*?--\}\}|\{\{[\s\S]*?\}\}/g)];
  const inHole = (index: number) =>
    holes.some((hole) => index > hole.index && index < hole.index + hole[0].length);
  let at = 0;
  return source
    .split('\n')
    .map((line, index) => {
      const start = at;
      at += line.length + 1;
      return inHole(start) ? line : `\uE000${index + 1}\uE001${line}`;
    })
    .join('\n');
}

function indexOf(text: string, { line, column }: { line: number; column: number }): number {
  return (
    text
      .split('\n')
      .slice(0, line - 1)
      .join('\n').length +
    (line > 1 ? 1 : 0) +
    column -
    1
  );
}

/** The line and what follows the fault agree for some characters, unless a value stands there. */
function columnOf(line: string, rest: string): number {
  for (let length = 16; length > 1; length -= 1) {
    const found = line.indexOf(rest.slice(0, length));
    if (found >= 0) return found + 1;
  }
  return line.length - line.trimStart().length + 1;
}
