// `lianqian audit`: how it is asked, and how it answers.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { FACTS_ZH } from '../../functions/cli/audit-facts.ts';
import { NothingThere, withStores } from '../../functions/cli/audit-place.ts';
import { auditWords, factWords } from '../../functions/cli/audit-words.ts';
import { main } from '../../functions/cli/main.ts';
import { says, value } from '../../functions/domain/fact.ts';
import { readTableAccess, writeTableAccess } from '../../functions/local/table-access.ts';
import { FINDING_KINDS } from '../../functions/workflow/audit-finding.ts';

const folder = mkdtempSync(join(tmpdir(), 'lianqian-audit-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([[[]], [['one', 'two']], [['one', '--all']]])('asked wrongly (%j) it says how', async (args) => {
  const { status, lines } = await main(['audit', ...args, '--lang', 'en']);
  expect(status).toBe(2);
  expect(lines.join('\n')).toContain('Usage: npx lianqian audit');
});

test('roots are not taken to be minded where one document alone is checked', async () => {
  const { status, lines } = await main(['audit', 'abc', '--root', join(folder, 'none.cer'), '--lang', 'en']);
  expect(status).toBe(2);
  expect(lines[0]).toBe('--root goes with --all only.');
});

test('roots that cannot be read are not taken for none', async () => {
  const { status, lines } = await main([
    'audit',
    '--all',
    '--root',
    join(folder, 'none.cer'),
    '--lang',
    'en',
  ]);
  expect(status).toBe(2);
  expect(lines[0]).toContain('none.cer cannot be read (ENOENT)');
});

test('a folder without data is not taken for a clean one', async () => {
  const opened = withStores(false, async () => 'clean', { DATA_DIR: folder });
  await expect(opened).rejects.toBeInstanceOf(NothingThere);
});

test('every finding is said in both languages, with its document and its place', () => {
  for (const kind of FINDING_KINDS) {
    const finding = {
      level: 'finding',
      kind,
      document: 'abc',
      path: 'p',
      expected: says('a file'),
      found: value('f'),
    } as const;
    const report = { findings: [finding], documents: 1, events: 1, files: 1, publicFiles: 1 };
    expect(auditWords(report, 'zh')[0]).toMatch(/^✗ .+：文书 abc，p，应为：一个文件，实为：f$/);
    expect(auditWords(report, 'en')[0]).toMatch(/^x .+: document abc, p: expected a file, found f$/);
    expect(auditWords(report, 'zh').at(-1)).toBe('发现 1 处不一致。');
  }
});

test.each(Object.entries(FACTS_ZH))(
  'what it says of a thing, %j, has Chinese words for as much',
  (en, zh) => {
    const places = (words: string) => (words.match(/\{\d\}/g) ?? []).sort();
    expect(places(zh)).toEqual(places(en));
    if (en !== '{0}') expect(zh.replaceAll(/--root|\{\d\}/g, '')).toMatch(/^[^a-z]+$/);
  },
);

test('a fact that names other words is said with them as they stand', () => {
  const fact = says('{0} for {1}', '$1 {1}', 'abc');
  expect([factWords(fact, 'en'), factWords(fact, 'zh')]).toEqual(['$1 {1} for abc', '$1 {1}，给文书 abc']);
  expect(factWords(value({ serial: '1' }), 'zh')).toBe('{"serial":"1"}');
  expect(factWords(value(undefined), 'zh')).toBe('没有');
  expect(factWords(value([2n ** 70n]), 'en')).toBe('["1180591620717411303424"]');
});

test('the way to a running table is there while it runs, and gone afterwards', async () => {
  expect(await readTableAccess(folder)).toBeUndefined();
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  const access = { endpoint: 'http://127.0.0.1:1', region: 'local', credentials };
  const remove = await writeTableAccess(folder, access);
  expect(await readTableAccess(folder)).toEqual(access);
  await remove();
  expect(await readTableAccess(folder)).toBeUndefined();
});
