/** The vocabulary is small and strict. */
import { describe, expect, test } from '@jest/globals';
import { normalizeSpace } from '../../functions/typeset/normalize-space.ts';
import { parseVocabulary } from '../../functions/typeset/parse-vocabulary.ts';
import { TemplateFault } from '../../functions/typeset/template-fault.ts';
import { SOFT_BREAK } from '../../functions/typeset/vocabulary.ts';

describe('the vocabulary', () => {
  test('becomes blocks in order', () => {
    const html = `
      <!-- a comment -->
      <h1>上行<br>下行</h1>
      <h2>一、甲</h2><h3>（一）乙</h3><h4>1.丙</h4>
      <p class="flush">某某：</p><p>甲&lt;乙&gt;&#x60;</p>
      <ol data-style="（一）" data-start="2"><li>甲</li><li>乙</li></ol><ul><li>丙</li></ul>
      <dl><dt>名称</dt><dd></dd></dl>
      <closing organ="某委" date="2026年1月8日"/>
      <attachments><li>方案</li></attachments>
      <annex number="1">清单</annex>
      <imprint copies="某局。"></imprint>`;
    expect(parseVocabulary(html)).toEqual([
      { kind: 'title', lines: ['上行', '下行'] },
      { kind: 'heading', level: 1, text: '一、甲' },
      { kind: 'heading', level: 2, text: '（一）乙' },
      { kind: 'heading', level: 3, text: '1.丙' },
      { kind: 'paragraph', role: 'flush', text: '某某：' },
      { kind: 'paragraph', role: 'body', text: '甲<乙>`' },
      {
        kind: 'clauses',
        items: [
          { number: '（二）', text: '甲' },
          { number: '（三）', text: '乙' },
        ],
      },
      { kind: 'clauses', items: [{ number: '', text: '丙' }] },
      { kind: 'facts', rows: [{ label: '名称', text: '' }] },
      { kind: 'closing', organ: '某委', date: '2026年1月8日' },
      { kind: 'attachments', names: ['方案'] },
      { kind: 'annex', number: '1', title: '清单' },
      { kind: 'imprint', copies: '某局。', printer: '', date: '' },
    ]);
  });

  test('has tables whose rows have as many cells as columns', () => {
    const table = (cells: string) =>
      `<table data-columns="1 2.5" data-align="center right"><caption>表1</caption>
        <thead><tr><th>甲</th><th>乙</th></tr></thead><tbody><tr>${cells}</tr></tbody></table>`;
    expect(parseVocabulary(table('<td>1</td><td></td>'))).toEqual([
      {
        kind: 'table',
        caption: '表1',
        unit: '',
        columns: [1, 2.5],
        align: ['center', 'right'],
        head: [['甲', '乙']],
        rows: [['1', '']],
        foot: [],
        wide: false,
      },
    ]);
    expect(() => parseVocabulary(table('<td>1</td>'))).toThrow('这一行有 1 格，表格有 2 列，应当一致');
    expect(() => parseVocabulary(table('<td>1</td><th>2</th>'))).toThrow('这里应为 <td>，不是 <th>');
  });

  test('has tables with a unit, sums, notes, decimals, and pages across', () => {
    const table = (wide: string) =>
      `<table data-columns="3 1" data-align="left decimal" data-unit="单位：万元"${wide}>
        <thead><tr><th>甲</th><th>乙</th></tr></thead><tbody><tr><td>1</td><td>1.5</td></tr></tbody>
        <tfoot><tr><td>合计</td><td>1.5</td></tr></tfoot></table>
        <p class="table-note">注：一<br>二</p><p class="table-note">三</p>`;
    const expected = {
      kind: 'table',
      caption: '',
      unit: '单位：万元',
      columns: [3, 1],
      align: ['left', 'decimal'],
      head: [['甲', '乙']],
      rows: [['1', '1.5']],
      foot: [['合计', '1.5']],
      wide: true,
    };
    for (const wide of [' data-wide', ' data-wide="true"'])
      expect(parseVocabulary(table(wide))).toEqual([
        expected,
        { kind: 'paragraph', role: 'table-note', text: '注：一\n二' },
        { kind: 'paragraph', role: 'table-note', text: '三' },
      ]);
    expect(parseVocabulary(table(''))).toContainEqual({ ...expected, wide: false });
    expect(() => parseVocabulary(table(' data-wide="yes"'))).toThrow('data-wide="yes"');
  });

  test('lets a title break at the wbr of its author, and drops the blanks beside it', () => {
    expect(parseVocabulary('<h1>关于甲\n  <wbr>乙的 <wbr/> 通知<br>丙</h1><annex>甲<wbr>乙</annex>')).toEqual(
      [
        { kind: 'title', lines: [`关于甲${SOFT_BREAK}乙的${SOFT_BREAK}通知`, '丙'] },
        { kind: 'annex', number: '', title: `甲${SOFT_BREAK}乙` },
      ],
    );
  });

  test('has signatures, one for each field', () => {
    const signature = (field: string) =>
      `<signature field="${field}" label="甲" organization="某委" code="11630000015000185Y"/>`;
    expect(parseVocabulary(`<signatures>${signature('drc')}</signatures>`)).toEqual([
      {
        kind: 'signatures',
        parties: [
          {
            field: 'drc',
            label: '甲',
            organization: '某委',
            code: '11630000015000185Y',
            representative: '',
            date: '',
          },
        ],
      },
    ]);
    expect(() => parseVocabulary(`<signatures>${signature('drc')}${signature('drc')}</signatures>`)).toThrow(
      '两个 <signature> 的 field 相同，每方只写一个',
    );
    expect(() => parseVocabulary(`<signatures>${signature('bank')}</signatures>`)).toThrow('field="bank"');
  });

  test.each([
    ['<p>a</p>\n  <b>x</b>', '2:3: 没有元素 <b>，这里可以用 <h1>、<h2>'],
    ['<P>a</P>', '1:1: 没有元素 <P>'],
    ['<p>a<strong>b</strong></p>', '1:5: 没有元素 <strong>，<p> 里可以用 文字、<br>'],
    ['<p>a</p>\n<p onclick="x">b</p>', '2:1: <p> 没有属性 onclick，可用的属性：class'],
    ['<p class="bold">a</p>', '1:1: class="bold" 不能用，应为 body、flush'],
    ['<p class=note>a</p>', '1:4: 属性 class 的值没有加半角引号，请写成 class="'],
    ['<p class="note" class="flush">a</p>', '属性 class 写了两次'],
    ['<p>a', '1:1: <p> 没有结束，请补上 </p>'],
    ['<p>a</h1>', '1:5: </h1> 与 <p> 不配对，请先写 </p>'],
    ['<p>a</p></p>', '1:9: </p> 没有对应的 <p>，请删去'],
    ['<p>a</p', '1:1: <p> 没有结束'],
    ['<li>a</li>', '1:1: <li> 不能放在最外层，应放在 <ol> 里、<ul> 里、<attachments> 里'],
    ['<ol>a<li>b</li></ol>', '1:5: 文字“a”不能直接写在 <ol> 里，<ol> 里可以用 <li>'],
    ['<ol></ol>', '1:1: <ol> 是空的：列表可能为空的，先用 {{#if}} 判断'],
    ['a<p>b</p>', '1:1: 文字“a”不能直接写在元素之外，这里可以用 <h1>'],
    ['<p> </p>', '1:1: <p> 没有内容，或有空行'],
    ['<p>a&nbsp;b</p>', '1:5: “&nbsp;”不能用：字符直接输入'],
    ['<![CDATA[a]]>', '不能用 <![CDATA[ ]]>'],
    ['<!DOCTYPE html>', '不能用 <! > 和 <? > 声明，请删去'],
    ['<dl><dt>a</dt></dl>', '1:5: <dt> 后面没有 <dd>'],
    ['<dl><dd>a</dd></dl>', '1:5: 这里应为 <dt>，不是 <dd>'],
    ['<p>a<wbr>b</p>', '1:5: <wbr> 不能放在 <p> 里，应放在 <h1> 里、<annex> 里'],
    ['<h1><wbr>a</h1>', '1:1: <h1> 里的 <wbr> 两边都要有文字'],
    ['<h1>a<br><wbr>b</h1>', '1:1: <h1> 里的 <wbr> 两边都要有文字'],
    ['<p>a</p><p class="table-note">b</p>', '1:9: <p class="table-note"> 应紧接在表格之后'],
    ['<p class>a</p>', '1:4: 属性 class 的值没有加半角引号，请写成 class="'],
    ['<letterhead organ=""/>', '1:1: <letterhead> 缺少属性 organ，请补上 organ="…"'],
    ['<p>a</p><letterhead organ="a"/>', '1:9: <letterhead> 应在最前'],
    ['<imprint copies="a"/><p>a</p>', '1:1: <imprint> 应在最后'],
  ])('refuses %s', (html, message) => {
    expect(() => parseVocabulary(html)).toThrow(TemplateFault);
    expect(() => parseVocabulary(html)).toThrow(message);
  });
});

describe('white space of a template', () => {
  test.each([
    ['  为落实\n    政策  ', '为落实政策'],
    ['面积\n  3.2平方公里', '面积3.2平方公里'],
    ['甲 乙', '甲乙'],
    ['G6 京藏', 'G6 京藏'],
    ['as  typed\nhere', 'as typed here'],
    ['张　三', '张　三'],
    ['𬙊 㙱', '𬙊㙱'],
    [' \n ', ''],
  ])('%j is settled as %j', (source, settled) => expect(normalizeSpace(source)).toBe(settled));

  test('takes no longer than the text is long', () => {
    expect(normalizeSpace(`甲${' '.repeat(1_000_000)}a`)).toBe('甲 a');
  });
});
