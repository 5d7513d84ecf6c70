// The rules say no: stable codes, and for each the sentence that tells a person what to do.

const SENTENCES = {
  'document.unknown': '没有找到这份文书，或者您无权查看。',
  'document.not-draft': '这份文书已经签发，不能再修改；需要修改的，请复制为新草稿。',
  'document.not-signing': '这份文书现在不在签署中，不能进行此项操作。',
  'document.closed': '这份文书已经签署完成或者终止，不能作废。',
  'document.changed': '这份文书刚刚被他人修改，请重新打开后再操作；您填写的内容仍在本页。',
  'document.invalid': '表单中还有需要改正的内容，请按各字段旁的提示修改。',
  'document.unreadable':
    '从生成的文件中读出的文字与填写的不一致，不能签发，也未占用文号。请改写括号内所指的文字后重试：有生僻字、特殊字符的，改用通用字符。',
  'clock.behind': '服务器时钟早于应有的时间，未签发，也未占用文号。请联系系统管理员校准服务器时间后重试。',
  'authority.missing':
    '证书机构还没有建立，未签发，也未占用文号。请联系系统管理员运行 npx lianqian ca create 后重试。',
  'authority.revoked':
    '证书机构的签发证书已全部被吊销，文书没有签发，也没有占用文号。请联系系统管理员运行 npx lianqian ca rotate 更换签发证书后重试。',
  'authority.unavailable':
    '没有可用的签发证书（已吊销、已到期，或者密钥不在原处、已停用），签名尚未生成。签署方的同意已经记录，不必再次签署。请联系系统管理员运行 npx lianqian ca rotate 更换签发证书，或者放回、启用密钥，其后系统自动继续；急需的，可以点击“重试”。',
  'authority.not-in-force':
    '证书机构的证书尚未生效，未签发，也未占用文号。请联系系统管理员先校准服务器时间，再用 npx lianqian ca show 查看证书。',
  'authority.ending':
    '证书机构的证书临近到期，不足以支持到这份文书的签署期限，未签发，也未占用文号。请联系系统管理员运行 npx lianqian ca rotate 更换签发证书后重试。',
  'signature.revoked-drc':
    '市州发展改革部门的签名所用的证书已被吊销，这份文书不再继续签署，也不会公示。请作废后复制为新草稿，重新签发；已经公示的，请另行发文。',
  'signature.revoked-county':
    '县（市、区、行委）政府的签名所用的证书已被吊销，这份文书不再继续签署，也不会公示。请作废后复制为新草稿，重新签发；已经公示的，请另行发文。',
  'signature.revoked-enterprise':
    '投资运营主体的签名所用的证书已被吊销，这份文书不再继续签署，也不会公示。请作废后复制为新草稿，重新签发；已经公示的，请另行发文。',
  'document.not-stuck': '这份文书没有待重试的事项。',
  'file.large': '文件较大，请返回文书或者核对页，用页面上的按钮下载（浏览器须允许运行脚本）。',
  'evidence.not-issued': '草稿还没有签发，没有可以报告的签署经过。',
  'type.unknown': '没有这种文书类型。',
  'draft.worn': '这份草稿修改次数过多，请复制为新草稿后继续修改。',
  'region.outside': '该地区不在您的管辖范围内。',
  'party.unknown': '没有这一签署方。',
  'party.not-in-turn': '还没有轮到这一方签署，轮到时会另发邮件。',
  'party.already-signed': '这一方已经签署，无需再次操作。',
  'reason.short': '请写明理由，至少五个字。',
  'reason.long': '理由最多五百字。',
  'reason.characters': '理由中含有看不见的或控制字符，请删去后重新填写。',
  'reminder.too-soon': '一小时内已经催办过，请稍后再试。',
  'reminder.used-up': '对这一方的催办次数已用完，请电话联系，或作废后重新签发。',
  'link.invalid': '这个签署链接无效，请核对邮件中的链接是否完整，或联系发文单位。',
  'link.ended': '这个签署链接已经失效，请联系发文单位。',
  'session.missing': '页面已过期，请从邮件中的链接重新打开。',
  'code.too-many':
    '获取验证码过于频繁（一小时最多五次，一天最多十二次），请稍后再试；急需的，请联系发文单位增加次数。',
  'code.used-up': '这份文书的验证码次数已用完，请联系发文单位增加次数。',
  'code.not-limited': '这一方现在可以自行获取验证码，无需增加次数。',
  'code.renewals-used-up':
    '增加验证码次数的机会已用完；链接可能已为他人所得，请作废后重新签发，旧链接随之失效。',
  'code.missing': '请先获取验证码。',
  'code.expired': '验证码已过期，请重新获取。',
  'code.used': '这个验证码已经用过，每个验证码只能办理一件事，请重新获取。',
  'code.exhausted': '验证码已输错五次，请重新获取。',
  'code.wrong': '验证码不正确，请核对后重新输入。',
  'consent.missing': '请先勾选同意。',
  'consent.publication-missing': '这份文书签署后将公示，请另外勾选同意公开姓名和职务；不同意的，可以拒签。',
  'consent.outdated': '同意书的文字已更新，请刷新页面后重新阅读并勾选。',
  'way.other': '这一方不以此种方式签署，请按本页所载的方式办理。',
  'scan.pending': '扫描件已经上传，正在核对，结果会发邮件告知。',
  'scan.used-up': '上传次数已用完，请联系发文单位；需要继续办理的，须作废后重新签发。',
  'scan.parts-used-up':
    '用这个验证码上传的内容过多，请重新获取验证码后再上传；仍不能上传的，请联系发文单位。',
  'scan.large': '文件超过 20 MB，请以 200 至 300 dpi、灰度或彩色 JPEG 重新扫描后上传。',
  'scan.pixels':
    '扫描图像过大，不能读取：一页最多4000万像素（A4幅面600 dpi以内）。请以200至300 dpi重新扫描后上传。',
  'scan.kind': '只能上传 PDF、JPG 或 PNG 文件，请重新扫描为其中一种后上传。',
  'scan.incomplete': '文件没有传完，请重新上传。',
  'scan.none': '没有待核对的扫描件。',
  'scan.unchecked': '请先逐页核对并勾选，再确认。',
  'seal.pending': '用印正在办理，请在电子印章系统办完后回到本页查询。',
  'seal.in-check': '用印结果已经收到，发文单位正在核对，结果会发邮件告知。',
  'seal.nothing': '没有可以确认或者退回的用印结果。',
  'seal.unchecked': '请先打开用印凭证核对并勾选，再确认。',
  'seal.signed':
    '平台的签名已经写入这一方的签署栏，用印结果不能再退回；用印有误的，请作废后复制为新草稿，重新签发。',
  'seal.none': '还没有申请用印，请先申请。',
  'seal.used-up': '申请用印的次数已用完，请联系发文单位；需要继续办理的，须作废后重新签发。',
  'seal.too-soon': '一分钟内已经查询过，请稍后再查。',
  'seal.claims-used-up': '查询次数已用完；系统仍会自动查询，请等候结果，急需的请联系发文单位。',
  'shown.mismatch': '您看到的文件与系统中的文件不一致，请刷新页面重新阅读后再签署。',
} as const;

export type RefusalCode = keyof typeof SENTENCES;

/** The sentence of a refusal that is known by its code alone, as a trail keeps it. */
export function refusalSentence(code: string): string | undefined {
  return Object.hasOwn(SENTENCES, code) ? SENTENCES[code as RefusalCode] : undefined;
}

/** Thrown where a rule forbids what was asked. State is unchanged. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;
  /** For a person in the office or a signer, in Chinese. */
  readonly sentence: string;

  /** `detail` is shown in brackets behind the sentence: the name of a character, say. */
  constructor(code: RefusalCode, detail?: string) {
    super(code);
    this.code = code;
    this.sentence = detail ? `${SENTENCES[code]}（${detail}）` : SENTENCES[code];
  }
}
