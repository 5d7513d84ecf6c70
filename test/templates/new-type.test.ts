// A type is one folder and one row: one that nobody has heard of is read, shown, listed, printed, signed and described.

import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { typstPrinter } from '../../functions/adapters/typst-printer.ts';
import { fold } from '../../functions/domain/document.ts';
import type { DocumentType } from '../../functions/domain/document-type.ts';
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
import { countyNumber } from '../../templates/county-number.ts';
import { summarizeDraft } from '../../templates/draft-summary.ts';
import { someParties } from '../../templates/party-choice.ts';
import { jointRules, partiesOf, REGION, SIGNING } from '../../templates/party-fields.ts';
import { PLEDGE } from '../../templates/pledge/pledge.ts';
import { DOCUMENT_TYPES } from '../../templates/registry.ts';
import { SAMPLE_DAY, sampleOn } from '../../templates/sample-on.ts';
import { signatureBlocks } from '../../templates/signature-blocks.ts';
import { readTemplateSources } from '../../templates/sources.ts';
import { pressRecord } from '../fakes/press-record.ts';
import { issueSeen, START, testWorld } from '../workflow/test-world.ts';
import { problemsOf } from './filled.ts';

const TEMPLATES = fileURLToPath(new URL('../../templates', import.meta.url));
const { drc, enterprise } = PLEDGE.sample.parties as Record<Role, Record<string, string>>;
const titleOf = (town: string) => `${town}约谈记录`;

/** The row. */
const TALK: DocumentType = {
  id: 'record-of-talk',
  name: '约谈记录',
  group: '监督',
  purpose: '记录约谈的内容，由投资运营主体和市州发展改革部门依次签署。',
  form: {
    kind: 'group',
    label: '约谈记录',
    fields: {
      region: REGION,
      town: {
        kind: 'group',
        label: '小镇',
        fields: { name: { kind: 'text', label: '小镇名称', maxLength: 40 } },
      },
      talk: {
        kind: 'group',
        label: '约谈',
        fields: {
          date: { kind: 'date', label: '约谈日期' },
          points: { kind: 'text', label: '内容', multiline: true, maxLength: 500 },
        },
      },
      parties: someParties('drc', 'enterprise'),
      signing: SIGNING,
    },
  },
  rules: jointRules,
  summarize: (partial) => summarizeDraft(partial, titleOf),
  title: (value) => titleOf(value.town.name),
  parties: partiesOf,
  order: () => [['enterprise'], ['drc']],
  signBy: (value) => value.signing.signBy,
  layout: 'pledge',
  number: (value, issuedOn) => countyNumber('record-of-talk', value, '谈', issuedOn),
  view: (value, { number }) => ({
    number,
    town: value.town.name,
    talk: value.talk,
    signatures: signatureBlocks(value, ['enterprise', 'drc']),
  }),
  sample: {
    region: { prefecture: '630100', county: '630121' },
    town: { name: '大通老爷山·河湟文旅小镇' },
    talk: { date: '2026-11-20', points: '一是加快项目建设。\n二是按月报送进展。' },
    parties: { drc: drc!, enterprise: enterprise! },
    signing: { signBy: '2026-12-08' },
  },
};

/** The folder's template. */
const TEMPLATE = `<p class="number">编号：{{number}}</p>
<h1>{{town}}<wbr>约谈记录</h1>
<p>约谈于{{date talk.date}}进行，内容如下：</p>
{{#each (paragraphs talk.points)}}
<p>{{this}}</p>
{{/each}}
<signatures>
  {{#each signatures}}
  <signature field="{{field}}" label="{{label}}" organization="{{organization}}" code="{{code}}" representative="{{representative}}"></signature>
  {{/each}}
</signatures>`;

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
}, 30_000);
