// templates/README.md: its examples are of the vocabulary, all of it, and each has its picture.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { parseVocabulary } from '../../functions/typeset/parse-vocabulary.ts';
import { HELPERS } from '../../functions/typeset/template-helpers.ts';
import { ELEMENTS, PARAGRAPH_ROLES } from '../../functions/typeset/vocabulary.ts';
import { examplesIn } from './examples.ts';

const templates = fileURLToPath(new URL('../../templates', import.meta.url));
const readme = readFileSync(join(templates, 'README.md'), 'utf8');
const examples = examplesIn(readme);

test('every example can be printed, and every element, attribute and class of the vocabulary is in one', () => {
  const all = examples.map(({ html }) => html).join('');
  for (const { picture, html } of examples) expect(parseVocabulary(html, picture).length).toBeGreaterThan(0);
  const missing = [...ELEMENTS].flatMap(([name, { attributes }]) => [
    ...(new RegExp(`<${name}[ >/]`).test(all) ? [] : [name]),
    ...Object.keys(attributes).filter((attribute) => !readme.includes(attribute)),
  ]);
  expect(missing).toEqual([]);
  for (const role of PARAGRAPH_ROLES.filter((name) => name !== 'body'))
    expect(all).toContain(`class="${role}"`);
});

test('every helper is named', () => {
  const named = readme.match(/`\w+`/g)!;
  for (const helper of Object.keys(HELPERS)) expect(named).toContain(`\`${helper}\``);
});

test('every picture is there, and none lies about unused', () => {
  const shown = [...readme.matchAll(/\]\((pictures\/[\w-]+\.png)\)/g)].map(([, path]) => path!);
  expect(shown.length).toBeGreaterThan(examples.length);
  expect(shown.filter((path) => !existsSync(join(templates, path)))).toEqual([]);
  const lying = readdirSync(join(templates, 'pictures')).map((name) => `pictures/${name}`);
  expect(lying.filter((path) => !shown.includes(path))).toEqual([]);
});
