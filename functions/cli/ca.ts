// `lianqian ca`: the authority behind the signatures, seen and changed by whoever runs the system.
import { parseArgs } from 'node:util';
import { NoKeyProvided, RootEnding } from '../adapters/authority-record.ts';
import { AuthorityChanged } from '../adapters/dynamo-authority.ts';
import { KeyAway } from '../adapters/file-signing-key.ts';
import { authoritySettings } from '../config.ts';
import { DirectoryInUse } from '../local/directory-lock.ts';
import { type OpenAuthority, withAuthority } from './authority-place.ts';
import { create, rotate } from './ca-change.ts';
import { exportRoot, FORMATS, type Format } from './ca-export.ts';
import { REASONS } from './ca-reasons.ts';
import { revoke } from './ca-revoke.ts';
import { show } from './ca-show.ts';
import { type Answer, BadUsage, type CommandRun } from './command.ts';
import { type Say, saying } from './say.ts';

const OPTIONS = {
  organization: { type: 'string' },
  root: { type: 'boolean' },
  key: { type: 'string' },
  'root-key': { type: 'string' },
  format: { type: 'string' },
  out: { type: 'string' },
  reason: { type: 'string' },
  issuer: { type: 'string' },
  since: { type: 'string' },
} as const;

const ACTIONS = ['show', 'create', 'rotate', 'export', 'revoke'];

const reasons = (language: 'zh' | 'en') =>
  Object.entries(REASONS)
    .map(([name, reason]) => `                      ${name.padEnd(21)} ${reason[language]}`)
    .join('\n');

export const ca: CommandRun = {
  usage: {
    zh: `用法：npx lianqian ca 操作 [参数] [--lang zh|en]

操作：
  show              查看各证书的状态、指纹、有效期、密钥位置和公布地址
  create            建立证书机构：根证书和签发证书各一张。不建立的，服务首次启动时自动建立
  rotate            更换签发证书；加 --root 连同根证书一起更换。此前的签名不受影响
  export            导出根证书，并说明怎样安装
  revoke 序列号      吊销一张签发证书或者签名证书

参数：
  --organization 单位 证书上的运行单位。create 必填；rotate 不给的，与现有证书相同
  --format 格式       export 必填：${FORMATS.join('、')}
  --out 文件夹        export 写到哪里，不给的写到当前文件夹
  --issuer 指纹开头   revoke 签名证书：由哪张签发证书签发，见 show 的 SHA-256
  --reason 原因       revoke 的原因，不给的为 unspecified：
${reasons('zh')}
  --since 时刻        revoke：从何时起不再可信，不给的为现在；密钥泄露的必填，为最早可能泄露的日期或时刻
  --key 密钥          云上使用：新签发证书的 KMS 密钥（ECC_NIST_P256）
  --root-key 密钥     云上使用：新根证书的 KMS 密钥

在哪里：设置了 TABLE_NAME 的，用云上的表，另须设置 ORGANIZATION、PUBLIC_URL；
没有设置的，用数据目录 DATA_DIR（默认 ./data），须先停止服务。

退出码：0 完成；1 已有证书机构、没有改动，或者 show 发现已不能签发文书；2 用法不对，或者缺少密钥等条件。`,
    en: `Usage: npx lianqian ca ACTION [OPTIONS] [--lang zh|en]

Actions:
  show              each certificate: state, fingerprint, term, place of its key, where it is published
  create            make the authority, a root and an issuing certificate; else the first start makes it
  rotate            a new issuing certificate; with --root a new root as well. Earlier signatures stand
  export            the root as a file, and how it is installed
  revoke SERIAL     revoke an issuing certificate or a signer's

Options:
  --organization NAME the office in the certificates. Needed by create; rotate keeps the present one
  --format FORMAT     needed by export: ${FORMATS.join(', ')}
  --out FOLDER        where export writes, else to this folder
  --issuer BEGINNING  revoke of a signer's: under which issuing certificate, its SHA-256 as show prints it
  --reason REASON     why it is revoked, else unspecified:
${reasons('en')}
  --since WHEN        revoke: from when on it is not believed, else now; needed where its key is compromised:
                      the day or instant from which on it may have been
  --key KEY           in the cloud: the KMS key (ECC_NIST_P256) of the new issuing certificate
  --root-key KEY      in the cloud: that of the new root

Where: with TABLE_NAME the table in the cloud, and ORGANIZATION and PUBLIC_URL are needed too; without it
the data folder DATA_DIR (./data), with the server stopped.

Exit status: 0 done; 1 there is an authority already, or show finds that nothing can be issued; 2 wrong usage, or a key is away.`,
  },
  async run(args, language) {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS });
    const say = saying(language);
    const [action, ...rest] = positionals;
    const wanted = action === 'revoke' ? 1 : 0;
    if (ACTIONS.includes(action ?? '') && rest.length !== wanted)
      throw new BadUsage(say('参数的个数不对。', 'Wrong number of arguments.'));
    const act = (open: OpenAuthority): Promise<Answer> | Answer => {
      const { organization, root = false, format, out = '.' } = values;
      switch (action) {
        case 'create':
          if (!organization)
            throw new BadUsage(
              say('请用 --organization 给出运行单位。', 'Name the office with --organization.'),
            );
          return create(open, organization, say);
        case 'show':
          return show(mustExist(open, say), say);
        case 'rotate':
          return rotate(mustExist(open, say), { root, organization }, say);
        case 'export':
          return exportRoot(mustExist(open, say).record, formatOf(format, say), out, language);
        case 'revoke':
          return revoke(mustExist(open, say), rest[0]!, values, say);
        default:
          throw new BadUsage(
            action === undefined
              ? say('请给出操作。', 'Name an action.')
              : say(`没有 ${action} 这个操作。`, `There is no action ${action}.`),
          );
      }
    };
    try {
      const named = { root: values['root-key'], issuing: values.key };
      return await withAuthority(authoritySettings(), named, async (open) => act(open));
    } catch (fault) {
      const sentence = explain(fault, say);
      if (!sentence) throw fault;
      return { status: 2, lines: [sentence] };
    }
  },
};

class NoAuthority extends Error {
  override readonly name = 'NoAuthority';
}

/** What a person can put right. */
function explain(fault: unknown, say: Say): string | undefined {
  if (fault instanceof DirectoryInUse || fault instanceof NoAuthority) return fault.message;
  if (fault instanceof KeyAway)
    return say(
      `密钥 ${fault.path} 不在。请先把它放回原处，办完后再移走。`,
      `The key ${fault.path} is away. Put it back, and move it away again afterwards.`,
    );
  if (fault instanceof RootEnding)
    return say(
      '现有根证书不能再签发签发证书（临近到期，或者由它直接签发签名证书）。请用 npx lianqian ca rotate --root 连同根证书一起更换。',
      'The present root takes no further issuing certificate (it ends soon, or issues to signers itself). Use npx lianqian ca rotate --root.',
    );
  if (fault instanceof NoKeyProvided) {
    const option = fault.kind === 'root' ? '--root-key' : '--key';
    return say(
      `没有给出新的${fault.kind === 'root' ? '根证书' : '签发证书'}密钥。请先在 KMS 建立 ECC_NIST_P256 密钥，再用 ${option} 给出。`,
      `No key for a new ${fault.kind} certificate. Create one of ECC_NIST_P256 in KMS and name it with ${option}.`,
    );
  }
  if (fault instanceof AuthorityChanged)
    return say(
      '证书机构刚刚被另一个进程更改，请重试。',
      'Another process has just changed the authority; try again.',
    );
  return undefined;
}

function mustExist(open: OpenAuthority, say: Say): OpenAuthority {
  if (open.record.authorities.length > 0) return open;
  throw new NoAuthority(
    say(
      '还没有证书机构。请用 npx lianqian ca create 建立，或者启动一次服务。',
      'There is no authority yet. Use npx lianqian ca create, or start the server once.',
    ),
  );
}

function formatOf(given: string | undefined, say: Say): Format {
  const found = FORMATS.find((format) => format === given);
  if (found) return found;
  throw new BadUsage(
    say(
      `请用 --format 给出格式：${FORMATS.join('、')}。`,
      `Name a format with --format: ${FORMATS.join(', ')}.`,
    ),
  );
}
