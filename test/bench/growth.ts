// Whether a long plan costs what its length says: chapter after chapter, from the first again, no two of them alike.
import { join } from 'node:path';
import { embeddedSettings } from '../../functions/config.ts';
import { readForm } from '../../functions/domain/form/read-form.ts';
import { compileTemplate } from '../../functions/typeset/compile-template.ts';
import { parseVocabulary } from '../../functions/typeset/parse-vocabulary.ts';
import { createTypesetter } from '../../functions/typeset/typesetter.ts';
import type { Block } from '../../functions/typeset/vocabulary.ts';
import { CREATION_PLAN } from '../../templates/creation-plan/creation-plan.ts';
import { SAMPLE_DAY } from '../../templates/sample-on.ts';
import { readTemplateSources } from '../../templates/sources.ts';
import { type Timing, time } from './measure.ts';

const REPEATED = new Set(['heading', 'paragraph', 'clauses', 'facts', 'table']);

export interface Growth {
  pages: number;
  timing: Timing;
}

/** The plan at about each of these lengths. */
export async function timeGrowth(lengths: readonly number[], runs: number): Promise<Growth[]> {
  const { places } = embeddedSettings();
  const typesetter = createTypesetter({
    fontDirectories: [join(places.templates, 'fonts')],
    layoutDirectory: join(places.templates, 'layout'),
  });
  const { value } = readForm(CREATION_PLAN.form, CREATION_PLAN.sample, () => []);
  const source = readTemplateSources(places.templates).documents['creation-plan']!.source;
  const html = compileTemplate(
    source,
    'creation-plan',
  )(CREATION_PLAN.view(value as never, { number: '甲〔2026〕1号', issuedOn: SAMPLE_DAY }));
  const chapters = chaptersOf(parseVocabulary(html, 'creation-plan'));
  const blocksOf = (count: number, run: number): Block[] => [
    { kind: 'title', lines: ['创建方案'] },
    ...Array.from({ length: count }, (_, at) =>
      chapters[at % chapters.length]!.map((block) => marked(block, `${run}之${at}`)),
    ).flat(),
  ];
  const typeset = (count: number, run: number) =>
    typesetter.typeset({
      layout: 'pledge',
      title: '创建方案',
      blocks: blocksOf(count, run),
      date: SAMPLE_DAY,
      draft: false,
    });
  const { pages: once } = await typeset(chapters.length, 0);
  const found: Growth[] = [];
  for (const length of lengths) {
    const count = Math.max(1, Math.round((length / once) * chapters.length));
    const { pages } = await typeset(count, 1);
    // One of another length and kind between them, so that no chapter is known from the run before.
    const forget = () =>
      typesetter.typeset({ layout: 'letter', title: '函', blocks: [], date: SAMPLE_DAY, draft: false });
    found.push({ pages, timing: await time(runs, (run) => typeset(count, 100 + run), 1, forget) });
  }
  return found;
}

/** The blocks under each heading of level one, without tables across the page: they take a page each. */
function chaptersOf(blocks: readonly Block[]): Block[][] {
  const chapters: Block[][] = [];
  for (const block of blocks) {
    if (block.kind === 'heading' && block.level === 1) chapters.push([]);
    const across = block.kind === 'table' && block.wide;
    if (REPEATED.has(block.kind) && !across) chapters.at(-1)?.push(block);
  }
  return chapters;
}

function marked(block: Block, mark: string): Block {
  return block.kind === 'paragraph' ? { ...block, text: `${block.text}（${mark}）` } : block;
}
