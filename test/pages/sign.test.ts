// The page on which a document is signed, and the words of consent.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { CONSENT_TEXTS, PUBLICATION_TEXTS } from '../../functions/pages/sign/consent.ts';
import { CONSENT_VERSION, PUBLICATION_VERSION } from '../../functions/workflow/signer.ts';

const pages = fileURLToPath(new URL('../../functions/pages', import.meta.url));
const page = readFileSync(`${pages}/sign/index.html`, 'utf8');
const scripts = ['sign', 'sign-act', 'sign-api', 'sign-document', 'sign-elements', 'sign-facts'];
const source = (name: string) => readFileSync(`${pages}/assets/${name}.js`, 'utf8');

test('the consent now in force has its words, and they say what was proven and what the signature is not', () => {
  const text = CONSENT_TEXTS[CONSENT_VERSION]!;
  for (const claim of [
    '登记邮箱',
    '一次性验证码',
    '没有核验身份证件',
    '电子签名法',
    '国办发〔2025〕33号',
    '不是《电子印章管理办法》',
  ])
    expect(text).toContain(claim);
});

test('publication has words and a box of its own, that nobody has ticked beforehand', () => {
  const text = PUBLICATION_TEXTS[PUBLICATION_VERSION]!;
  for (const claim of ['单独同意', '姓名和职务', '信用中国（青海）', '第二十五条', '撤回', '拒签'])
    expect(text).toContain(claim);
  expect(CONSENT_TEXTS[CONSENT_VERSION]).not.toContain('公示');
  for (const id of ['publication', 'publication-label', 'publication-notes', 'publication-fault'])
    expect(page).toContain(`id="${id}"`);
  expect(page).not.toMatch(/<input[^>]*\bchecked\b/);
});

test('the page holds no script, style or handler of its own, so that its policy can forbid them all', () => {
  expect(page).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=/);
  expect(page).not.toMatch(/https?:\/\//);
});

test('the page loads only files that are there, and says what to do without scripts', () => {
  const assets = [...page.matchAll(/"\/assets\/([^"]+)"/g)].map(([, name]) => name!);
  expect(assets.sort()).toEqual(['sign.css', 'sign.js']);
  for (const name of assets) expect(existsSync(`${pages}/assets/${name}`)).toBe(true);
  expect(page).toMatch(/<noscript>[\s\S]*JavaScript[\s\S]*<\/noscript>/);
});

test('every element that a script asks for by id stands on the page', () => {
  const all = scripts.map(source).join('\n');
  const ids = (names: string) =>
    [...all.matchAll(new RegExp(`\\b(?:${names})\\(\\s*'([\\w-]+)'`, 'g'))].map(([, id]) => id!);
  const wanted = [...ids('part|setText|show|element'), ...ids('showFault').map((field) => `${field}-fault`)];
  expect(wanted.length).toBeGreaterThan(30);
  for (const id of wanted) expect(page).toContain(`id="${id}"`);
});

test('the scripts put text on the page as text, never as markup', () => {
  for (const name of scripts)
    expect(source(name)).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write/);
});
