// The command: what it prints, and its exit status.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { command } from '../../functions/measure/command.ts';
import { documentType } from '../../templates/registry.ts';
import { printedSample } from './printed-sample.ts';

const ROOT = join(__dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'lianqian-measure-'));
const pdf = join(folder, 'pledge.pdf');
beforeAll(async () => writeFileSync(pdf, await printedSample(documentType('pledge')!)));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a page that keeps its format ends with 0 and says how many rules', async () => {
  const { status, lines } = await command([pdf, '--format', 'pledge']);
  expect(lines).toEqual([expect.stringMatching(/^\d+条规则全部合格$/)]);
  expect(status).toBe(0);
});

test('a page of another format ends with 1 and one line per rule: element, clause, page, expected, found', async () => {
  const { status, lines } = await command([pdf, '--format', 'letter']);
  expect(status).toBe(1);
  expect(lines).toContain('不合　发文机关标志（10.1）　第1面　应为 有红色发文机关标志　实为 没有');
  const elements = lines.slice(0, -1).map((line) => /^不合　(.+?)（/.exec(line)![1]);
  expect(new Set(elements).size).toBe(elements.length);
});

test('all rules are told when asked', async () => {
  const { lines } = await command([pdf, '--format', 'pledge', '--verbose']);
  expect(lines).toContainEqual(expect.stringMatching(/^合　　行距（5\.2\.3）　第1面　应为 28\.94—29\.04 pt/));
});

test.each([
  ['no file', ['--format', 'letter']],
  ['no format', [pdf]],
  ['two files', [pdf, pdf, '--format', 'letter']],
  ['an unknown format', [pdf, '--format', 'poster']],
  ['an unknown option', [pdf, '--format', 'letter', '--loud']],
  ['a file that is not there', [join(folder, 'absent.pdf'), '--format', 'letter']],
  ['a file that is no PDF', [join(ROOT, 'package.json'), '--format', 'letter']],
])('%s ends with 2 and the usage', async (_, args) => {
  const { status, lines } = await command(args);
  expect(status).toBe(2);
  expect(lines.at(-1)).toContain('--format official|letter|pledge');
});

test('the process prints it and ends with its status', () => {
  const main = join(ROOT, 'functions/measure/main.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', main], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain('npm run lint:pdf');
});
