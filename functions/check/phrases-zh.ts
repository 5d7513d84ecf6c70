// The sentences of a report in Chinese.
import { formatInstant } from '../domain/time.ts';
import type { Phrases } from './phrases.ts';

export const zh: Phrases = {
  outcome: {
    published: {
      headline: '一致：这是公示的文件，签名有效',
      means: '文件与公示的文件逐字节相同；下列电子签名有效，签署之后内容没有改动。',
      todo: '',
    },
    earlier: {
      headline: '签名有效，但这不是公示的文件：这是签署过程中的较早版本',
      means: '文件中的电子签名有效，但公示的文件在它之后还有签名或者存档时间戳。',
      todo: '请以公示的文件为准。',
    },
    unlisted: {
      headline: '签名有效，但公示记录中没有这个文件',
      means:
        '文件确由本平台签发并由下列各方签署，签署之后内容没有改动。没有公示记录，通常是因为这类文书不公示（例如创建方案、限期整改通知书），或者承诺书还没有公示、手中的是公示之前的一版。',
      todo: '承诺书请以公示的文件为准；还有一方没有签署的，请等签署完毕后向发文单位索取；其他文书是否现行有效，向发文单位核实。',
    },
    variant: {
      headline: '不是公示的文件，也不是它签署过程中的任何一版',
      means:
        '文件中的电子签名有效，公示记录中也有同一份承诺书，但没有逐字节相同的文件：时间戳可能被去掉或者替换过，也可能是刚刚生成、还没有公示的一版。',
      todo: '不要采用这份文件，请从公示目录下载公示的文件；确信是新的一版的，稍后再核验一次，或向发文单位核实。',
    },
    sound: {
      headline: '签名有效（没有与公示记录比对）',
      means: '下列电子签名有效，签署之后内容没有改动。文件是不是最新的一版，只有公示记录才能说明。',
      todo: '需要确认是不是最新的一版的，请到发文单位的公示目录核验，或向发文单位核实。',
    },
  },
  unsound: (title) => `核验不通过：${title}`,
  instant: formatInstant,
  signer: (person, post) => `${person}（${post}）`,
  claimed: (at) => `${at}（时间由平台记载，没有时间戳）`,
  trusted: ({ authority }, at) => `不晚于 ${at}（由“${authority}”的时间戳证明）`,
  revision(change, role, { instant, seal }) {
    const head = `第${change.revision}版：`;
    if (change.change === 'issued') return `${head}签发时的文件，尚无签名`;
    if (change.change === 'signature' && change.way !== 'link')
      return `${head}增加${seal[change.way].revision(role)}，其余未变`;
    if (change.change === 'signature') return `${head}增加${change.organization}的电子签名，其余未变`;
    return `${head}增加存档时间戳（${instant(change.at)}，${change.authority}），其余未变`;
  },
  carried: ({ name, length, sha256 }) => `第1版的附件 ${name}：${length} 字节，SHA-256 ${sha256}`,
  open: (names) => `尚未签署：${names}。各方签署完毕之前还不是最终的文件。`,
  archive: ({ authority }, until, over) =>
    over
      ? `存档时间戳由“${authority}”作出，其证书已于 ${until} 到期。文件应当有更新的存档版本，请从公示目录下载。`
      : `存档时间戳由“${authority}”作出，可证明到 ${until}；在此之前平台会续加新的时间戳。`,
  register: {
    'not-asked': '没有查询公示记录。',
    'no-answer': '没有读到公示记录。',
    unknown: '公示记录中没有这个文件。',
  },
  known: {
    published: ({ number, title }) => `这是《${title}》（承诺编码 ${number}）公示的文件，最新版本。`,
    earlier: ({ number, title, revision, revisions }) =>
      `这是《${title}》（承诺编码 ${number}）的第${revision}版，共${revisions}版，公示的是最后一版。`,
    variant: ({ number, title }) =>
      `公示目录中有《${title}》（承诺编码 ${number}），但其中没有一版与这个文件逐字节相同。`,
  },
  stamped: (at, again) => `公示的文件在此之后${again ? '续' : ''}加了存档时间戳（${at}），这份没有。`,
  place: (revision, signature, role) =>
    signature > 0
      ? `问题在第${signature}次签署：${role}（文件的第${revision}版）。`
      : `问题在文件的第${revision}版${revision === 1 ? '，即签发时的文件' : ''}。`,
  firstCovers: '改动在签发时的文件（第1版）或者这一版之中，签名从文件本身分不出是哪一处。',
  where: (bytes, names) => `文件的前 ${bytes} 字节是一份完好的文件，含${names}；问题出在其后追加的内容。`,
  own: (organization) => `${organization}的电子签名`,
  nowhere: '没有找到可以单独采信的部分。',
  separator: '、',
  seal: {
    'wet-seal': {
      organization: '在纸质文书上盖章',
      signer: (platform, evidence) =>
        `已与盖章扫描件核对${evidence && `（扫描件 SHA-256：${evidence}）`}；这个签名由联签平台（${platform}）作出，不是该方自己的电子签名`,
      revision: (role) => `平台的电子签名（${role}在纸上盖章，扫描件已核对）`,
      note: '在纸上盖章的一方没有电子签名：平台的签名只说明扫描件经过核对，印章真伪以纸质原件为准。',
    },
    'e-seal': {
      organization: '通过电子印章服务商用印',
      signer: (platform, evidence) =>
        `服务商的用印结果已核验${evidence && `（凭证 SHA-256：${evidence}）`}；这个签名由联签平台（${platform}）作出，不是该方自己的电子签名，也不是电子印章`,
      revision: (role) => `平台的电子签名（${role}通过服务商用印，结果已核验）`,
      note: '通过服务商用印的一方，平台的签名只说明服务商的用印结果经过核验，以另存的用印凭证为准。',
    },
  },
  revocation: {
    'not-asked': () =>
      '没有查询签名者的证书是否已被吊销，文件中也没有存档的吊销列表。需要确认的，请向发文单位核实。',
    'archived-lists': () =>
      '已对照文件中存档的证书吊销列表（存档时的情况），没有发现影响签名的吊销。存档之后是否吊销，没有查询。',
    'register-lists': ({ from, until, some }) =>
      `已对照公示目录中的证书吊销列表（${from} 发布，${until} 前有效），${some ? '除上述以外没有吊销' : '没有发现影响签名的吊销'}。`,
    'register-outdated': ({ from, until }) =>
      `公示目录中的证书吊销列表现在不在有效期内（${from} 发布，${until} 前有效），证书是否已被吊销没有查清。请核对本机的日期，稍后再试，或向发文单位核实。`,
    'register-missing': () =>
      '没有从公示目录读到证书吊销列表，证书是否已被吊销没有查清。请稍后再试，或向发文单位核实。',
  },
  revoked({ holder, organization, serial, stands }, at) {
    const whose =
      holder === 'signer' ? `${organization}的签名者证书` : `为${organization}的签名者颁发证书的机构证书`;
    const proof = stands
      ? '时间戳证明签名在此之前已经作出，签名仍然有效'
      : '没有时间戳证明签名是在此之前作出的，签名不能采信';
    return `${whose}（序列号 ${serial}）已于 ${at} 被吊销；${proof}。`;
  },
  note: '本签名为平台证书电子签名，只证明签署时掌握所登记的邮箱和验证码。',
  reportNote: '这是平台的自动签名，只证明本报告由平台生成、此后没有改动，不代表任何签署方。',
};
