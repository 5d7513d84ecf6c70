/** Templates are held to what they may do. */
import { describe, expect, test } from '@jest/globals';
import { compileTemplate } from '../../functions/typeset/compile-template.ts';
import { TemplateFault } from '../../functions/typeset/template-fault.ts';

const print = (source: string, data: object = {}) => compileTemplate(source, 'sample')(data);

describe('a template', () => {
  test('escapes whatever a field holds', () => {
    expect(print('<p>{{x}}</p>', { x: `<b a="1">&'` })).toBe(
      '<p>&lt;b a&#x3D;&quot;1&quot;&gt;&amp;&#x27;</p>',
    );
  });

  test('prints dates, money, areas and numerals as the standards ask', () => {
    const data = { day: '2026-01-08', fen: 1_234_567_850, km2: 3.2, names: ['甲', '乙'], n: 3 };
    expect(print('{{date day}} {{money fen}} {{wanyuan fen}} {{area km2}}', data)).toBe(
      '2026年1月8日 12,345,678.50元 1,234.56785万元 3.2平方公里',
    );
    expect(print('{{chineseAmount fen}}', data)).toBe('壹仟贰佰叁拾肆万伍仟陆佰柒拾捌元伍角整');
    expect(print('{{join names}} {{join names "；"}} {{ordinal n}} {{percent 12.5}}', data)).toBe(
      '甲、乙 甲；乙 三 12.5%',
    );
    expect(print('{{#each names}}{{ordinal (plus @index 1)}}、{{this}}{{/each}}', data)).toBe('一、甲二、乙');
    expect(print('{{#each (paragraphs x)}}[{{this}}]{{/each}}', { x: 'a\r\n\n b\n' })).toBe('[a][ b]');
  });

  test('asks for an optional field by has', () => {
    const source = '{{#if (has "reason")}}{{reason}}{{else}}无{{/if}}';
    expect(print(source, {})).toBe('无');
    expect(print(source, { reason: '' })).toBe('无');
    expect(print(source, { reason: '因' })).toBe('因');
  });

  test("takes a helper's name without arguments for a field", () => {
    expect(print('{{number}} {{date date}}', { number: '甲1', date: '2026-12-31' })).toBe(
      '甲1 2026年12月31日',
    );
  });

  test.each([
    ['a field that the data has not', '\n  {{town}}', 'sample:2:3: 数据中没有 town，请核对字段名'],
    ['a missing field as an argument', '{{date signedOn}}', 'sample:1:8: 数据中没有 signedOn'],
    ['a missing field as a condition', '{{#if towm}}x{{/if}}', 'sample:1:7: 数据中没有 towm'],
    ['a missing list', '{{#each items}}x{{/each}}', 'sample:1:9: 数据中没有 items'],
    ['a field of the prototype', '{{constructor}}', 'sample:1:1: 数据中没有 constructor'],
    ['an unknown helper', 'x\n{{shout x}}', 'sample:2:1: 没有函数 shout，可用的函数：date、money'],
    ['a built-in helper that prints holes', '{{lookup . "x"}}', 'sample:1:1: 没有函数 lookup'],
    [
      'a block over a field',
      '{{#town}}x{{/town}}',
      'sample:1:1: 没有块 {{#town}}，可用的块：#if、#unless、#each、#with',
    ],
    ['unescaped output', 'a\n {{{x}}}', 'sample:2:2: {{{ }}} 和 {{& }} 会输出未转义的内容，不能使用'],
    ['unescaped output by &', '{{&x}}', '会输出未转义的内容'],
    ['a partial', '{{> other}}', 'sample:1:1: 不能用 {{> }} 引入别的模板'],
    ['a decorator', '{{* x}}', 'sample:1:1: 不能用 {{* }}'],
    ['a date that does not exist', '{{date "2026-02-30"}}', 'sample:1:1: date："2026-02-30"不是日期'],
    ['money with a fraction of a fen', '{{money 1.5}}', '1.5不是整数，金额以分为单位'],
    ['quotation marks of Chinese', '{{date “x”}}', 'sample:1:8: “x”的引号应为半角'],
    ['a block as a field', '{{if "x"}}', 'sample:1:1: if 是块，请写成 {{#if …}}'],
    [
      'a block that does not end',
      'a\n{{#if "x"}}\n{{#unless "y"}}{{/unless}}\nb',
      'sample:2:1: {{#if}} 没有结束，请在相应的位置补上 {{/if}}',
    ],
    ['a block that ends as another', '\n {{#if "x"}}a{{/each}}', 'sample:2:5: {{#if}} 与 {{/each}} 不配对'],
    ['an end without a beginning', 'a\nbcd {{/if}}', 'sample:2:5: 这里的 {{/…}} 没有对应的 {{#…}}'],
    ['a second else', '{{#if "x"}}a{{else}}b{{else}}c{{/if}}', 'sample:1:22: 这里的 {{else}} 多余'],
    ['a call that is cut off', 'a\nb {{date "x"} c', 'sample:2:13: {{ }} 里的写法有误'],
    ['nothing to print', 'ab{{}}', 'sample:1:5: }} 之前缺少内容'],
    ['a list that is not named', '{{#each}}x{{/each}}', 'sample:1:1: {{#each}} 后面要写一个列表'],
    ['a condition that is not named', '{{#if}}x{{/if}}', 'sample:1:1: {{#if}} 后面要写一个条件或字段'],
    ['a path out of the data', 'a\nb{{../x}}', 'sample:2:4: ../ 退到了数据之外'],
  ])('with %s is a fault that says where', (_, source, message) => {
    const failing = () => print(source);
    expect(failing).toThrow(TemplateFault);
    expect(failing).toThrow(message);
  });

  test.each([null, {}, [], true])('does not print %p', (x) =>
    expect(() => print('{{x}}', { x })).toThrow('字段 x：'),
  );
});
