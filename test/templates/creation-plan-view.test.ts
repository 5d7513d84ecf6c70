// What a plan prints: its form, its tables, and whom it makes answer for what.
import { expect, test } from '@jest/globals';
import { parseVocabulary } from '../../functions/typeset/parse-vocabulary.ts';
import type { Block } from '../../functions/typeset/vocabulary.ts';
import { CREATION_PLAN } from '../../templates/creation-plan/creation-plan.ts';
import type { Changes } from './filled.ts';
import { wordingOf } from './wording.ts';

function blocksOf(changes: Changes = {}): Block[] {
  return parseVocabulary(wordingOf(CREATION_PLAN, changes));
}

type Table = Extract<Block, { kind: 'table' }>;
const tableWith = (blocks: Block[], head: string): Table =>
  blocks.find((block): block is Table => block.kind === 'table' && block.head.flat().includes(head))!;
const rowOf = (table: Table, name: string) => table.rows.find((row) => row[1]!.startsWith(name))!;
const wide = (blocks: Block[]) =>
  blocks.filter((block): block is Table => block.kind === 'table' && block.wide);

test('a plan has a number and no red head, since an enterprise takes no part in a joint official document', () => {
  const blocks = blocksOf();
  expect(CREATION_PLAN.layout).toBe('pledge');
  expect(blocks[0]).toMatchObject({ kind: 'paragraph', role: 'number', text: '编号：甲〔2026〕1号' });
  const kinds = new Set(blocks.map(({ kind }) => kind));
  for (const kind of ['letterhead', 'imprint', 'closing', 'annex'] as const)
    expect(kinds.has(kind)).toBe(false);
});

test('it has ten chapters, and ends with those who made, checked and approved it', () => {
  const blocks = blocksOf();
  const chapters = blocks.flatMap((block) =>
    block.kind === 'heading' && block.level === 1 ? [block.text] : [],
  );
  expect(chapters.map((text) => text.replace(/、.*/, ''))).toEqual([...'一二三四五六七八九十', '签署栏']);
  const last = blocks.at(-1)!;
  expect(last.kind === 'signatures' && last.parties.map(({ label }) => label.slice(0, 2))).toEqual([
    '编制',
    '审核',
    '核准',
  ]);
});

test('the projects stand year by year on a page across, with their sums', () => {
  const [table] = wide(blocksOf());
  expect(table!.head[0]!.slice(4)).toEqual(['2027年', '2028年', '2029年', '2030年', '2031年']);
  expect(rowOf(table!, '“花儿”文化演艺中心').slice(3)).toEqual([
    '26,800',
    '6,800',
    '12,000',
    '8,000',
    '—',
    '—',
  ]);
  expect(table!.foot[0]!.slice(3)).toEqual(['168,500', '28,500', '50,400', '45,600', '28,200', '15,800']);
});

test('a draft shows what was typed for a year that has no target yet', () => {
  const [table] = wide(blocksOf({ 'projects.0.annual.y6': '5' }));
  expect(table!.head[0]!.at(-1)).toBe('第6年');
  expect(table!.foot[0]!.at(-1)).toBe('5');
});

test('each indicator is held against its requirement, where one is made', () => {
  const table = tableWith(blocksOf(), '《导则》要求');
  expect(table.rows).toHaveLength(13);
  expect(rowOf(table, '绿化覆盖率').slice(2)).toEqual(['不低于30', '38.2', '46', '符合']);
  expect(rowOf(table, '建设用地亩均年缴纳税收额').slice(2)).toEqual(['不低于10', '1.9', '7.4', '未达到']);
  expect(rowOf(table, '研发经费投入强度').slice(2)).toEqual(['不适用', '不适用', '不适用', '不适用']);
  expect(rowOf(table, '规划用地面积上限').slice(2)).toEqual(['不适用', '不适用', '3.42', '不适用']);
});

test('three indicators follow from projects and land, exactly', () => {
  const rows = wide(blocksOf())[1]!;
  // 109,700 of 168,500; 168,500 over 0.56 km² of 1,500 亩 each.
  expect(rowOf(rows, '特色产业投资').at(-1)).toBe('65.1');
  expect(rowOf(rows, '建设期内').slice(-5)).toEqual(['33.9', '93.9', '148.2', '181.8', '200.6']);
  expect(rowOf(rows, '建设用地面积').slice(3)).toEqual(['0.31', '—', '—', '—', '—', '0.56']);
});

test('the seven areas of work of art. 26 each have one who answers for them', () => {
  const table = tableWith(blocksOf(), '责任单位');
  expect(table.rows.map(([area]) => area)).toEqual([
    '规划编制',
    '创建申报',
    '项目实施',
    '资金管理',
    '数据监测',
    '建设推进',
    '日常监督',
  ]);
  expect(table.rows.every(([, task, lead]) => task && lead)).toBe(true);
});

test('what was received is to be given back in full, in figures and in words', () => {
  const said = (changes: Changes = {}) => JSON.stringify(blocksOf(changes));
  expect(said()).toContain('人民币贰仟万元整（小写：20,000,000元，青财建字〔2026〕1208号）');
  expect(said()).toContain('自收到退出决定之日起60日内，一次性退还至省级财政原拨付渠道');
  expect(said({ 'refund.received': undefined })).toContain('尚未收到创建奖补资金');
});
