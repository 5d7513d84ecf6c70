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
    ['a field that the data has not', '\n  {{town}}', 'sample:2:3: town: the data has no field town'],
    ['a missing field as an argument', '{{date signedOn}}', 'sample:1:8: the data has no field signedOn'],
    ['a missing field as a condition', '{{#if towm}}x{{/if}}', 'sample:1:7: the data has no field towm'],
    ['a missing list', '{{#each items}}x{{/each}}', 'sample:1:9: the data has no field items'],
    ['a field of the prototype', '{{constructor}}', 'the data has no field constructor'],
    ['an unknown helper', 'x\n{{shout x}}', 'sample:2:1: the helper shout is not allowed'],
    ['a built-in helper that prints holes', '{{lookup . "x"}}', 'the helper lookup is not allowed'],
    ['a block over a field', '{{#town}}x{{/town}}', '{{#town}} is not allowed'],
    ['unescaped output', 'a\n {{{x}}}', 'sample:2:2: unescaped output is not allowed'],
    ['unescaped output by &', '{{&x}}', 'unescaped output is not allowed'],
    ['a partial', '{{> other}}', 'a partial is not allowed'],
    ['a decorator', '{{* x}}', 'a decorator is not allowed'],
    [
      'a date that does not exist',
      '{{date "2026-02-30"}}',
      'sample:1:1: date: "2026-02-30" is not a calendar date',
    ],
    ['money with a fraction of a fen', '{{money 1.5}}', '1.5 is not a whole number'],
    ['broken syntax', '{{#if x}}', 'Parse error'],
  ])('with %s is a fault that says where', (_, source, message) => {
    const failing = () => print(source);
    expect(failing).toThrow(TemplateFault);
    expect(failing).toThrow(message);
  });

  test.each([null, {}, [], true])('does not print %p', (x) =>
    expect(() => print('{{x}}', { x })).toThrow('x: '),
  );
});
