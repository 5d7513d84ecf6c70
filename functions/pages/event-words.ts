// The trail in words: who did what, as a person in the office reads it.
import type { Actor, DocumentEvent, Mail, RevokedSignature } from '../domain/event.ts';
import { ANSWER_LOST } from '../domain/failure.ts';
import { ROLE_NAMES, type Role } from '../domain/party.ts';
import { refusalSentence } from '../domain/refusal.ts';
import { dateInShanghai, formatDate, formatInstant } from '../domain/time.ts';
import { SEAL_FINDING_WORDS, scanReadWords, type Ways } from '../domain/way.ts';

const MAILS: Readonly<Record<Mail, string>> = {
  invitation: '签署邀请',
  reminder: '催办',
  code: '验证码',
  completion: '签署完成通知',
  closure: '终止通知',
  returned: '退回重办通知',
};

const VERBS: Readonly<Record<string, string>> = {
  issue: '签发',
  mail: '发送邮件',
  remind: '到期前自动催办',
  sign: '生成签名',
  print: '制作打印件',
  'read-scan': '识别扫描件',
  'begin-seal': '提交用印申请',
  'ask-seal': '查询用印结果',
  expire: '逾期终止',
  complete: '确认签署完成',
  archive: '取得存档时间戳',
  countersign: '另作 SM2 签名（试验性）',
  publish: '公示',
  evidence: '生成签署证据报告',
};

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

/** Of faults that are no refusals, by name: each is put right by whoever runs the system. */
const CAUSES: Readonly<Record<string, string>> = {
  KeyAway:
    '签发证书的密钥不在原处。请联系系统管理员放回密钥后重试；密钥已丢失的，运行 npx lianqian ca rotate 更换签发证书。',
  NoTimestamp: '时间戳服务没有应答。请联系系统管理员检查时间戳服务的网址（TIMESTAMP_URLS）和网络，然后重试。',
  NoRevocationList: '没有取得时间戳机构的证书吊销列表。请联系系统管理员检查到该机构的网络连接，然后重试。',
  UnsoundArchive:
    '文件或者加盖存档时间戳后的文件没有通过核验，没有采用；时间戳机构的证书可能已被吊销。请联系系统管理员核对时间戳服务和 TIMESTAMP_ROOTS。',
  UnsoundStoredFile:
    '从文件存储读回的文件没有通过核验，或者与办理记录不符，没有采用。请联系系统管理员运行 npx lianqian audit 查明，恢复原文件后重试。',
  FileDamaged: '文件存储中的文件已经损坏。请联系系统管理员恢复原文件，然后重试。',
  FileMissing: '文件存储中缺少文件。请联系系统管理员恢复原文件，然后重试。',
};

const WRONG_MAILBOX =
  '请与对方核对邮箱；邮箱有误的，请作废后复制为新草稿，改正邮箱后重新签发；邮箱无误的，请系统管理员查明原因后重试。';

/** Why a mail was not taken (ports/mailer.ts), and what to do. */
const MAIL_FAULTS: Readonly<Record<string, { why: string; todo: string }>> = {
  RelayAway: {
    why: '连接不上邮件服务器',
    todo: '邮件没有发出：连接不上邮件服务器。请系统管理员检查邮件服务器的地址（SMTP_URL）和网络；恢复后系统自动发送。',
  },
  RelayLogin: {
    why: '邮件服务器拒绝登录',
    todo: '邮件没有发出：邮件服务器拒绝登录。请系统管理员检查 SMTP_URL 中的账号和密码（授权码）；改正后系统自动发送。',
  },
  RelayBusy: {
    why: '邮件服务器暂不受理',
    todo: '邮件没有发出：邮件服务器多次答复暂不受理。请系统管理员按应答内容检查（对方邮箱已满、发信过于频繁等），然后重试。',
  },
  MailboxRefused: {
    why: '邮件服务器不接受该收件邮箱',
    todo: `邮件没有发出：邮件服务器不接受该收件邮箱。${WRONG_MAILBOX}`,
  },
  LetterDenied: {
    why: '邮件服务器拒绝受理',
    todo: '邮件没有发出：邮件服务器拒绝受理。请系统管理员按应答内容检查发件邮箱（MAIL_FROM_ADDRESS）、发信权限和反垃圾邮件限制，然后重试。',
  },
  AnswerLost: {
    why: '邮件已送出，没有收到应答',
    todo: '邮件已送往邮件服务器，没有收到应答，不能确定是否发出，对方可能已经收到。请询问对方；没有收到的，请系统管理员检查邮件服务，然后重试。',
  },
  LetterRefused: {
    why: '收件邮箱或者姓名不能用于邮件',
    todo: `邮件没有发出：收件邮箱或者姓名中有不能用于邮件的字符。${WRONG_MAILBOX}`,
  },
};

/** '' for faults that are not of the mail, and for those of the time before this was recorded. */
export function mailFaultWords(code: string): string {
  return Object.hasOwn(MAIL_FAULTS, code) ? MAIL_FAULTS[code]!.why : '';
}

/** `签署邀请`, `验证码（第2次）`. */
export function mailWords(mail: Mail, round: number): string {
  return `${MAILS[mail]}${again(round)}`;
}

const again = (round: number): string => (round > 1 ? `（第${round}次）` : '');

/** What to do about a job that waits for a person; '' where nothing more is known. */
export function failureWords(job: string, code: string): string {
  if (Object.hasOwn(CAUSES, code)) return CAUSES[code]!;
  if (Object.hasOwn(MAIL_FAULTS, code)) {
    const { todo } = MAIL_FAULTS[code]!;
    // It has ended: there is nothing to issue again.
    const ended = /^mail (completion|closure) /.test(job);
    return ended
      ? todo.replace(WRONG_MAILBOX, '请另行告知对方办理结果；邮箱无误的，请系统管理员查明原因后重试。')
      : todo;
  }
  const known = refusalSentence(code);
  if (known !== undefined || !job.startsWith('mail ')) return known ?? '';
  return '邮件没有发出。请核对收件邮箱，并请系统管理员检查邮件服务，然后重试；邮箱有误的，请作废后复制为新草稿，改正邮箱后重新签发。';
}

/** A job's name as the trail keeps it: `mail invitation drc 1`. */
export function jobWords(job: string): string {
  const [verb = '', first, second] = job.split(' ');
  const words = Object.hasOwn(VERBS, verb) ? VERBS[verb]! : verb;
  if (verb === 'mail' && first && second) {
    const mail = Object.hasOwn(MAILS, first) ? MAILS[first as Mail] : first;
    return `${words}（${mail}，${roleWords(second)}）`;
  }
  return first ? `${words}（${roleWords(first)}）` : words;
}

function roleWords(role: string): string {
  return Object.hasOwn(ROLE_NAMES, role) ? ROLE_NAMES[role as keyof typeof ROLE_NAMES] : role;
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
      return `${MAILS[event.mail]}邮件已发往${ROLE_NAMES[event.role]}${again(event.round)}`;
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
