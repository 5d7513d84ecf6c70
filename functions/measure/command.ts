// What `npm run lint:pdf` was asked, and what it answers: lines to print and the exit status.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { FORMATS, isFormat } from './formats.ts';
import { check, failed, report } from './report.ts';

const USAGE = `用法：npm run lint:pdf -- 文件.pdf --format ${Object.keys(FORMATS).join('|')} [--verbose]`;

export interface Answer {
  /** 0: the page keeps its format. 1: a rule is broken. 2: asked wrongly, or not a PDF. */
  status: 0 | 1 | 2;
  lines: string[];
}

export async function command(args: readonly string[]): Promise<Answer> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { format: { type: 'string' }, verbose: { type: 'boolean', default: false } },
    });
    const [file, ...others] = positionals;
    if (!file || others.length > 0 || !values.format || !isFormat(values.format)) {
      return { status: 2, lines: [USAGE] };
    }
    const results = await check(readFileSync(file), values.format);
    const wrong = results.filter(failed).length;
    const sum = wrong === 0 ? `${results.length}条规则全部合格` : `${results.length}条规则中${wrong}条不合`;
    return { status: wrong === 0 ? 0 : 1, lines: [...report(results, values.verbose), sum] };
  } catch (cause) {
    return { status: 2, lines: [(cause as Error).message, USAGE] };
  }
}
