// `lianqian audit` of a table whose bytes are damaged: it says so, and looks at everything else.
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { main } from '../../functions/cli/main.ts';
import { copyWithLostDrafts, type DataFolder, damagedCopy, dataFolder } from './damaged-place.ts';

const DRAFTS = 24;
const { DATA_DIR } = process.env;
let whole: DataFolder;
let path: string;

beforeAll(async () => {
  whole = await dataFolder(DRAFTS);
}, 180_000);
afterAll(() => whole.dispose());
beforeEach(() => {
  path = '';
});
afterEach(() => {
  if (path) rmSync(path, { recursive: true, force: true });
  if (DATA_DIR === undefined) delete process.env.DATA_DIR;
  else process.env.DATA_DIR = DATA_DIR;
});

interface Told {
  level: string;
  kind: string;
  document?: string;
  path: string;
  found: string;
}

async function audited(...args: string[]): Promise<{ status: number; findings: Told[]; documents: number }> {
  process.env.DATA_DIR = path || whole.path;
  const { status, lines } = await main(['audit', ...args, '--no-reprint', '--json']);
  return { status, ...JSON.parse(lines.join('\n')) };
}

test('a table that is whole has no damage', async () => {
  expect(await audited('--all')).toMatchObject({ status: 0, findings: [], documents: DRAFTS + 1 });
});

test('one byte of an index is found, and nothing else is called wrong', async () => {
  path = damagedCopy(whole.path, 0);
  const { status, findings, documents } = await audited('--all');
  expect({ status, documents }).toEqual({ status: 1, documents: DRAFTS + 1 });
  expect(new Set(findings.map(({ kind }) => kind))).toEqual(new Set(['table-damaged']));
  expect(findings[0]!.path).toBe('table index listing-county');
});

test('documents that cannot be read are named, all others are looked at, and no file is called extra for them', async () => {
  const damaged = await copyWithLostDrafts(whole);
  path = damaged.path;
  writeFileSync(join(path, 'files', 'stranger.txt'), 'x');
  const { status, findings, documents } = await audited('--all');
  expect({ status, documents }).toEqual({ status: 1, documents: DRAFTS + 1 });
  const lost = findings.filter(({ kind, document }) => kind === 'table-damaged' && document);
  expect(lost.map(({ document }) => document).filter((one) => one !== whole.issued)).toEqual(
    expect.arrayContaining(damaged.lost),
  );
  expect(lost.length - damaged.lost.length).toBe(
    lost.some(({ document }) => document === whole.issued) ? 1 : 0,
  );
  for (const { document, path: where } of lost) expect(where).toBe(`table document#${document} document`);
  expect(findings).toContainEqual(expect.objectContaining({ kind: 'table-damaged', path: 'table' }));
  const rest = findings.filter(({ kind }) => kind !== 'table-damaged');
  expect(rest).toEqual([expect.objectContaining({ kind: 'file-extra', path: 'files/stranger.txt' })]);
  expect(findings).toContainEqual(
    expect.objectContaining({
      level: 'warning',
      path: 'files',
      found: expect.stringMatching(/^\d+ that may be of what cannot be read$/),
    }),
  );
  const one = await audited(lost[0]!.document!);
  expect(one).toMatchObject({
    status: 1,
    findings: [{ kind: 'table-damaged', document: lost[0]!.document }],
  });
}, 180_000);

test('of a table of which nothing can be read the files are still compared with their names', async () => {
  path = damagedCopy(whole.path, 1);
  const file = readdirSync(join(path, 'files'), { recursive: true })
    .map(String)
    .find((one) => /^[0-9a-f]{2}\/[0-9a-f]{62}$/.test(one))!;
  const name = file.replace('/', '');
  writeFileSync(join(path, 'files', file), 'other');
  const { status, findings } = await audited('--all');
  expect(status).toBe(1);
  const kinds = findings.map(({ kind, path: where }) => `${kind} ${where}`);
  expect(kinds).toContain('table-damaged table');
  expect(kinds).toContain('table-damaged table authority record');
  expect(kinds).toContain(`file-damaged files/${name}`);
});
