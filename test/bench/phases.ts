// Where the time of a document goes: wording, parsing, layout, export, and what is done to the finished file.
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { addSignatureFields } from '../../functions/sign/signature-fields.ts';
import { checkReadBack } from '../../functions/typeset/check-read-back.ts';
import type { PledgePress } from './four-page-pledge.ts';
import { summarize, type Timing } from './measure.ts';

export const PHASES = {
  handlebars: 'wording (Handlebars)',
  parse: 'parsing to blocks',
  compile: 'layout (Typst)',
  export: 'PDF/A export, fonts cut',
  fields: 'signature fields',
  readBack: 'reading the text back',
} as const;

export type Phase = keyof typeof PHASES;

/** The compiler's two steps are timed from outside, on its own methods. */
export async function timePhases(press: PledgePress, runs: number): Promise<Record<Phase, Timing>> {
  const taken: Record<Phase, number[]> = {
    handlebars: [],
    parse: [],
    compile: [],
    export: [],
    fields: [],
    readBack: [],
  };
  const timed =
    <A extends unknown[], R>(phase: Phase, work: (...given: A) => R) =>
    (...given: A): R => {
      const from = performance.now();
      const result = work(...given);
      taken[phase].push(performance.now() - from);
      return result;
    };
  const timedAsync = async <R>(phase: Phase, work: () => Promise<R>): Promise<R> => {
    const from = performance.now();
    const result = await work();
    taken[phase].push(performance.now() - from);
    return result;
  };
  const { compile, pdf } = NodeCompiler.prototype;
  const watched = {
    compile(this: NodeCompiler, ...given: Parameters<typeof compile>) {
      return timed('compile', compile.bind(this))(...given);
    },
    pdf(this: NodeCompiler, ...given: Parameters<typeof pdf>) {
      return timed('export', pdf.bind(this))(...given);
    },
  };
  for (let run = 0; run < runs; run++) {
    await press.forget();
    const html = timed('handlebars', press.html)(4000 + run);
    const blocks = timed('parse', press.parse)(html);
    Object.assign(NodeCompiler.prototype, watched);
    const { pdf: bare, boxes } = await press.typeset(blocks, 4000 + run).finally(() => {
      Object.assign(NodeCompiler.prototype, { compile, pdf });
    });
    await timedAsync('fields', () => addSignatureFields(bare, boxes));
    await timedAsync('readBack', () => checkReadBack(blocks, bare));
  }
  return Object.fromEntries(
    Object.entries(taken).map(([phase, times]) => [phase, summarize(times)]),
  ) as Record<Phase, Timing>;
}
