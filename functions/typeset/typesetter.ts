// Blocks -> PDF/A through a constant Typst layout; everything that varies goes in as JSON.
import { readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';
import { breakTitle } from './break-title.ts';
import { faultPlace } from './fault-place.ts';
import { chooseFonts, type FontChoice, fontChains } from './font-families.ts';
import { turnWidePages } from './turn-wide-pages.ts';
import type { Block } from './vocabulary.ts';

export interface TypesetRequest {
  layout: 'pledge' | 'official' | 'letter';
  /** For the PDF's metadata. */
  title: string;
  blocks: Block[];
  /** YYYY-MM-DD, the only time the file knows: equal input gives equal bytes. */
  date: string;
  /** true marks every page 草稿, so that a draft is never taken for an issued document. */
  draft: boolean;
  /** Files will be put into it: ISO 19005-3, which lets files of any kind in, is claimed in the place of 19005-2. */
  carries?: boolean;
}

export interface Typeset {
  pdf: Uint8Array;
  boxes: SignatureBox[];
  pages: number;
}

/** Where a signature's appearance belongs: 0-based page, pt, origin lower left (ISO 32000-1 8.3.2.3). */
export interface SignatureBox {
  field: string;
  /** For people: whose signature. */
  name: string;
  page: number;
  rect: { x: number; y: number; width: number; height: number };
}

export interface SignatureAppearance {
  /** pt, of the field's rectangle. */
  width: number;
  height: number;
  organization: string;
  person: string;
  title: string;
  /** ISO 8601 instant; shown as Asia/Shanghai. */
  signedAt: string;
  certificateSerial: string;
  statement: string;
}

export interface Typesetter {
  /** @throws {TypesetFault} on a character no font has, a block the layout has no place for, and any warning. */
  typeset(request: TypesetRequest): Promise<Typeset>;
  /** One page of exactly width x height. @throws {TypesetFault} */
  appearance(appearance: SignatureAppearance): Promise<Uint8Array>;
  /** Upright A4 pages with nothing but what a print version has besides the document. @throws {TypesetFault} */
  printSheets(sheets: PrintSheets): Promise<Uint8Array>;
}

export interface PrintSheets {
  pages: number;
  title: string;
  number: string;
  organization: string;
  sha256: string;
  /** Rows of modules, true is dark. */
  code: boolean[][];
  /** YYYY-MM-DD, the only time the file knows. */
  date: string;
}

/** The layout could not be set. `message` has the typesetter's own words, and the block and its text where they tell. */
export class TypesetFault extends Error {
  override readonly name = 'TypesetFault';
}

/** ISO 19005-2 level A: archival, and tagged for people who hear it. What is added later must stay within it. */
const PDF_STANDARD = 'a-2a';
/** The same, and attachments. */
const CARRYING_STANDARD = 'a-3a';
const A4_HEIGHT = (297 / 25.4) * 72;

/**
 * Keep one per process: a compiler holds its fonts, and a second one costs as much memory again.
 *
 * @param options.fontDirectories first wins; the last is templates/fonts.
 * @param options.layoutDirectory templates/layout.
 */
export function createTypesetter(options: {
  fontDirectories: string[];
  layoutDirectory: string;
}): Typesetter & { fontReport(): FontChoice[] } {
  const choices = chooseFonts(options.fontDirectories);
  const inputs = { fonts: JSON.stringify(fontChains(choices, options.fontDirectories)) };
  /** No file: only the compiler has it. */
  const dataFile = resolve(options.layoutDirectory, 'data.json');
  const compiler = NodeCompiler.create({
    workspace: resolve(options.layoutDirectory),
    fontArgs: [{ fontPaths: options.fontDirectories.flatMap(fontFiles) }],
  });

  /** The compiler works while the caller waits; afterwards the event loop turns, so that what it held is let go. */
  async function compile<T>(
    layout: string,
    data: object,
    use: (document: NodeTypstDocument) => T,
  ): Promise<T> {
    try {
      compiler.mapShadow(dataFile, Buffer.from(JSON.stringify(data)));
      const run = compiler.compile({
        mainFilePath: resolve(options.layoutDirectory, `${layout}.typ`),
        inputs,
      });
      const diagnostics = run.takeDiagnostics();
      const document = run.result;
      // A warning is a font that is not there, or text that did not settle: neither may go out.
      if (diagnostics || !document) {
        throw new TypesetFault(
          `${layout}: ${diagnostics ? describe(compiler.fetchDiagnostics(diagnostics)) : 'no result'}`,
        );
      }
      return use(document);
    } catch (cause) {
      if (cause instanceof TypesetFault) throw cause;
      throw new TypesetFault(`${layout}: ${said((cause as Error).message)}`, { cause });
    } finally {
      // Kept: what this document and the one before used, such as the layouts and what a draft still has of its last form.
      compiler.evictCache(1);
      await new Promise(setImmediate);
    }
  }

  return {
    fontReport: () => choices,

    async typeset({ layout, title, blocks, date, draft, carries }) {
      const data = { title, blocks: blocks.map(withLines), date: calendar(date), draft };
      const pdfStandard = carries ? CARRYING_STANDARD : PDF_STANDARD;
      const set = await compile(layout, data, (document) => ({
        pdf: new Uint8Array(compiler.pdf(document, { pdfStandard })),
        boxes: boxes(compiler, document),
        pages: document.numOfPages,
      })).catch((cause: TypesetFault) => {
        throw new TypesetFault(`${cause.message}${faultPlace(cause.message, blocks)}`, { cause });
      });
      return blocks.some(isWide) ? { ...set, pdf: await turnWidePages(set.pdf) } : set;
    },

    appearance: ({ signedAt, ...appearance }) =>
      compile(
        'appearance',
        { ...appearance, time: shanghaiTime(signedAt), date: calendar(shanghaiTime(signedAt).slice(0, 10)) },
        (document) => new Uint8Array(compiler.pdf(document, { pdfStandard: PDF_STANDARD })),
      ),

    printSheets: (sheets) =>
      compile(
        'print-sheet',
        { ...sheets, date: calendar(sheets.date) },
        (document) => new Uint8Array(compiler.pdf(document, {})),
      ),
  };
}

function isWide(block: Block): boolean {
  return block.kind === 'table' && block.wide;
}

/** 2号 characters in a line of a title: 22 pt on 156 mm, and on the 225 mm of a page across (page.typ). */
const TITLE_CAPACITY = 20;
const WIDE_TITLE_CAPACITY = 28;

/** The blocks as the layout wants them: a title in the lines it is to have. */
function withLines(block: Block, index: number, blocks: readonly Block[]): object {
  if (block.kind === 'title') return { ...block, lines: breakTitle(block.lines, TITLE_CAPACITY) };
  if (block.kind !== 'annex') return block;
  const next = blocks[index + 1];
  return {
    ...block,
    lines: breakTitle([block.title], next && isWide(next) ? WIDE_TITLE_CAPACITY : TITLE_CAPACITY),
  };
}

function boxes(compiler: NodeCompiler, document: NodeTypstDocument): SignatureBox[] {
  const found: {
    field: string;
    name: string;
    page: number;
    x: number;
    y: number;
    width: number;
    height: number;
  }[] = compiler.query(document, { selector: '<signature-box>', field: 'value' });
  return found.map(({ field, name, page, x, y, width, height }) => ({
    field,
    name,
    page,
    rect: { x, y: A4_HEIGHT - y - height, width, height },
  }));
}

function fontFiles(directory: string): string[] {
  return readdirSync(directory)
    .filter((file) => /\.(otf|ttf|ttc)$/i.test(file))
    .sort()
    .map((file) => join(resolve(directory), file));
}

function calendar(date: string): { year: number; month: number; day: number } {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  return { year, month, day };
}

/** 2026-01-08T02:03:04Z -> 2026-01-08 10:03:04. Asia/Shanghai is UTC+8 without summer time since 1992. */
function shanghaiTime(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}

interface Diagnostic {
  message?: string;
  hints?: string[];
  path?: string;
  range?: { start: { line: number; character: number } } | null;
}

/** Each with its place in the layout where the compiler tells it: `blocks.typ:12:3: unknown variable: x`. */
function describe(diagnostics: Diagnostic[]): string {
  return diagnostics
    .map(({ message, hints, path, range }) => {
      const place =
        path && range ? `${basename(path)}:${range.start.line + 1}:${range.start.character + 1}: ` : '';
      return place + [message, ...(hints ?? [])].join('; ');
    })
    .join(' | ');
}

/** An export error comes as the debug print of a diagnostic; what it says is one string in it. */
function said(message: string): string {
  const quoted = /message: "((?:[^"\\]|\\.)*)"/.exec(message)?.[1];
  return quoted?.replace(/\\(["\\])/g, '$1') ?? message;
}
