// Whether a long plan costs what its length says: the same chapters again and again, no two of them alike.
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
  const all = parseVocabulary(html, 'creation-plan');
  const chapters = all.filter(({ kind }) => REPEATED.has(kind));
  const blocksOf = (times: number, run: number): Block[] => [
    { kind: 'title', lines: ['创建方案'] },
    ...Array.from({ length: times }, (_, copy) =>
      chapters.map((block) => marked(block, `${run}之${copy}`)),
    ).flat(),
  ];
  const typeset = (times: number, run: number) =>
    typesetter.typeset({
      layout: 'pledge',
      title: '创建方案',
      blocks: blocksOf(times, run),
      date: SAMPLE_DAY,
      draft: false,
    });
  const { pages: once } = await typeset(1, 0);
  const found: Growth[] = [];
  for (const length of lengths) {
    const times = Math.max(1, Math.round(length / once));
    const { pages } = await typeset(times, 1);
    found.push({ pages, timing: await time(runs, (run) => typeset(times, 100 + run), 1) });
  }
  return found;
}

function marked(block: Block, mark: string): Block {
  return block.kind === 'paragraph' ? { ...block, text: `${block.text}（${mark}）` } : block;
}
