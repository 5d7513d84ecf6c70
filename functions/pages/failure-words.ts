// Jobs that did not succeed, in words: what each is called, why a mail was not taken, and what a person in the office does.
import type { Mail } from '../domain/event.ts';
import { ROLE_NAMES } from '../domain/party.ts';
import { refusalSentence } from '../domain/refusal.ts';
import { MAIL_NAMES } from './mail-words.ts';

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
  RevocationsNotUnderstood:
    '公示目录中记载吊销情况的文件（ca/revocations.json）无法识别。请联系系统管理员删除该文件并重新启动平台（启动后系统会重新生成），然后重试。',
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
  RelayRefused: {
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
    const mail = Object.hasOwn(MAIL_NAMES, first) ? MAIL_NAMES[first as Mail] : first;
    return `${words}（${mail}，${roleWords(second)}）`;
  }
  return first ? `${words}（${roleWords(first)}）` : words;
}

function roleWords(role: string): string {
  return Object.hasOwn(ROLE_NAMES, role) ? ROLE_NAMES[role as keyof typeof ROLE_NAMES] : role;
}
