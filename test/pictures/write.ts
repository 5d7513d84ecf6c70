// `npx tsx test/pictures/write.ts`: the pictures of templates/README.md and its table of types, from real prints.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROLE_NAMES } from '../../functions/domain/party.ts';
import { compileTemplate } from '../../functions/typeset/compile-template.ts';
import { parseVocabulary } from '../../functions/typeset/parse-vocabulary.ts';
import { createTypesetter, type TypesetRequest } from '../../functions/typeset/typesetter.ts';
import { DOCUMENT_TYPES } from '../../templates/registry.ts';
import { SAMPLE_DAY } from '../../templates/sample-on.ts';
import { readTemplateSources } from '../../templates/sources.ts';
import { sampleValue } from '../templates/filled.ts';
import { type Example, examplesIn } from './examples.ts';

const templates = fileURLToPath(new URL('../../templates', import.meta.url));
const readme = join(templates, 'README.md');
const scratch = mkdtempSync(join(tmpdir(), 'lianqian-pictures-'));
const typesetter = createTypesetter({
  fontDirectories: [join(templates, 'fonts')],
  layoutDirectory: join(templates, 'layout'),
});

const MOST_BYTES = 25 * 1024;

/** mm of A4, and dots per inch: what is drawn of a page, its blank lines above and below taken away. */
const CUTS = {
  text: { left: 18, top: 20, width: 174, height: 242, dpi: 84 },
  foot: { left: 18, top: 225, width: 174, height: 52, dpi: 84 },
  page: { left: 0, top: 0, width: 210, height: 297, dpi: 46 },
} as const;

async function draw(request: TypesetRequest, picture: string, { page, at }: Pick<Example, 'page' | 'at'>) {
  const { pdf, pages } = await typesetter.typeset(request);
  const file = join(scratch, 'print.pdf');
  const drawn = join(scratch, 'drawn');
  const target = join(templates, picture);
  writeFileSync(file, pdf);
  const { left, top, width, height, dpi } = CUTS[at];
  const pixels = (mm: number) => String(Math.round((mm / 25.4) * dpi));
  const number = String(page === 'last' ? pages : page);
  const area = ['-x', pixels(left), '-y', pixels(top), '-W', pixels(width), '-H', pixels(height)];
  const drawing = ['-png', '-singlefile', '-r', String(dpi), '-f', number, '-l', number, ...area];
  execFileSync('pdftoppm', [...drawing, file, drawn]);
  const framed = at === 'page' ? ['-bordercolor', '#999', '-border', '1'] : withoutBlankLines(`${drawn}.png`);
  const small = ['+repage', '+dither', '-colors', '16', '-strip', '-define', 'png:compression-level=9'];
  execFileSync('convert', [`${drawn}.png`, ...framed, ...small, target]);
  const { size } = statSync(target);
  process.stdout.write(`${picture} ${size}${size > MOST_BYTES ? ' TOO LARGE' : ''}\n`);
  if (size > MOST_BYTES) process.exitCode = 1;
}

/** Only above and below: how far a line is indented is part of the picture. */
function withoutBlankLines(drawn: string): string[] {
  const [, height, top] = /^\d+x(\d+)\+\d+\+(\d+)/.exec(
    execFileSync('convert', [drawn, '-format', '%@', 'info:'], { encoding: 'utf8' }),
  )!;
  return ['-crop', `0x${height}+0+${top}`, '+repage', '-bordercolor', 'white', '-border', '0x10'];
}

async function drawExamples(): Promise<void> {
  for (const { picture, layout, html, page, at } of examplesIn(readFileSync(readme, 'utf8'))) {
    const blocks = parseVocabulary(html, picture);
    await draw({ layout, title: picture, blocks, date: SAMPLE_DAY, draft: false }, picture, { page, at });
  }
}

async function drawTypes(): Promise<string> {
  const { documents } = readTemplateSources(templates);
  const rows: string[] = [];
  for (const type of DOCUMENT_TYPES) {
    const value = sampleValue(type);
    const number = type.number(value, SAMPLE_DAY).format(1);
    const view = type.view(value, { number, issuedOn: SAMPLE_DAY });
    const blocks = parseVocabulary(compileTemplate(documents[type.id]!.source, type.id)(view), type.id);
    const picture = `pictures/type-${type.id}.png`;
    await draw(
      { layout: type.layout, title: type.title(value), blocks, date: SAMPLE_DAY, draft: false },
      picture,
      { page: 1, at: 'page' },
    );
    const order = type
      .order(value)
      .map((step) =>
        step.map((role) => ROLE_NAMES[role] + (type.receivers?.includes(role) ? '（签收）' : '')).join('、'),
      )
      .join(' → ');
    rows.push(
      `| \`${type.id}\`<br>${type.name} | ${type.layout}<br>${order}<br>${number} | ![${type.name}](${picture}) |`,
    );
  }
  return [
    '| type | layout, order of signing, number | first page of the sample |',
    '| --- | --- | --- |',
    ...rows,
  ].join('\n');
}

try {
  await drawExamples();
  const table = await drawTypes();
  const between = /(<!-- types: [^\n]*-->\n)[\s\S]*?(<!-- end of types -->)/;
  writeFileSync(readme, readFileSync(readme, 'utf8').replace(between, `$1\n${table}\n\n$2`));
} finally {
  rmSync(scratch, { recursive: true });
}
