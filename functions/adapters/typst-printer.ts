// The printer: Handlebars wording, Typst layout, empty signature fields; every step from files of the repository.
import type { Sha256 } from '../domain/event.ts';
import type { CalendarDate } from '../domain/time.ts';
import { canonicalJson } from '../domain/trail.ts';
import { type Print, type PrintedFile, type Printer, PrintFault } from '../ports/printer.ts';
import { fieldSize } from '../sign/field-size.ts';
import { addSignatureFields } from '../sign/signature-fields.ts';
import { checkReadBack } from '../typeset/check-read-back.ts';
import { compileTemplate } from '../typeset/compile-template.ts';
import { parseVocabulary } from '../typeset/parse-vocabulary.ts';
import { printVersion } from '../typeset/print-version.ts';
import { TemplateFault } from '../typeset/template-fault.ts';
import { TypesetFault, type TypesetRequest, type Typesetter } from '../typeset/typesetter.ts';

/** Printed in the place of the number of a draft. */
const DRAFT_NUMBER = '（草稿，未编号）';
const encoder = new TextEncoder();
const STATEMENT = '本人代表上述单位签署，签名由联签平台证书作出';

/** All that is set of a document; its shape is kept for good, since stored ones are read back. */
interface Sheet {
  format: 'lianqian-sheet/1';
  /** Names the source in faults. */
  type: string;
  layout: TypesetRequest['layout'];
  title: string;
  date: CalendarDate;
  /** In the vocabulary of templates. */
  html: string;
}

/** What printing depends on beside the document, as it is now, and as it was. */
export interface PressRecord {
  /** See `pressDigest`; asked once. */
  digest(): Promise<Sha256>;
  /** See `layoutBundle`. */
  layouts(): Promise<Uint8Array>;
  /** A typesetter with the layouts of a bundle, for one use. */
  withLayouts<T>(bundle: Uint8Array, use: (typesetter: Typesetter) => Promise<T>): Promise<T>;
}

/** `sources`: the Handlebars source of each document type by its id. */
export function typstPrinter(
  typesetter: Typesetter,
  sources: Readonly<Record<string, string>>,
  press: PressRecord,
): Printer {
  const templates = new Map(
    Object.entries(sources).map(([id, source]) => [id, compileTemplate(source, `${id}/template.hbs`)]),
  );
  let digest: Promise<Sha256> | undefined;

  const html = ({ type, value, issue, today }: Print): string =>
    templates.get(type.id)!(type.view(value, issue ?? { number: DRAFT_NUMBER, issuedOn: today }));

  async function set(
    { type, html: wording, ...sheet }: Sheet,
    draft: boolean,
    { setter = typesetter, files = [] as readonly PrintedFile[] } = {},
  ) {
    const blocks = parseVocabulary(wording, `${type}/template.hbs`);
    const { pdf, boxes, pages } = await setter.typeset({
      ...sheet,
      blocks,
      draft,
      carries: files.length > 0,
    });
    const signable = draft ? pdf : await addSignatureFields(pdf, boxes, files);
    return { pdf: signable, bare: pdf, blocks, boxes, fields: boxes.map(({ field }) => field), pages };
  }

  return {
    html: async (print) => html(print),

    print: (print) =>
      faultsOfPrinting(async () => {
        const { type, value, issue, today, files = [] } = print;
        const sheet: Sheet = {
          format: 'lianqian-sheet/1',
          type: type.id,
          layout: type.layout,
          title: type.title(value),
          date: issue?.issuedOn ?? today,
          html: html(print),
        };
        const { bare, blocks, boxes, ...made } = await set(sheet, !issue, { files });
        return {
          ...made,
          template: encoder.encode(sources[type.id]),
          sheet: encoder.encode(canonicalJson(sheet)),
          differences: await checkReadBack(blocks, bare, boxes),
        };
      }),

    reprint: (stored, layouts) =>
      faultsOfPrinting(async () => {
        const sheet: Sheet = JSON.parse(new TextDecoder().decode(stored));
        const { pdf } = layouts
          ? await press.withLayouts(layouts, (setter) => set(sheet, false, { setter }))
          : await set(sheet, false);
        return pdf;
      }),

    layouts: () => press.layouts(),

    press() {
      digest ??= press.digest();
      return digest;
    },

    async appearance(revision, field, { serial, statement = STATEMENT, ...facts }) {
      const size = await fieldSize(revision, field);
      return typesetter.appearance({ ...size, ...facts, certificateSerial: serial, statement });
    },

    printVersion: (revision, version) =>
      faultsOfPrinting(() =>
        printVersion(revision, (pages) => typesetter.printSheets({ ...version, pages })),
      ),
  };
}

async function faultsOfPrinting<T>(print: () => Promise<T>): Promise<T> {
  try {
    return await print();
  } catch (cause) {
    if (cause instanceof TypesetFault || cause instanceof TemplateFault)
      throw new PrintFault(cause.message, { cause });
    throw cause;
  }
}
