// The preview of a document type, over a copy of the templates that is changed as an author changes it.
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { previewPage } from '../../functions/local/preview-page.ts';
import { type PreviewServer, type PreviewState, startPreview } from '../../functions/local/preview-server.ts';
import { uncoveredCharacters } from '../../functions/typeset/glyph-coverage.ts';
import { readText } from '../../functions/typeset/read-text.ts';
import { PLEDGE } from '../../templates/pledge/pledge.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const original = join(root, 'templates');
const directory = mkdtempSync(join(tmpdir(), 'lianqian-preview-'));
const templates = join(directory, 'templates');
const template = join(templates, 'pledge', 'template.hbs');
const sample = join(templates, 'pledge', 'sample.json');
const layout = join(templates, 'layout', 'blocks.typ');

let server: PreviewServer;
let states: AsyncGenerator<PreviewState>;
const leave = new AbortController();

beforeAll(async () => {
  cpSync(original, templates, {
    recursive: true,
    filter: (path) => !path.startsWith(join(original, 'fonts')),
  });
  symlinkSync(join(original, 'fonts'), join(templates, 'fonts'));
  server = await startPreview({
    type: PLEDGE,
    templates,
    pages: join(root, 'functions/pages'),
    pdfjs: join(root, 'node_modules/pdfjs-dist'),
    format: 'pdf',
    port: 0,
    uncovered: uncoveredCharacters,
    today: () => '2026-12-01',
  });
  states = follow(server.url);
});

afterAll(async () => {
  leave.abort();
  await server.stop();
  rmSync(directory, { recursive: true });
});

async function* follow(url: string): AsyncGenerator<PreviewState> {
  const { body } = await fetch(`${url}events`, { signal: leave.signal });
  let text = '';
  const reader = body!.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    text += value;
    const events = text.split('\n\n');
    text = events.pop()!;
    for (const event of events) yield JSON.parse(event.replace(/^data: /, ''));
  }
}

/** The first state told from now on that is as wanted; those before it are passed over. */
async function until(wanted: (state: PreviewState) => boolean): Promise<PreviewState> {
  for (;;) {
    const { value, done } = await states.next();
    if (done) throw new Error('the preview has ended');
    if (wanted(value)) return value;
  }
}

const isFaulty = ({ faults }: PreviewState) => faults.length > 0;
const isWhole = ({ faults }: PreviewState) => faults.length === 0;

async function pdfText(): Promise<string> {
  const response = await fetch(`${server.url}document.pdf`);
  expect(response.headers.get('content-type')).toBe('application/pdf');
  return (await readText(new Uint8Array(await response.arrayBuffer()))).join('').replace(/\s/g, '');
}

function change(path: string, from: string, to: string): () => void {
  const before = readFileSync(path, 'utf8');
  expect(before).toContain(from);
  writeFileSync(path, before.replace(from, to));
  return () => writeFileSync(path, before);
}

/** What is shown of the file: the line that is meant. */
function shown({ faults, warnings }: PreviewState): string | undefined {
  const [{ place } = { place: undefined }] = [...faults, ...warnings];
  return place && `${place.file}: ${place.lines.find(({ number }) => number === place.line)?.text.trim()}`;
}

test('the sample is shown as a draft, its dates moved to today, without a warning', async () => {
  const state = await until(isWhole);
  expect(state.warnings).toEqual([]);
  expect(state.pages).toBeGreaterThan(3);
  const text = await pdfText();
  expect(text).toContain('2027年1月8日');
  expect(text).toContain('草稿');
  const html = await (await fetch(`${server.url}document.html`)).text();
  expect(html).toContain('<h1 class="title">');
});

test('a template that is saved is printed anew, whether it was written or renamed into place', async () => {
  const mend = change(template, '二、共同承诺', '二、三方承诺');
  await until(isWhole);
  expect(await pdfText()).toContain('二、三方承诺');
  mend();
  await until(isWhole);
  expect(await pdfText()).toContain('二、共同承诺');
  const saved = `${template}~`;
  writeFileSync(saved, readFileSync(template, 'utf8').replace('二、共同承诺', '二、各方承诺'));
  renameSync(saved, template);
  await until(isWhole);
  expect(await pdfText()).toContain('二、各方承诺');
  mend();
  await until(isWhole);
});

test('a broken template stands there with its line and what is wrong; mended, the document is back', async () => {
  const mend = change(template, '<li>准确把握定位。', '<li><b>准确</b>把握定位。');
  const state = await until(isFaulty);
  expect(state.faults[0]!.message).toBe('没有元素 <b>，<li> 里可以用 文字、<br>');
  expect(shown(state)).toMatch(/^templates\/pledge\/template\.hbs: <li><b>准确<\/b>把握定位。/);
  mend();
  await until(isWhole);
  expect(await pdfText()).toContain('准确把握定位');
});

test.each([
  [
    'a field that the data lacks',
    { path: template, from: '{{town.nature}}', to: '{{town.natur}}' },
    { message: '数据中没有 town.natur，请核对字段名', line: '{{town.natur}}' },
  ],
  [
    'a block that is not closed',
    { path: template, from: '{{#if town.areaReason}}', to: '{{#if town.areaReason' },
    { message: '{{ }} 里的写法有误', line: '{{#if town.areaReason' },
  ],
  [
    'what only the rows of a list make wrong',
    { path: template, from: '<dt>{{name}}</dt>', to: '<dt>{{name}}<i></i></dt>' },
    { message: '没有元素 <i>，<dt> 里可以用 文字', line: '<dt>{{name}}<i></i></dt>' },
  ],
  [
    'a missing comma of the data',
    { path: sample, from: '"cluster",', to: '"cluster"' },
    { message: '这里不该是 "，请检查前面是否少了逗号', line: '"category":' },
  ],
  [
    'a value that cannot be read',
    { path: sample, from: '"3.42"', to: '"many"' },
    { message: 'town.area：', line: '"area": "many"' },
  ],
  [
    'an element that the layout has no place for',
    { path: template, from: '<p class="number">', to: '<letterhead organ="某委"/><p class="number">' },
    { message: '此版式没有 <letterhead>，请删去，或改用 official、letter 版式', line: '<letterhead' },
  ],
  [
    'an unknown name in the layout',
    { path: layout, from: '#let heading-block(b) = ', to: '#let heading-block(b) = nothing-such + ' },
    {
      message: '没有名为 nothing-such 的变量或函数，请核对拼写（unknown variable: nothing-such',
      line: 'nothing-such',
    },
  ],
])('%s is shown where it stands', async (_, { path, from, to }, expected) => {
  const mend = change(path, from, to);
  const state = await until(isFaulty);
  mend();
  expect(state.faults[0]!.message).toContain(expected.message);
  expect(state.faults[0]!.place?.file).toBe(path.slice(directory.length + 1));
  expect(shown(state)).toContain(expected.line);
  expect((await until(isWhole)).pages).toBeGreaterThan(3);
});

test('a layout that is broken twice tells its place the second time too', async () => {
  for (const name of ['first-name', 'second-name']) {
    const mend = change(layout, '#let heading-block(b) = ', `#let heading-block(b) = ${name} + `);
    const state = await until(isFaulty);
    expect(shown(state)).toContain(`templates/layout/blocks.typ: #let heading-block(b) = ${name}`);
    mend();
    await until(isWhole);
  }
});

test('a field unknown in a branch not taken, and a character no font can print, are warned of', async () => {
  const mend = change(template, '准确把握定位', '准确把握➁{{#if debt.isWarned}}{{debt.nothing}}{{/if}}定位');
  const { warnings } = await until(({ warnings }) => warnings.length > 1);
  expect(warnings.map(({ message }) => message)).toEqual(
    expect.arrayContaining(['数据中没有 debt.nothing', expect.stringContaining('“➁”（U+2781）')]),
  );
  expect(shown({ warnings, faults: [] as never[] } as never)).toContain('准确把握➁');
  mend();
  await until(({ warnings, faults }) => warnings.length + faults.length === 0);
});

test('of changes that follow one another at once the last is shown', async () => {
  const before = readFileSync(template, 'utf8');
  for (let turn = 1; turn <= 20; turn += 1) {
    writeFileSync(template, before.replace('二、共同承诺', `二、第${turn}次承诺`));
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  let text = '';
  while (!text.includes('二、第20次承诺')) {
    await until(isWhole);
    text = await pdfText();
  }
  writeFileSync(template, before);
  await until(isWhole);
});

test('code that has changed is named, since only a new start sees it', async () => {
  writeFileSync(join(templates, 'pledge', 'rules.ts'), '// changed');
  const { outdated } = await until(({ outdated }) => outdated.length > 0);
  expect(outdated).toEqual(['rules.ts']);
});

test('the page begins with the form of the document that was asked for', () => {
  const selected = (format: 'pdf' | 'html') =>
    [...String(previewPage('便函', format)).matchAll(/id="(tab-\w+)"[^>]*aria-selected="true"/g)].map(
      ([, id]) => id,
    );
  expect([selected('pdf'), selected('html')]).toEqual([['tab-pdf'], ['tab-web']]);
});

test('beside the words as a web page stands that the PDF is what is signed', () => {
  expect(String(previewPage('便函', 'html'))).toMatch(
    /<div id="web"[^>]*>\s*<p class="note" role="note">[^<]*电子签名签署的是 PDF 文件/,
  );
});

test('a page of another site that points its name here is refused', async () => {
  const { request } = await import('node:http');
  const status = await new Promise((resolve) => {
    request(server.url, { headers: { host: 'evil.example' } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).end();
  });
  expect(status).toBe(421);
});
