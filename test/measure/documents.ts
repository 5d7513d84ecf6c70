// One small document per format that has every element the rules know.
import { parseVocabulary } from '../../functions/typeset/parse-vocabulary.ts';
import type { TypesetRequest } from '../../functions/typeset/typesetter.ts';

const SENTENCE =
  '各单位要坚持从严从实，按照“谁主管、谁负责”的原则落实责任，规划面积3.42平方公里的建设任务于2026年12月31日前完成，依据青政办〔2021〕5号文件办理。';
const LONG = SENTENCE.repeat(2);

export const SIGNATURES = `<signatures>
  <signature field="drc" label="发文：市州发展改革部门" organization="西宁市发展和改革委员会" code="11630000015000185Y"></signature>
  <signature field="enterprise" label="签收：投资运营主体" organization="青海丝路多巴物流开发有限公司" code="91350100M000100Y43"></signature>
</signatures>`;

export const TABLE =
  '<table data-columns="1 3"><thead><tr><th>事项</th><th>期限</th></tr></thead><tbody><tr><td>总投资</td><td>2026年12月31日</td></tr></tbody></table>';

export const SOURCES = {
  official: `<letterhead organ="西宁市发展和改革委员会文件" number="宁发改〔2026〕7号"></letterhead>
<h1>西宁市发展和改革委员会<br>关于做好特色小镇创建工作的通知</h1>
<p class="flush">各县（区）发展和改革局：</p>
<p>${SENTENCE}</p>
<h2>一、总体要求</h2>
<h3>（一）工作目标</h3>
<ol><li>${LONG}</li><li>${LONG}</li></ol>
<attachments><li>特色小镇名单</li><li>联系人员名单</li></attachments>
<closing organ="西宁市发展和改革委员会" date="2026年1月8日"></closing>
<p class="note">（此件公开发布）</p>
<annex number="1">特色小镇名单</annex>
<p>${SENTENCE}</p>
<imprint copies="青海省发展和改革委员会，西宁市自然资源和规划局，西宁市财政局，西宁市生态环境局。" printer="西宁市发展和改革委员会" date="2026年1月8日"></imprint>`,
  letter: `<letterhead organ="西宁市发展和改革委员会" number="宁发改函〔2026〕7号"></letterhead>
<h1>多巴国际物流小镇<br>限期整改通知书</h1>
<p class="flush">湟中区人民政府：</p>
<p>${SENTENCE}</p>
<h2>一、查明的事实</h2>
<h3>（一）占用土地</h3>
<p>${LONG}</p>
<p>${LONG}</p>
<attachments><li>现场照片</li></attachments>
<closing organ="西宁市发展和改革委员会" date="2026年1月8日"></closing>
<p class="note">（以下为签收栏）</p>
${SIGNATURES}
<imprint copies="青海省发展和改革委员会，西宁市自然资源和规划局，西宁市财政局，西宁市生态环境局。"></imprint>`,
  pledge: `<p class="number">编号：63012220260108000001</p>
<h1>多巴国际物流小镇<br>三级联签承诺书</h1>
<p>${SENTENCE}</p>
<h2>一、共同承诺</h2>
<h3>（一）规划建设</h3>
<p>${LONG}</p>
<p>${LONG}</p>
<p>${LONG}</p>
${TABLE}
<p>以下为签署栏。</p>
${SIGNATURES}`,
};

export type Format = keyof typeof SOURCES;

/** Of the folder `layout` in the typesetter's workspace. */
export function request(layout: string, format: Format, source = SOURCES[format]): TypesetRequest {
  return {
    layout: `${layout}/${format}` as TypesetRequest['layout'],
    title: '样本',
    blocks: parseVocabulary(source, format),
    date: '2026-01-08',
    draft: false,
  };
}
