// The one-way rule between rooms is linted: a forbidden import, planted in each room, must turn the linter red.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';

const ROOT = join(__dirname, '..');

const FORBIDDEN: readonly (readonly [room: string, specifier: string])[] = [
  ['functions/domain', '../ports/clock.ts'],
  ['functions/domain/form', '../../workflow/world.ts'],
  ['functions/domain', 'pdf-lib'],
  ['functions/domain', 'node:fs'],
  ['functions/ports', '@aws-sdk/client-s3'],
  ['functions/typeset', '../sign/verify.ts'],
  ['functions/typeset', '../../templates/registry.ts'],
  ['functions/sign', '../workflow/sign.ts'],
  ['functions/disclose', '../sign/verify.ts'],
  ['functions/check', '../disclose/public-records.ts'],
  ['functions/check', 'node:fs'],
  ['functions/sign', '../check/report.ts'],
  ['functions/cli', '../pages/page-sources.ts'],
  ['functions/workflow', '../cli/main.ts'],
  ['functions/workflow', '../adapters/disk-file-store.ts'],
  ['functions/workflow', '../../templates/registry.ts'],
  ['functions/adapters', '../workflow/react.ts'],
  ['functions/measure', '../typeset/read-text.ts'],
  ['functions/measure', '../../templates/registry.ts'],
  ['functions/pages', '../workflow/react.ts'],
  ['functions/handlers', '../local/loop.ts'],
  ['templates/pledge', '../../functions/typeset/numerals.ts'],
  ['infra', '../functions/domain/time.ts'],
];

const ALLOWED: typeof FORBIDDEN = [
  ['functions/domain/form', '../time.ts'],
  ['functions/domain', 'node:crypto'],
  ['functions/typeset', '../../templates/fonts/coverage.json'],
  ['functions/workflow', '../sign/verify.ts'],
  ['functions/check', '../sign/verify.ts'],
  ['functions/cli', '../check/check-file.ts'],
  ['functions/measure', 'pdfjs-dist/legacy/build/pdf.mjs'],
  ['functions/handlers', '../adapters/disk-file-store.ts'],
  ['templates/pledge', '../../functions/domain/time.ts'],
  ['infra', '../functions/config.ts'],
];

/** All plants are linted in one run, in a folder of their own with this project's configuration. */
const folder = mkdtempSync(join(tmpdir(), 'lianqian-import-rule-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function plant([room, specifier]: (typeof FORBIDDEN)[number], name: string): string {
  const path = join(room, `${name}.ts`);
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), `import { x } from '${specifier}';\n\nconsole.log(x);\n`);
  return path;
}

const forbidden = FORBIDDEN.map((pair, index) => plant(pair, `forbidden-${index}`));
const allowed = ALLOWED.map((pair, index) => plant(pair, `allowed-${index}`));
const { vcs: _, ...configuration } = JSON.parse(readFileSync(join(ROOT, 'biome.json'), 'utf8'));
writeFileSync(join(folder, 'biome.json'), JSON.stringify(configuration));
const { stdout } = spawnSync(
  process.execPath,
  [
    join(ROOT, 'node_modules/@biomejs/biome/bin/biome'),
    'lint',
    '--reporter=github',
    '--max-diagnostics=none',
    '.',
  ],
  { cwd: folder, encoding: 'utf8' },
);
const refused = (path: string) =>
  stdout.split('\n').some((line) => line.includes('noRestrictedImports') && line.includes(path));

describe('the linter refuses that', () => {
  test.each(FORBIDDEN.map((pair, index) => [...pair, forbidden[index]!] as const))(
    '%s imports %s',
    (_room, _specifier, path) => {
      expect(refused(path)).toBe(true);
    },
  );
});

describe('the linter allows that', () => {
  test.each(ALLOWED.map((pair, index) => [...pair, allowed[index]!] as const))(
    '%s imports %s',
    (_room, _specifier, path) => {
      expect(refused(path)).toBe(false);
    },
  );
});
