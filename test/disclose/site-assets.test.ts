// The scripts and styles of the register.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import { readSiteAssets, siteRoot, VIEW_NAMES } from '../../functions/disclose/site-assets.ts';

const room = join(__dirname, '../../functions/disclose');
const temporary = mkdtempSync(join(tmpdir(), 'site-assets-'));
afterAll(() => rmSync(temporary, { recursive: true }));

describe('the register’s own files', () => {
  test('the lists name what is in the folders, nothing more and nothing less', () => {
    const site = readSiteAssets(siteRoot());
    expect(readdirSync(join(room, 'assets')).sort()).toEqual(site.files.map((file) => file.name).sort());
    const views = [...VIEW_NAMES.map((name) => `${name}.hbs`), 'words.json'];
    expect(readdirSync(join(room, 'views')).sort()).toEqual(views.sort());
  });

  test('are found beside the sources, and in disclose/ beside a bundle', () => {
    expect(siteRoot().href).toBe(pathToFileURL(`${room}/`).href);
    for (const part of ['views', 'assets']) {
      cpSync(join(room, part), join(temporary, 'disclose', part), { recursive: true });
    }
    const root = siteRoot(pathToFileURL(join(temporary, 'react.mjs')));
    expect(root.href).toBe(pathToFileURL(`${join(temporary, 'disclose')}/`).href);
    expect(readSiteAssets(root)).toEqual(readSiteAssets(siteRoot()));
  });

  test('beside a bundle the verifier, which is built, is one of them', () => {
    const root = pathToFileURL(`${join(temporary, 'bundle', 'disclose')}/`);
    cpSync(room, join(temporary, 'bundle', 'disclose'), { recursive: true });
    writeFileSync(join(temporary, 'bundle', 'disclose', 'assets', 'verify.js'), 'built');
    const { files } = readSiteAssets(root);
    expect(files.find(({ name }) => name === 'verify.js')).toEqual({
      name: 'verify.js',
      bytes: new TextEncoder().encode('built'),
      contentType: 'text/javascript; charset=utf-8',
    });
  });

  test('a file that a bundle forgot stops the start', () => {
    expect(() => readSiteAssets(pathToFileURL(`${temporary}/`))).toThrow(/ENOENT/);
  });

  test('no view puts out a value unescaped', () => {
    for (const name of VIEW_NAMES) {
      expect(readFileSync(join(room, 'views', `${name}.hbs`), 'utf8')).not.toMatch(/\{\{\{|\{\{\s*&/);
    }
  });

  test('no script writes markup or runs text', () => {
    for (const name of readdirSync(join(room, 'assets')).filter((one) => one.endsWith('.js'))) {
      const source = readFileSync(join(room, 'assets', name), 'utf8');
      expect(source).not.toMatch(
        /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function/,
      );
    }
  });
});
