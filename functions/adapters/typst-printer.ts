// The printer: Handlebars wording, Typst layout, empty signature fields; every step from files of the repository.
import { type Print, type Printed, type Printer, PrintFault } from '../ports/printer.ts';
import { fieldSize } from '../sign/field-size.ts';
import { addSignatureFields } from '../sign/signature-fields.ts';
import { checkReadBack } from '../typeset/check-read-back.ts';
import { compileTemplate } from '../typeset/compile-template.ts';
import { parseVocabulary } from '../typeset/parse-vocabulary.ts';
import { TemplateFault } from '../typeset/template-fault.ts';
import { TypesetFault, type Typesetter } from '../typeset/typesetter.ts';

/** Printed in the place of the number of a draft. */
const DRAFT_NUMBER = '（草稿，未编号）';
const STATEMENT = '本人代表上述单位签署，签名由联签平台证书作出';

/** `sources`: the Handlebars source of each document type by its id. */
export function typstPrinter(typesetter: Typesetter, sources: Readonly<Record<string, string>>): Printer {
  const templates = new Map(
    Object.entries(sources).map(([id, source]) => [id, compileTemplate(source, `${id}/template.hbs`)]),
  );

  const html = ({ type, value, issue, today }: Print): string =>
    templates.get(type.id)!(type.view(value, issue ?? { number: DRAFT_NUMBER, issuedOn: today }));

  return {
    html: async (print) => html(print),

    async print(print): Promise<Printed> {
      const { type, value, issue, today } = print;
      try {
        const blocks = parseVocabulary(html(print), `${type.id}/template.hbs`);
        const { pdf, boxes, pages } = await typesetter.typeset({
          layout: type.layout,
          title: type.title(value),
          blocks,
          date: issue?.issuedOn ?? today,
          draft: !issue,
        });
        const template = new TextEncoder().encode(sources[type.id]);
        const differences = await checkReadBack(blocks, pdf);
        const fields = boxes.map(({ field }) => field);
        const signable = issue ? await addSignatureFields(pdf, boxes) : pdf;
        return { pdf: signable, template, pages, fields, differences };
      } catch (cause) {
        if (cause instanceof TypesetFault || cause instanceof TemplateFault)
          throw new PrintFault(cause.message, { cause });
        throw cause;
      }
    },

    async appearance(revision, field, { serial, ...facts }) {
      const size = await fieldSize(revision, field);
      return typesetter.appearance({ ...size, ...facts, certificateSerial: serial, statement: STATEMENT });
    },
  };
}
