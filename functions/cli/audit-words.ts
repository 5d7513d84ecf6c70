// What an audit found, in words.
import type { Language } from '../check/rule-words.ts';
import { type Fact, filled } from '../domain/fact.ts';
import type { AuditReport } from '../workflow/audit.ts';
import type { Finding, FindingKind } from '../workflow/audit-finding.ts';
import { FACTS_ZH } from './audit-facts.ts';

const KINDS: Readonly<Record<FindingKind, Readonly<Record<Language, string>>>> = {
  chain: { zh: '办理记录的摘要不连续', en: 'the chain of events is broken' },
  head: { zh: '办理记录不是平台写成的', en: 'the events are not as the platform wrote and signed them' },
  version: { zh: '记录条数与版本不一致', en: 'the number of events is not the version' },
  trail: { zh: '办理记录不能读出', en: 'the events cannot be read' },
  listing: { zh: '列表与记录不一致', en: 'the listing is not what the events say' },
  wake: { zh: '下次办理时间与记录不一致', en: 'the time of the next step is not what the events say' },
  'file-missing': { zh: '文件缺失', en: 'a file is missing' },
  'file-damaged': { zh: '文件内容被改动', en: 'a file is altered' },
  'file-extra': { zh: '没有记录提到的文件', en: 'a file that no event names' },
  signature: { zh: '签名核验不通过', en: 'a signature does not hold' },
  'signed-facts': {
    zh: '文件中的签名与记录不一致',
    en: 'the signatures in the file are not those of the events',
  },
  act: { zh: '签署行为的记录文件与事件不符', en: 'the file of an act is not of that act' },
  reprint: { zh: '重新排版得不到签发的文件', en: 'the issued file cannot be printed again' },
  'table-extra': { zh: '数据表中不应有的内容', en: 'something in the table that nobody of ours writes' },
  'table-damaged': { zh: '数据表有损坏', en: 'the table is damaged' },
  authority: { zh: '证书机构的记录不可信', en: 'the record of the authority is not vouched for' },
  revocation: {
    zh: '吊销列表与记录不一致',
    en: 'the list of revoked certificates is not what the record says',
  },
  marked: {
    zh: '已公示的签名因证书吊销不再有效，公示目录已标明',
    en: 'a published signature has fallen with its certificate, and the register says so',
  },
  number: { zh: '文号与文号登记不一致', en: 'the number is not the one registered' },
  'number-extra': { zh: '多出的文号', en: 'a number too many' },
  'number-missing': { zh: '缺少的文号', en: 'a number is missing' },
  'public-missing': { zh: '公示文件缺失', en: 'a public file is missing' },
  'public-altered': { zh: '公示文件被改动', en: 'a public file is altered' },
  'public-extra': { zh: '多出的公示文件', en: 'a public file too many' },
};

export function auditWords(report: AuditReport, language: Language): string[] {
  const { documents, events, files, publicFiles, findings } = report;
  const wrong = findings.filter(({ level }) => level === 'finding').length;
  const odd = findings.length - wrong;
  const counts =
    language === 'zh'
      ? `已核对：文书 ${documents} 份，记录 ${events} 条，文件 ${files} 个，公示文件 ${publicFiles} 个。`
      : `Checked: ${documents} documents, ${events} events, ${files} files, ${publicFiles} public files.`;
  const verdict =
    language === 'zh'
      ? `${wrong === 0 ? '没有发现改动、缺失或者多出的内容' : `发现 ${wrong} 处不一致`}${odd > 0 ? `；另有 ${odd} 处提示` : ''}。`
      : `${wrong === 0 ? 'Nothing altered, missing or extra' : `${wrong} findings`}${odd > 0 ? `; ${odd} warnings` : ''}.`;
  return [...findings.map((finding) => line(finding, language)), counts, verdict];
}

function line({ level, kind, document, path, expected, found }: Finding, language: Language): string {
  const zh = language === 'zh';
  const mark = level === 'finding' ? (zh ? '✗' : 'x') : '!';
  const of = document ? (zh ? `文书 ${document}，` : `document ${document}, `) : '';
  const [should, is] = [expected, found].map((fact) => factWords(fact, language));
  return zh
    ? `${mark} ${KINDS[kind].zh}：${of}${path}，应为：${should}，实为：${is}`
    : `${mark} ${KINDS[kind].en}: ${of}${path}: expected ${should}, found ${is}`;
}

export function factWords({ phrase, of }: Fact, language: Language): string {
  return filled(language === 'zh' ? FACTS_ZH[phrase] : phrase, of);
}
