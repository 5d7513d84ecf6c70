// Substitute fonts are said on every page of the console, until the office has installed its own.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { embeddedSettings } from '../../functions/config.ts';
import { openPress } from '../../functions/handlers/assemble.ts';
import { renamed } from '../fakes/renamed-font.ts';
import { FILLED, smallOffice, XINING } from './small-office.ts';

const { places } = embeddedSettings({});
let office: string;
beforeAll(() => {
  office = mkdtempSync(join(tmpdir(), 'office-fonts-'));
});
afterAll(() => rmSync(office, { recursive: true }));

const install = (file: string, family: string) =>
  writeFileSync(
    join(office, file),
    renamed(readFileSync(join(places.templates, 'fonts', 'NotoSerifSC_900Black.ttf')), family),
  );

test('each licensed font that is missing is named with what stands in for it, and only those', () => {
  expect(openPress({ ...places, fonts: office }).fontNotice).toEqual([
    '小标宋未安装，现以 Noto Serif SC 代替',
    '仿宋_GB2312未安装，现以 FandolFang R 代替',
    '楷体_GB2312未安装，现以 FandolKai 代替',
  ]);
  install('fs.ttf', 'FangSong_GB2312');
  expect(openPress({ ...places, fonts: office }).fontNotice.join()).not.toContain('仿宋');
  install('xbs.ttf', 'FZXiaoBiaoSong-B05');
  install('kt.ttf', 'KaiTi_GB2312');
  expect(openPress({ ...places, fonts: office }).fontNotice).toEqual([]);
});

async function pages(fontNotice: string[]): Promise<string[]> {
  const { visitor, documents } = smallOffice({ fontNotice });
  const person = visitor();
  await person.logIn(XINING);
  await person.post('/office/new/note', { ...FILLED, _do: 'save' });
  const document = `/office/documents/${documents.ids()[0]}`;
  const paths = ['/office', '/office/new', '/office/new/note', document, `${document}/edit`];
  return Promise.all(paths.map((path) => person.page(path)));
}

test('the notice stands open on the list, the forms and the document, and says how to install the font', async () => {
  for (const page of await pages(['小标宋未安装，现以 Noto Serif SC 代替'])) {
    const visible = page.replace(/<details>[\s\S]*?<\/details>/g, '');
    expect(visible).toContain('<b>现用替代字体：</b>小标宋未安装，现以 Noto Serif SC 代替。');
    expect(visible.indexOf('现用替代字体')).toBeLessThan(visible.indexOf('<h1'));
    expect(page).toContain('<code>FONT_DIR</code>');
  }
});

test('with the office’s own fonts nothing is said', async () => {
  for (const page of await pages([])) expect(page).not.toMatch(/替代字体|FONT_DIR/);
});

test('the README’s table of settings, which the notice names, has FONT_DIR', () => {
  expect(readFileSync(new URL('../../README.md', import.meta.url), 'utf8')).toMatch(/^\| `FONT_DIR` \|/m);
});
