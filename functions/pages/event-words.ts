// The trail in words: who did what, as a person in the office reads it.
import type { Actor, DocumentEvent, RevokedSignature } from '../domain/event.ts';
import { ANSWER_LOST } from '../domain/failure.ts';
import { ROLE_NAMES, type Role } from '../domain/party.ts';
import { dateInShanghai, formatDate, formatInstant } from '../domain/time.ts';
import { SEAL_FINDING_WORDS, scanReadWords, type Ways } from '../domain/way.ts';
import { jobWords, mailFaultWords } from './failure-words.ts';
import { again, MAIL_NAMES } from './mail-words.ts';

export function actorWords(actor: Actor): string {
  switch (actor.kind) {
    case 'staff':
      return actor.organization;
    case 'integration':
      return `业务系统 ${actor.id}`;
    case 'signer':
      return ROLE_NAMES[actor.role];
    case 'workflow':
      return '系统';
  }
}

/**
 * `receivers`: whose signature only acknowledges receipt (签收); what they do is not called signing. `ways`: of those that
 * seal, whose field holds a signature of the platform, which is not called theirs.
 */
export function eventWords(event: DocumentEvent, receivers: readonly Role[] = [], ways: Ways = {}): string {
  const receives = 'role' in event && receivers.includes(event.role);
  switch (event.kind) {
    case 'Drafted':
      return event.copiedFrom ? '起草，内容来自另一份文书' : '起草';
    case 'DraftEdited':
      return '修改草稿';
    case 'IssueRequested':
      return '提交并要求即行签发';
    case 'Issued':
      return `签发，编号 ${event.number}`;
    case 'MailSent':
      return `${MAIL_NAMES[event.mail]}邮件已发往${ROLE_NAMES[event.role]}${again(event.round)}`;
    case 'Opened':
      return receives ? '打开签收链接' : '打开签署链接';
    case 'CodeRequested':
      return '获取验证码';
    case 'CodesRenewed':
      return `为${ROLE_NAMES[event.role]}增加验证码次数`;
    case 'CodeRefused':
      return '验证码输入错误';
    case 'Consented':
      return `勾选同意并提交${receives ? '签收' : '签署'}（同意书 ${event.consent} 版${event.publication ? `，公开姓名职务同意书 ${event.publication} 版` : ''}）`;
    case 'Signed':
      return `${signedWhat(event.role, ways)}${receives ? '（签收）' : ''}已写入文件并通过验证${event.stampedAt ? '，带时间戳' : ''}`;
    case 'Declined':
      return receives ? '不予签收' : '拒绝签署';
    case 'Reminded':
      return `催办${ROLE_NAMES[event.role]}`;
    case 'Voided':
      return '作废';
    case 'Expired':
      return '逾期终止';
    case 'Completed':
      return receivers.length > 0 ? '签署、签收完成' : '签署完成';
    case 'Archived':
      return `取得存档时间戳，有效至 ${formatInstant(event.until)}${event.withoutLists ? '（未能附上时间戳机构的证书吊销列表）' : ''}`;
    case 'Countersigned':
      return '已对文件另作 SM2/SM3 签名（试验性）';
    case 'Published':
      return event.revoked ? `已公示；公示目录标明：${revokedWords(event.revoked)}` : '已公示';
    case 'EvidenceRequested':
      return '要求生成签署证据报告';
    case 'EvidenceMade':
      return `已生成签署证据报告，载至第${event.through}条记录`;
    case 'PrintMade':
      return `制作${ROLE_NAMES[event.role]}的打印件`;
    case 'PartStored':
      return `上传盖章扫描件的一部分（${event.size} 字节）`;
    case 'ScanReceived':
      return `上传盖章扫描件${event.publication ? `（公开姓名职务同意书 ${event.publication} 版）` : ''}`;
    case 'ScanRead':
      return `${ROLE_NAMES[event.role]}的扫描件：${scanReadWords(event)}`;
    case 'ScanConfirmed':
      return `确认${ROLE_NAMES[event.role]}的扫描件与签发文件一致，印章清晰`;
    case 'ScanRefused':
      return `退回${ROLE_NAMES[event.role]}的扫描件`;
    case 'SealRequested':
      return `申请加盖电子印章${event.publication ? `（公开姓名职务同意书 ${event.publication} 版）` : ''}`;
    case 'SealBegun':
      return `已向电子印章服务商提交${ROLE_NAMES[event.role]}的用印申请，编号 ${event.reference}`;
    case 'SealClaimed':
      return '请求查询用印结果';
    case 'SealPending':
      return `查询${ROLE_NAMES[event.role]}的用印结果：尚未办结`;
    case 'SealReceived':
      return `收到${ROLE_NAMES[event.role]}的用印结果并通过核验：${event.provider}，印章 ${event.seal}${event.toCheck ? '；未载用印单位，待工作人员核对' : ''}`;
    case 'SealConfirmed':
      return `确认${ROLE_NAMES[event.role]}的用印凭证与签发文件、用印单位一致`;
    case 'SealSetAside':
      return `退回${ROLE_NAMES[event.role]}的用印结果`;
    case 'SealRefused':
      return `${ROLE_NAMES[event.role]}的用印：${SEAL_FINDING_WORDS[event.finding]}`;
    case 'AttemptFailed':
      return `${failedWords(event)}，稍后自动重试`;
    case 'Stuck':
      return `${failedWords(event)}，等待处理`;
    case 'Retried':
      return '重新尝试';
  }
}

function revokedWords(revoked: readonly RevokedSignature[]): string {
  const each = revoked.map(
    ({ role, at }) =>
      `${ROLE_NAMES[role]}的签名所用的证书自${formatDate(dateInShanghai(at))}起吊销，签名不再有效`,
  );
  return each.join('；');
}

function failedWords({ job, code }: { job: string; code: string }): string {
  const why = mailFaultWords(code);
  return `${jobWords(job)}${code === ANSWER_LOST ? '结果不明' : '未成功'}${why ? `（${why}）` : ''}`;
}

function signedWhat(role: Role, ways: Ways): string {
  const { [role]: way = 'link' } = ways;
  return way === 'link'
    ? `${ROLE_NAMES[role]}的电子签名`
    : `平台就${ROLE_NAMES[role]}的${way === 'wet-seal' ? '纸质盖章' : '电子印章'}作出的签名`;
}

/** The digests that an event names, each with its word. */
export function eventDigests(event: DocumentEvent): { label: string; digest: string }[] {
  switch (event.kind) {
    case 'Issued':
      return [
        { label: '文件', digest: event.base },
        { label: '数据', digest: event.data },
        { label: '模板', digest: event.template },
        ...(event.printed
          ? [
              { label: '排版稿', digest: event.printed.sheet },
              { label: '版面字体', digest: event.printed.press },
            ]
          : []),
      ];
    case 'Opened':
    case 'CodeRequested':
    case 'CodeRefused':
    case 'Declined':
      return evidenceOf(event);
    case 'Consented':
      return [{ label: '所阅文件', digest: event.shown }, ...evidenceOf(event)];
    case 'Countersigned':
      return [
        { label: '文件', digest: event.revision },
        { label: 'SM2 签名记录', digest: event.record },
      ];
    case 'EvidenceMade':
      return [{ label: '报告', digest: event.report }];
    case 'PrintMade':
      return [
        { label: '所印文件', digest: event.revision },
        { label: '打印件', digest: event.print },
      ];
    case 'ScanReceived':
    case 'ScanConfirmed':
    case 'ScanRefused':
      return [{ label: '扫描件', digest: event.scan }];
    case 'ScanRead':
      return event.revision ? [{ label: '所印文件', digest: event.revision }] : [];
    case 'SealBegun':
      return [{ label: '用印文件', digest: event.revision }];
    case 'SealReceived':
      return [{ label: '用印凭证', digest: event.evidence }];
    case 'SealConfirmed':
    case 'SealSetAside':
      return [{ label: '用印凭证', digest: event.result }];
    case 'Signed':
    case 'Archived':
      return [{ label: '文件', digest: event.revision }];
    default:
      return [];
  }
}

function evidenceOf({ evidence }: { evidence?: string }): { label: string; digest: string }[] {
  return evidence ? [{ label: '证据', digest: evidence }] : [];
}
