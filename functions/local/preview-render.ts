// One look at a document type as its files stand now: the document with what is doubtful about it, or what is wrong and where.
import { readFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { sampleOn } from '../../templates/sample-on.ts';
import type { AnyValue, DocumentType } from '../domain/document-type.ts';
import type { FormInput } from '../domain/form/field.ts';
import { readForm } from '../domain/form/read-form.ts';
import type { Uncovered } from '../domain/form/read-leaf.ts';
import type { CalendarDate } from '../domain/time.ts';
import { checkReadBack } from '../typeset/check-read-back.ts';
import { compileTemplate } from '../typeset/compile-template.ts';
import { parseVocabulary } from '../typeset/parse-vocabulary.ts';
import { TemplateFault } from '../typeset/template-fault.ts';
import { unknownPaths } from '../typeset/template-paths.ts';
import { textOfBlock } from '../typeset/text-of-block.ts';
import { toHtml } from '../typeset/to-html.ts';
import { createTypesetter, TypesetFault, type TypesetRequest } from '../typeset/typesetter.ts';
import type { Block } from '../typeset/vocabulary.ts';
import { type JsonPlace, JsonSyntax, placeAt, readPlacedJson } from './preview-json.ts';
import { layoutWords } from './preview-layout-words.ts';
import { blamedLine } from './preview-source.ts';

export interface Notice {
  message: string;
  /** Where to look, with some lines before and after. */
  place?: { file: string; line: number; column: number; lines: { number: number; text: string }[] };
}

export type Preview =
  | {
      pdf: Uint8Array;
      html: string;
      pages: number;
      warnings: Notice[];
      /** More warnings, from reading the PDF: apart, since it takes as long as all the rest. */
      readBack(): Promise<Notice[]>;
    }
  | { faults: Notice[] };

export interface PreviewOptions {
  type: DocumentType;
  /** The folder that holds `<type>/`, `layout/` and `fonts/`. */
  templates: string;
  /** An office's own fonts, tried first. */
  fonts?: string;
  /** A filled form as typed, as it stands; absent: the type's sample, its dates moved to today. */
  data?: string;
  uncovered: Uncovered;
  today(): CalendarDate;
}

/** Ends a look: what is in it is shown in place of the document. */
class Stopped extends Error {
  constructor(readonly faults: Notice[]) {
    super('stopped');
  }
}

interface Source {
  file: string;
  text: string;
}

const EXCERPT_LINES = 3;

/** Reads all files anew at each call. One typesetter serves them all: it costs the memory of the fonts. */
export function previewRenderer(options: PreviewOptions): () => Promise<Preview> {
  const { type, templates } = options;
  async function read(path: string): Promise<Source> {
    const file = relative(dirname(templates), path);
    try {
      return { file: file.startsWith('..') ? path : file, text: await readFile(path, 'utf8') };
    } catch (cause) {
      throw new Stopped([{ message: `不能读取 ${path}：${(cause as Error).message}` }]);
    }
  }

  const layoutDirectory = join(templates, 'layout');
  const typesetter = createTypesetter({
    fontDirectories: [...(options.fonts ? [options.fonts] : []), join(templates, 'fonts')],
    layoutDirectory,
  });

  /**
   * The compiler tells the place only in a file that it has not read before, so a new one is asked: without fonts,
   * which cost memory that is not given back. What it says of fonts is not listened to.
   */
  async function placed(fault: TypesetFault, request: TypesetRequest): Promise<string[]> {
    const second = await createTypesetter({ fontDirectories: [layoutDirectory], layoutDirectory })
      .typeset(request)
      .then(() => [], messagesOf);
    return messagesOf(fault).map(
      (message) => second.find((other) => other.endsWith(`: ${message}`)) ?? message,
    );
  }

  async function layoutNotices(
    fault: TypesetFault,
    request: TypesetRequest,
    template: Source,
  ): Promise<Notice[]> {
    const notices = (await placed(fault, request)).map(async (message): Promise<Notice> => {
      const [, file, line, column] = /([\w-]+\.typ):(\d+):(\d+): /.exec(message) ?? [];
      const { words, element } = layoutWords(message.replace(/^[\w-]+\.typ:\d+:\d+: /, ''));
      const blamed = element ? template.text.indexOf(`<${element}`) : -1;
      if (blamed >= 0) return noticeAt(template, placeAt(template.text, blamed), words);
      if (!file) return { message: words };
      const source = await read(join(layoutDirectory, file));
      return noticeAt(source, { line: Number(line), column: Number(column) }, words);
    });
    return Promise.all(notices);
  }

  async function look(): Promise<Preview> {
    const today = options.today();
    const data = await read(options.data ?? join(templates, type.id, 'sample.json'));
    const template = await read(join(templates, type.id, 'template.hbs'));
    const { value, warnings } = readData(type, data, options.data ? undefined : today, today);
    const view = type.view(value, { number: type.number(value, today).format(1), issuedOn: today });
    const blocks = readBlocks(template, view);
    const missing = uncoveredNotices(options.uncovered, blocks, [template, data]);
    const request = { layout: type.layout, title: type.title(value), blocks, date: today, draft: true };
    try {
      const { pdf, boxes, pages } = await typesetter.typeset(request);
      return {
        pdf,
        pages,
        html: toHtml(blocks),
        warnings: [...warnings, ...unknownNotices(template, view), ...missing],
        readBack: async () =>
          (await checkReadBack(blocks, pdf, boxes)).map((message) => ({
            message: `PDF 读回有出入：${message}`,
          })),
      };
    } catch (fault) {
      if (!(fault instanceof TypesetFault)) throw fault;
      throw new Stopped([...missing, ...(await layoutNotices(fault, request, template))]);
    }
  }

  return async () => {
    try {
      return await look();
    } catch (stopped) {
      if (stopped instanceof Stopped) return { faults: stopped.faults };
      return {
        faults: [{ message: `程序出错，请把下面的内容交给开发人员：${(stopped as Error).stack ?? stopped}` }],
      };
    }
  };
}

function readData(
  type: DocumentType,
  source: Source,
  moveTo: CalendarDate | undefined,
  today: CalendarDate,
): { value: AnyValue; warnings: Notice[] } {
  let json: ReturnType<typeof readPlacedJson>;
  try {
    json = readPlacedJson(source.text);
  } catch (fault) {
    if (!(fault instanceof JsonSyntax)) throw fault;
    throw new Stopped([noticeAt(source, fault.place, fault.message)]);
  }
  const beside = (problems: readonly { path: string; message: string }[]) =>
    problems.map(({ path, message }) =>
      noticeAt(source, placeOf(path), path ? `${path}：${message}` : message),
    );
  /** A field that is missing is missing in the group it belongs to. */
  function placeOf(path: string): JsonPlace {
    const index = json.places.get(path);
    if (index === undefined && path !== '') return placeOf(path.split('.').slice(0, -1).join('.'));
    return placeAt(source.text, index ?? 0);
  }

  const first = readForm(type.form, json.value as FormInput, () => []);
  if (first.value === undefined) throw new Stopped(beside(first.problems));
  const input = json.value as FormInput;
  const { value, problems } = moveTo
    ? readForm(type.form, sampleOn({ form: type.form, sample: input }, moveTo), () => [])
    : first;
  if (value === undefined) throw new Stopped(beside(problems));
  return { value, warnings: beside([...type.rules(value, today), ...(type.warnings?.(value, today) ?? [])]) };
}

function readBlocks(template: Source, view: object): Block[] {
  const name = basename(template.file);
  let html = '';
  try {
    html = compileTemplate(template.text, name)(view);
    return parseVocabulary(html, name);
  } catch (fault) {
    if (!(fault instanceof TemplateFault)) throw fault;
    // A fault of the HTML has its place there; its author wants that of the template.
    const blamed = html && blamedLine(template.text, name, view);
    const message = fault.message.replace(/^.*?:\d+:\d+: /s, '');
    throw new Stopped([noticeAt(template, blamed || fault, message)]);
  }
}

function unknownNotices(template: Source, view: object): Notice[] {
  return unknownPaths(template.text, view).unknown.map(({ path, ...place }) =>
    noticeAt(template, place, `数据中没有 ${path}`),
  );
}

function uncoveredNotices(uncovered: Uncovered, blocks: Block[], sources: Source[]): Notice[] {
  return uncovered(blocks.flatMap(textOfBlock).join('\n')).map(({ character, codePoint }) => {
    const message = `字体中没有“${character}”（${codePoint}），或者印出后不能读回`;
    const source = sources.find(({ text }) => text.includes(character));
    return source
      ? noticeAt(source, placeAt(source.text, source.text.indexOf(character)), message)
      : { message };
  });
}

function noticeAt({ file, text }: Source, { line, column }: JsonPlace, message: string): Notice {
  const first = Math.max(1, line - EXCERPT_LINES);
  const lines = text
    .split('\n')
    .slice(first - 1, line + EXCERPT_LINES)
    .map((content, index) => ({ number: first + index, text: content }));
  return { message, place: { file, line, column, lines } };
}

function messagesOf(fault: TypesetFault): string[] {
  return fault.message.replace(/^[\w-]+: /, '').split(' | ');
}
