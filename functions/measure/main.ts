// npm run lint:pdf -- FILE --format letter|official|pledge [--verbose]
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { FORMATS, type Format, isFormat } from './formats.ts';
import { check, failed, report } from './report.ts';

const USAGE = `用法：npm run lint:pdf -- 文件.pdf --format ${Object.keys(FORMATS).join('|')} [--verbose]`;

interface Asked {
  pdf: Uint8Array;
  format: Format;
  verbose: boolean;
}

/** 2: asked wrongly, or the file is not there. */
function asked(): Asked {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { format: { type: 'string' }, verbose: { type: 'boolean', default: false } },
    });
    const [file, ...others] = positionals;
    if (!file || others.length > 0 || !values.format || !isFormat(values.format)) throw new Error('参数不对');
    return { pdf: readFileSync(file), format: values.format, verbose: values.verbose };
  } catch (cause) {
    console.error(`${(cause as Error).message}\n${USAGE}`);
    process.exit(2);
  }
}

const { pdf, format, verbose } = asked();
try {
  const results = await check(pdf, format);
  const wrong = results.filter(failed).length;
  for (const line of report(results, verbose)) console.log(line);
  console.log(wrong === 0 ? `${results.length}条规则全部合格` : `${results.length}条规则中${wrong}条不合`);
  process.exitCode = wrong === 0 ? 0 : 1;
} catch (cause) {
  console.error(`不是可读的 PDF 文件：${(cause as Error).message}`);
  process.exitCode = 2;
}
