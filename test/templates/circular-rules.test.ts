// What only a circular asks.
import { expect, test } from '@jest/globals';
import { CIRCULAR } from '../../templates/circular/circular.ts';
import { type Changes, problemsOf, sampleValue } from './filled.ts';
import { wordingOf } from './wording.ts';

const problems = (changes: Changes) => problemsOf(CIRCULAR, changes);
const page = (changes: Changes) => wordingOf(CIRCULAR, changes);

test('a failed evaluation is proven by its result and follows on the decision', () => {
  expect(problems({ 'matter.result': undefined })).toEqual(['matter.result matter.result']);
  expect(problems({ 'matter.decision': undefined })).toEqual(['matter.decision matter.decision']);
});

test('poor work needs neither, and takes away neither list nor money', () => {
  const poor = { 'matter.cause': 'poor-work', 'matter.result': undefined, 'matter.decision': undefined };
  expect(problems(poor)).toEqual([]);
  expect(page(poor)).toContain(
    '第二十八条关于“对工作不力的地区进行通报”的规定，对大通回族土族自治县予以通报',
  );
  expect(page(poor)).not.toContain('取消相关资金');
  expect(page({})).toContain('宁发改退〔2026〕3号文件决定清退出创建名单，取消相关资金和政策支持');
});

test('the list of addressees ends without a mark of its own', () => {
  expect(problems({ 'addressees.main': '市政府有关部门：' })).toEqual(['addressees.main addressees.end']);
  expect(page({})).toContain('<p class="flush">各区、县政府，市政府有关部门：</p>');
});

test.each([
  ['open', '（此件公开发布）'],
  ['request', '（此件依申请公开）'],
  ['closed', '（此件不予公开）'],
])('%s is said under the date', (mode, note) => {
  expect(page({ 'publicity.mode': mode })).toContain(`<p class="note">${note}</p>`);
});

test('the commission alone signs, and nobody acknowledges anything', () => {
  expect(CIRCULAR.order(sampleValue(CIRCULAR))).toEqual([['drc']]);
  expect(CIRCULAR.parties(sampleValue(CIRCULAR)).map(({ role }) => role)).toEqual(['drc']);
  expect(CIRCULAR.receivers).toBeUndefined();
});

test('a draft is titled by its cause, as far as there is one', () => {
  const title = (partial: object) => CIRCULAR.summarize(partial).title;
  expect(title({ town: { name: '甲小镇' } })).toBe('关于甲小镇创建工作不力情况的通报');
  expect(title({ town: { name: '甲小镇' }, matter: { cause: 'evaluation' } })).toBe(
    '关于甲小镇未通过考核评估的通报',
  );
});

test('it needs the consent of the government', () => {
  expect(problems({ 'office.authority': '根据工作安排办理此事' })).toEqual([
    'office.authority office.authority',
  ]);
});
