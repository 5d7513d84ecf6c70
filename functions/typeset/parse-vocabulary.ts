// HTML vocabulary -> blocks. Strict: what the table of vocabulary.ts does not name is a fault with its place.
import { Parser } from 'htmlparser2';
import { normalizeSpace } from './normalize-space.ts';
import { TemplateFault } from './template-fault.ts';
import { toBlock } from './to-block.ts';
import { type Block, ELEMENTS, SOFT_BREAK, type VocabularyElement } from './vocabulary.ts';
import { allowedIn, allowedOf, excerpt, misplaced } from './vocabulary-words.ts';

/** Elements without content and end tag, and what each is in the text around it. */
const VOID: ReadonlyMap<string, string> = new Map([
  ['br', '\0'],
  ['wbr', SOFT_BREAK],
]);

/** Only the five escapes of XML and numbers are known: anything else would print as it stands. */
const UNKNOWN_ESCAPE = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)/;

/** @throws {TemplateFault} with line and column of the HTML. `source` names the template in messages. */
export function parseVocabulary(html: string, source = 'html'): Block[] {
  const faultAt = (index: number, what: string): TemplateFault => {
    const before = html.slice(0, index).split('\n');
    return new TemplateFault(what, {
      source,
      line: before.length,
      column: (before.at(-1) as string).length + 1,
    });
  };
  const unknownEscape = UNKNOWN_ESCAPE.exec(html);
  if (unknownEscape)
    throw faultAt(
      unknownEscape.index,
      `“${/^&#?\w*;?/.exec(html.slice(unknownEscape.index))}”不能用：字符直接输入，& 写成 &amp;，< 写成 &lt;`,
    );

  const root = element('', 0);
  const open: VocabularyElement[] = [root];
  const current = (): VocabularyElement => open.at(-1) as VocabularyElement;

  function element(name: string, index: number): VocabularyElement {
    return { name, attributes: new Map(), text: '', children: [], fault: (what) => faultAt(index, what) };
  }

  let selfClosing = false;
  class StrictParser extends Parser {
    protected override isVoidElement(name: string): boolean {
      return VOID.has(name);
    }
    // The parser forgives end tags that close nothing or too much; a template may not rely on that.
    override onclosetag(start: number, end: number): void {
      const name = html.slice(start, end);
      const open = current().name;
      if (open !== name)
        throw faultAt(
          start - 2,
          open
            ? `</${name}> 与 <${open}> 不配对，请先写 </${open}>`
            : `</${name}> 没有对应的 <${name}>，请删去`,
        );
      super.onclosetag(start, end);
    }
    override onselfclosingtag(end: number): void {
      selfClosing = true;
      super.onselfclosingtag(end);
      selfClosing = false;
    }
  }

  const attributes = new Map<string, string>();
  const parser = new StrictParser(
    {
      onopentagname: () => attributes.clear(),
      onattribute(name, value, quote) {
        const bare = quote === undefined && name === 'data-wide';
        if (!quote && !bare)
          throw faultAt(
            parser.startIndex,
            `属性 ${name} 的值没有加半角引号，请写成 ${name}="${value || '…'}"`,
          );
        if (attributes.has(name)) throw faultAt(parser.startIndex, `属性 ${name} 写了两次，请只留一个`);
        attributes.set(name, bare ? 'true' : normalizeSpace(value));
      },
      onopentag(name) {
        const made = element(name, parser.startIndex);
        const rule = ELEMENTS.get(name);
        if (!rule) throw made.fault(`没有元素 <${name}>，${allowedIn(current().name)}`);
        const parent = current();
        if (!rule.within.includes(parent.name)) {
          throw made.fault(misplaced(name, rule.within, parent.name));
        }
        for (const attribute of attributes.keys()) {
          if (!Object.hasOwn(rule.attributes, attribute))
            throw made.fault(`<${name}> 没有属性 ${attribute}，${allowedOf(rule.attributes)}`);
        }
        for (const [attribute, required] of Object.entries(rule.attributes)) {
          if (required && !attributes.get(attribute))
            throw made.fault(`<${name}> 缺少属性 ${attribute}，请补上 ${attribute}="…"`);
        }
        if (VOID.has(name)) {
          parent.text += VOID.get(name);
          return;
        }
        for (const [attribute, value] of attributes) made.attributes.set(attribute, value);
        parent.children.push(made);
        open.push(made);
      },
      onclosetag(name, implied) {
        if (VOID.has(name)) return;
        if (implied && !selfClosing) throw current().fault(`<${name}> 没有结束，请补上 </${name}>`);
        open.pop();
      },
      ontext(text) {
        const { name } = current();
        const content = ELEMENTS.get(name)?.content;
        if (content === 'text' || content === 'lines') current().text += text.replaceAll('\0', '\ufffd');
        else if (text.trim())
          throw faultAt(
            parser.startIndex,
            `文字“${excerpt(text)}”不能直接写在${name ? ` <${name}> 里` : '元素之外'}，${allowedIn(name)}`,
          );
      },
      oncdatastart: () => {
        throw faultAt(parser.startIndex, '不能用 <![CDATA[ ]]>，请直接写文字，& 写成 &amp;，< 写成 &lt;');
      },
      onprocessinginstruction: () => {
        throw faultAt(parser.startIndex, '不能用 <! > 和 <? > 声明，请删去');
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(html);
  if (html.trim() && !html.trimEnd().endsWith('>'))
    throw faultAt(html.length, '最后一个标签没有写完，请检查末尾的尖括号');
  root.children.forEach((child, index) => {
    if (child.name === 'letterhead' && index > 0) throw child.fault('<letterhead> 应在最前，请移到文书开头');
    if (child.name === 'imprint' && index < root.children.length - 1)
      throw child.fault('<imprint> 应在最后，请移到文书末尾');
  });
  const blocks = root.children.map(toBlock);
  blocks.forEach((block, index) => {
    if (!isTableNote(block)) return;
    const before = blocks[index - 1];
    if (before?.kind !== 'table' && !isTableNote(before))
      throw (root.children[index] as VocabularyElement).fault(
        '<p class="table-note"> 应紧接在表格之后，请移到 </table> 下面',
      );
  });
  return blocks;
}

function isTableNote(block: Block | undefined): boolean {
  return block?.kind === 'paragraph' && block.role === 'table-note';
}
