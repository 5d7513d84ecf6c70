// The small HTML vocabulary that document templates are written in, and the blocks it becomes.
import { ROLES, type Role } from '../domain/party.ts';
import type { TemplateFault } from './template-fault.ts';

/**
 * What a template may say. Everything else is a TemplateFault with its line and column.
 *
 * | element | attributes (* required) | content | becomes |
 * |---|---|---|---|
 * | `h1` | | text, `br`, `wbr` | the title: 2号小标宋, centred (GB/T 9704-2012 7.3.1). `br` breaks; at a `wbr` it may break if it must (break-title.ts) |
 * | `h2` `h3` `h4` | | text | level one 黑体 「一、」, two 楷体 「（一）」, three 仿宋 「1.」; the author writes the number (7.3.3) |
 * | `p` | `class` | text, `br` | a paragraph, first line indented two characters (7.3.3) |
 * | `p class="flush"` | | text, `br` | 主送机关: no indent (7.3.2) |
 * | `p class="number"` | | text | 编号: right aligned, above the title |
 * | `p class="center"` | | text, `br` | a centred line |
 * | `p class="note"` | | text | 附注: indented two, in （） which the author writes (7.3.6) |
 * | `p class="table-note"` | | text, `br` | 「注：…」 right under a `table`, in its small type, on the page of its last row |
 * | `ol` | `data-style`, `data-start` | `li`+ | numbered clauses; the number is made here. Styles: `1.` (default) `（1）` `一、` `（一）` |
 * | `ul` | | `li`+ | the same without numbers: one indented paragraph each |
 * | `dl` | | (`dt` `dd`)+ | facts: a ruled table of label and value |
 * | `table` | `data-columns`* `data-align` `data-unit` `data-wide` | `caption`? `thead` `tbody` `tfoot`? | a ruled table; the head repeats on every page |
 * | `thead` `tbody` `tfoot` | | `tr`+ | `tfoot`: sums, on the page of the last row |
 * | `tr` | | `th`+ or `td`+ | as many cells as `data-columns` has weights |
 * | `signatures` | | `signature`+ | equal blocks, each with a visible box for the electronic signature |
 * | `signature` | `field`* `label`* `organization`* `code`* `representative` `date` | nothing | field: `drc`, `county` or `enterprise`; code: 统一社会信用代码. Of the platform's own reports also `platform`, without a code: no type of document is issued with such a box |
 * | `closing` | `organ`* `date`* | nothing | 署名 and 成文日期 of an unsealed document (7.3.5.2) |
 * | `attachments` | | `li`+ | 附件说明 「附件：1. …」 (7.3.4) |
 * | `annex` | `number` | text, `wbr` | 附件 on a new page, its title at line 3 (7.3.7); what follows belongs to it |
 * | `letterhead` | `organ`* `number` `signer` | nothing | 发文机关标志, 发文字号, 签发人 and the red line (7.2, 10.1); layouts official and letter only, first in the document |
 * | `imprint` | `copies` `printer` `date` | nothing | 版记: 抄送, 印发机关, 印发日期 (7.4), last in the document; a letter has only `copies` (10.1) |
 *
 * - Text is plain: no bold (7.3.3), no links, no inline elements but `br` and `wbr`.
 * - `data-columns="1 4 2"` are relative widths, `data-align="center left right"` one word per column (default left);
 *   `decimal` puts numbers right with their points in one line.
 * - `data-unit="单位：万元"` stands right above a table. `data-wide` (or `data-wide="true"`) gives it landscape pages of its own (clause 8).
 * - `date` attributes are ready to print: `{{date x}}`. Every attribute value is quoted.
 * - White space: runs become one blank; a blank between two Chinese characters, and a line end beside one, is
 *   dropped, so that templates may break their lines anywhere. So is one beside a `wbr`. U+3000 stays.
 * - An empty `p`, `li`, `dd` or `td` is allowed only for `dd` and `td`.
 * - Empty elements may be written `<br>`, `<signature …></signature>` or `<signature …/>`.
 */
export type Block =
  | { kind: 'title'; lines: string[] }
  | { kind: 'heading'; level: 1 | 2 | 3; text: string }
  | { kind: 'paragraph'; role: ParagraphRole; text: string }
  | { kind: 'clauses'; items: { number: string; text: string }[] }
  | { kind: 'facts'; rows: { label: string; text: string }[] }
  | {
      kind: 'table';
      caption: string;
      unit: string;
      columns: number[];
      align: Alignment[];
      head: string[][];
      rows: string[][];
      foot: string[][];
      wide: boolean;
    }
  | { kind: 'signatures'; parties: SignatureBlock[] }
  | { kind: 'closing'; organ: string; date: string }
  | { kind: 'attachments'; names: string[] }
  | { kind: 'annex'; number: string; title: string }
  | { kind: 'letterhead'; organ: string; number: string; signer: string }
  | { kind: 'imprint'; copies: string; printer: string; date: string };
// In every text '\n' is an author's `br`; an absent attribute is the empty string.

/** What a `wbr` is in the lines of a title and in the title of an annex; it is no part of what they say. */
export const SOFT_BREAK = '\u200b';

export const PARAGRAPH_ROLES = ['body', 'flush', 'number', 'center', 'note', 'table-note'] as const;
export type ParagraphRole = (typeof PARAGRAPH_ROLES)[number];

export const ALIGNMENTS = ['left', 'center', 'right', 'decimal'] as const;
export type Alignment = (typeof ALIGNMENTS)[number];

/** Whose signature a box is for: a party's, or that of the platform on a report of its own. */
export const SIGNATURE_FIELDS = [...ROLES, 'platform'] as const;

export interface SignatureBlock {
  /** Name of the signature field. */
  field: Role | 'platform';
  label: string;
  organization: string;
  code: string;
  representative: string;
  date: string;
}

/** One element of the source with its place, before it is made a block. */
export interface VocabularyElement {
  name: string;
  attributes: Map<string, string>;
  /** Characters of text and lines content, white space not yet settled; br is U+0000, wbr SOFT_BREAK. */
  text: string;
  children: VocabularyElement[];
  /** Makes the fault that names this element's place. */
  fault(what: string): TemplateFault;
}

interface ElementRule {
  /** Parents it may stand in; '' is the document itself. */
  within: readonly string[];
  /** `text`: characters (and wbr where that may stand); `lines`: and br; `children`: elements only; `nothing`. */
  content: 'text' | 'lines' | 'children' | 'nothing';
  /** true: required. */
  attributes: Readonly<Record<string, boolean>>;
}

const element = (
  within: readonly string[],
  content: ElementRule['content'],
  attributes: Record<string, boolean> = {},
): ElementRule => ({ within, content, attributes });

const top = [''];

/** The rule of each element: the one place where the vocabulary is decided. */
export const ELEMENTS: ReadonlyMap<string, ElementRule> = new Map([
  ['h1', element(top, 'lines')],
  ['h2', element(top, 'text')],
  ['h3', element(top, 'text')],
  ['h4', element(top, 'text')],
  ['p', element(top, 'lines', { class: false })],
  ['ol', element(top, 'children', { 'data-style': false, 'data-start': false })],
  ['ul', element(top, 'children')],
  ['li', element(['ol', 'ul', 'attachments'], 'lines')],
  ['dl', element(top, 'children')],
  ['dt', element(['dl'], 'text')],
  ['dd', element(['dl'], 'lines')],
  [
    'table',
    element(top, 'children', {
      'data-columns': true,
      'data-align': false,
      'data-unit': false,
      'data-wide': false,
    }),
  ],
  ['caption', element(['table'], 'text')],
  ['thead', element(['table'], 'children')],
  ['tbody', element(['table'], 'children')],
  ['tfoot', element(['table'], 'children')],
  ['tr', element(['thead', 'tbody', 'tfoot'], 'children')],
  ['th', element(['tr'], 'lines')],
  ['td', element(['tr'], 'lines')],
  ['signatures', element(top, 'children')],
  [
    'signature',
    element(['signatures'], 'nothing', {
      field: true,
      label: true,
      organization: true,
      // to-block.ts asks for it of every party
      code: false,
      representative: false,
      date: false,
    }),
  ],
  ['closing', element(top, 'nothing', { organ: true, date: true })],
  ['attachments', element(top, 'children')],
  ['annex', element(top, 'text', { number: false })],
  ['letterhead', element(top, 'nothing', { organ: true, number: false, signer: false })],
  ['imprint', element(top, 'nothing', { copies: false, printer: false, date: false })],
  ['wbr', element(['h1', 'annex'], 'nothing')],
  ['br', element(['h1', 'p', 'li', 'dd', 'th', 'td'], 'nothing')],
]);
