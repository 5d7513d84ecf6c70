// A type is one folder and one row: one that nobody has heard of is read, shown, listed, printed, signed and described.

import { execFile } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { typstPrinter } from '../../functions/adapters/typst-printer.ts';
import { fold } from '../../functions/domain/document.ts';
import type { Role } from '../../functions/domain/party.ts';
import { openApi } from '../../functions/handlers/openapi.ts';
import { formView } from '../../functions/pages/form-view.ts';
import { typeGroups } from '../../functions/pages/type-groups.ts';
import { verifySignedPdf } from '../../functions/sign/verify.ts';
import { createTypesetter } from '../../functions/typeset/typesetter.ts';
import { draft } from '../../functions/workflow/draft.ts';
import { react } from '../../functions/workflow/react.ts';
import {
  consent,
  consentVersion,
  openLink,
  PUBLICATION_VERSION,
  requestCode,
} from '../../functions/workflow/signer.ts';
import { DOCUMENT_TYPES } from '../../templates/registry.ts';
import { SAMPLE_DAY, sampleOn } from '../../templates/sample-on.ts';
import { readTemplateSources } from '../../templates/sources.ts';
import { pressRecord } from '../fakes/press-record.ts';
import { issueSeen, START, testWorld } from '../workflow/test-world.ts';
import { problemsOf } from './filled.ts';
import type { Look } from './look-at-type.ts';
import { RECORD_OF_TALK as TALK } from './record-of-talk/record-of-talk.ts';

const TEMPLATES = fileURLToPath(new URL('../../templates', import.meta.url));
/** Its folder, as it would stand in templates/. */
const FOLDER = fileURLToPath(new URL('./record-of-talk', import.meta.url));
const TEMPLATE = readFileSync(join(FOLDER, 'template.hbs'), 'utf8');
const { drc, enterprise } = TALK.sample.parties as Record<Role, Record<string, string>>;

const TYPES = [...DOCUMENT_TYPES, TALK];
let templates: string;
const disposals: (() => void)[] = [];

beforeAll(() => {
  templates = mkdtempSync(join(tmpdir(), 'lianqian-templates-'));
  disposals.push(() => rmSync(templates, { recursive: true }));
  for (const name of readdirSync(TEMPLATES)) symlinkSync(join(TEMPLATES, name), join(templates, name));
  mkdirSync(join(templates, TALK.id));
  writeFileSync(join(templates, TALK.id, 'template.hbs'), TEMPLATE);
});

afterAll(() => {
  for (const dispose of disposals) dispose();
});

/** The project with the folder and two lines of the registry more, an import and the row. */
function projectWithTalk(): string {
  const root = join(TEMPLATES, '..');
  const copy = mkdtempSync(join(tmpdir(), 'lianqian-project-'));
  disposals.push(() => rmSync(copy, { recursive: true }));
  const fonts = join(TEMPLATES, 'fonts');
  for (const part of ['functions', 'templates', 'package.json'])
    cpSync(join(root, part), join(copy, part), { recursive: true, filter: (path) => path !== fonts });
  symlinkSync(fonts, join(copy, 'templates', 'fonts'));
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  mkdirSync(join(copy, 'test', 'templates'), { recursive: true });
  const look = join('test', 'templates', 'look-at-type.ts');
  cpSync(join(root, look), join(copy, look));

  const folder = join(copy, 'templates', TALK.id);
  mkdirSync(folder);
  for (const name of readdirSync(FOLDER)) {
    const text = readFileSync(join(FOLDER, name), 'utf8');
    writeFileSync(
      join(folder, name),
      text.replaceAll('../../../templates/', '../').replaceAll('../../../', '../../'),
    );
  }
  const registry = join(copy, 'templates', 'registry.ts');
  const rows = readFileSync(registry, 'utf8')
    .replace(/^import /m, `import { RECORD_OF_TALK } from './${TALK.id}/${TALK.id}.ts';\nimport `)
    .replace('= [\n', '= [\n  RECORD_OF_TALK,\n');
  writeFileSync(registry, rows);
  return copy;
}

test('its folder and its row are all that the project needs to list, ask for, print and measure it', async () => {
  const cwd = projectWithTalk();
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', join('test', 'templates', 'look-at-type.ts'), TALK.id],
    { cwd },
  );
  const { measured, ...look } = JSON.parse(stdout) as Look;
  expect(look).toEqual({
    types: DOCUMENT_TYPES.length + 1,
    heading: '监督',
    fields: ['所在地', '小镇', '约谈', '签署方', '签署安排'],
    described: true,
    problems: [],
    pages: 1,
    broken: [],
  });
  expect(measured).toBeGreaterThan(15);
});

test('its template is read beside the others', () => {
  const { documents } = readTemplateSources(templates, TYPES);
  expect(Object.keys(documents)).toEqual(TYPES.map(({ id }) => id));
  expect(documents[TALK.id]!.source).toBe(TEMPLATE);
});

test('its sample passes, and is refused where the shared rules refuse', () => {
  expect(problemsOf(TALK)).toEqual([]);
  expect(problemsOf(TALK, { 'signing.signBy': SAMPLE_DAY })).toEqual(['signing.signBy sign-by.past']);
});

test('the console lists it under its heading and draws its form', () => {
  const group = typeGroups(TYPES).find(({ label }) => label === TALK.group);
  expect(group?.types).toEqual([{ id: TALK.id, name: TALK.name, purpose: TALK.purpose }]);
  const { fields } = formView(TALK.form, { input: TALK.sample, problems: [], scope: '63' });
  expect(fields.map(({ label }) => label)).toEqual(['所在地', '小镇', '约谈', '签署方', '签署安排']);
});

test('its form becomes a schema of the API', () => {
  const contract = openApi({
    type: TALK,
    tokenUrl: 'https://id.example/token',
    server: 'https://a.example/api',
  });
  expect(JSON.stringify(contract)).toContain('约谈日期');
});

test('it is drafted, printed by the real press, and signed by its two parties in its order', async () => {
  const { world, logged, dispose } = testWorld();
  disposals.push(dispose);
  const typesetter = createTypesetter({
    fontDirectories: [join(templates, 'fonts')],
    layoutDirectory: join(templates, 'layout'),
  });
  const sources = Object.entries(readTemplateSources(templates, TYPES).documents);
  world.documentType = (id) => TYPES.find((type) => type.id === id);
  world.printer = typstPrinter(
    typesetter,
    Object.fromEntries(sources.map(([id, { source }]) => [id, source])),
    pressRecord(),
  );

  const staff = { id: 'qinghai', name: '马文斌', organization: '青海省发展和改革委员会', scope: '63' };
  const { id, problems } = await draft(world, staff, TALK.id, sampleOn(TALK, START.slice(0, 10)));
  expect(problems).toEqual([]);
  await issueSeen(world, staff, id);
  const state = async () => fold((await world.documents.load(id))!.events);
  expect((await state()).issue?.number).toBe('630121-2026-谈-0001');

  for (const [role, { email }] of [
    ['enterprise', enterprise!],
    ['drc', drc!],
  ] as const) {
    const letter = () => world.mailer.letters.filter(({ to }) => to.address === email).at(-1)!.text;
    await react(world, id);
    const holder = await openLink(world, /http\S+\/sign#(\S+)/.exec(letter())![1]!);
    await requestCode(world, holder);
    await react(world, id);
    await consent(world, holder, {
      code: /^\d{6}$/m.exec(letter())![0],
      consent: consentVersion(world, await state(), role),
      publication: PUBLICATION_VERSION,
      shown: (await state()).revisions.at(-1)!.sha256,
    });
    await react(world, id);
  }

  const end = await state();
  expect([end.status, logged]).toEqual(['signed', []]);
  const { anchors } = await world.authority();
  const file = await world.files.get(end.revisions.at(-1)!.sha256);
  expect(await verifySignedPdf(file, anchors, { baseSha256: end.issue!.base })).toMatchObject({
    verdict: 'sound',
    signatures: [{ field: 'enterprise' }, { field: 'drc' }],
  });
});
