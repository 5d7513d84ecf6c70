// The pledge that is rendered: the real template without two of its sections, which makes it four pages long.
import { join } from 'node:path';
import { embeddedSettings } from '../../functions/config.ts';
import { readForm } from '../../functions/domain/form/read-form.ts';
import { compileTemplate } from '../../functions/typeset/compile-template.ts';
import { parseVocabulary } from '../../functions/typeset/parse-vocabulary.ts';
import { createTypesetter, type Typeset } from '../../functions/typeset/typesetter.ts';
import type { Block } from '../../functions/typeset/vocabulary.ts';
import { CIRCULAR } from '../../templates/circular/circular.ts';
import { PLEDGE } from '../../templates/pledge/pledge.ts';
import { SAMPLE_DAY } from '../../templates/sample-on.ts';
import { readTemplateSources } from '../../templates/sources.ts';

export const PAGES = 4;
/** 共同承诺, and 公示和个人信息. */
const LEFT_OUT = ['二', '五'];

export interface PledgePress {
  /** The HTML of the pledge of this number; no two numbers give the same document. */
  html(number: number): string;
  parse(html: string): Block[];
  /** Throws if it is not four pages long. */
  typeset(blocks: Block[], number: number): Promise<Typeset>;
  render(number: number): Promise<Uint8Array>;
  /**
   * Sets a document of another kind. A typesetter keeps what it used last: between two pledges this leaves it no more
   * of a pledge than what all documents share.
   */
  forget(): Promise<void>;
}

/** Reads templates, layouts and fonts anew, as a process does once at its start. */
export function openPledgePress(): PledgePress {
  const { places } = embeddedSettings();
  const typesetter = createTypesetter({
    fontDirectories: [join(places.templates, 'fonts')],
    layoutDirectory: join(places.templates, 'layout'),
  });
  const sources = readTemplateSources(places.templates).documents;
  const source = sources.pledge!.source;
  const other = circularBlocks(sources.circular!.source);
  const template = compileTemplate(LEFT_OUT.reduce(withoutSection, source), 'pledge/template.hbs');
  const press: PledgePress = {
    html(number) {
      const name = `大通河湟文旅小镇${number}号`;
      const sample = { ...PLEDGE.sample, town: { ...(PLEDGE.sample.town as object), name } };
      const { value } = readForm(PLEDGE.form, sample, () => []);
      return template(PLEDGE.view(value as never, { number: String(63e18 + number), issuedOn: SAMPLE_DAY }));
    },
    parse: (html) => parseVocabulary(html, 'pledge/template.hbs'),
    async typeset(blocks, number) {
      const title = `承诺书${number}`;
      const set = await typesetter.typeset({
        layout: 'pledge',
        title,
        blocks,
        date: SAMPLE_DAY,
        draft: false,
      });
      if (set.pages !== PAGES) throw new Error(`the pledge has ${set.pages} pages, not ${PAGES}`);
      return set;
    },
    render: async (number) => (await press.typeset(press.parse(press.html(number)), number)).pdf,
    async forget() {
      await typesetter.typeset({
        layout: 'official',
        title: '通报',
        blocks: other,
        date: SAMPLE_DAY,
        draft: false,
      });
    },
  };
  return press;
}

function circularBlocks(source: string): Block[] {
  const { value } = readForm(CIRCULAR.form, CIRCULAR.sample, () => []);
  const issue = { number: '宁发改〔2026〕1号', issuedOn: SAMPLE_DAY };
  const html = compileTemplate(source, 'circular/template.hbs')(CIRCULAR.view(value as never, issue));
  return parseVocabulary(html, 'circular/template.hbs');
}

function withoutSection(source: string, number: string): string {
  const shorter = source.replace(new RegExp(`<h2>${number}、.*?(?=<h2>)`, 's'), '');
  if (shorter === source) throw new Error(`the template has no section ${number}`);
  return shorter;
}
