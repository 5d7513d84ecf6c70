// `lianqian ca`: the authority behind the signatures, seen and changed by whoever runs the system.
import { X509Certificate } from 'node:crypto';
import { parseArgs } from 'node:util';
import {
  type AuthorityRecord,
  fingerprint,
  founded,
  isRoot,
  NoKeyProvided,
  RootEnding,
  renewed,
  revoked,
  type StoredAuthority,
} from '../adapters/authority-record.ts';
import { AuthorityChanged, saveAuthority } from '../adapters/dynamo-authority.ts';
import { KeyAway } from '../adapters/file-signing-key.ts';
import { issuersOf, serialOf, termOf, validity } from '../adapters/own-issuer.ts';
import { authoritySettings } from '../config.ts';
import { DirectoryInUse } from '../local/directory-lock.ts';
import { organizationOf } from '../sign/organization-of.ts';
import { type OpenAuthority, withAuthority } from './authority-place.ts';
import { exportRoot, FORMATS, type Format } from './ca-export.ts';
import { type Answer, BadUsage, type CommandRun } from './command.ts';

type Say = (zh: string, en: string) => string;

const DAY_MS = 24 * 60 * 60_000;
/** CRLReason (RFC 5280 §5.3.1), those that fit our certificates. */
const REASONS = {
  unspecified: 0,
  keyCompromise: 1,
  affiliationChanged: 3,
  superseded: 4,
  cessationOfOperation: 5,
  privilegeWithdrawn: 9,
} as const;

export const ca: CommandRun = {
  usage: {
    zh: `用法：npx lianqian ca 操作
  show                        查看证书、指纹、密钥位置和剩余天数
  create --organization 单位   首次启动前建立证书机构
  rotate [--root] [--organization 单位]   更换下级证书；加 --root 连同根证书一起更换
  export --format 格式 [--out 文件夹]   导出根证书：${FORMATS.join('、')}
  revoke 序列号 [--reason 原因] [--issuer 指纹开头]   吊销一张证书；原因：${Object.keys(REASONS).join('、')}
云上使用：设置 TABLE_NAME、ORGANIZATION、PUBLIC_URL，用 --key 和 --root-key 给出 KMS 密钥；否则使用 DATA_DIR 数据目录，须先停止服务。`,
    en: `Usage: npx lianqian ca ACTION
  show                        certificates, fingerprints, places of keys, days left
  create --organization NAME  make the authority before the first start
  rotate [--root] [--organization NAME]   a new issuing certificate; with --root a new root as well
  export --format FORMAT [--out FOLDER]   the root: ${FORMATS.join(', ')}
  revoke SERIAL [--reason REASON] [--issuer FINGERPRINT]   revoke a certificate; reasons: ${Object.keys(REASONS).join(', ')}
In the cloud: set TABLE_NAME, ORGANIZATION and PUBLIC_URL, and name KMS keys with --key and --root-key; else DATA_DIR is used, with the server stopped.`,
  },
  async run(args, language) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        organization: { type: 'string' },
        root: { type: 'boolean' },
        key: { type: 'string' },
        'root-key': { type: 'string' },
        format: { type: 'string' },
        out: { type: 'string' },
        reason: { type: 'string' },
        issuer: { type: 'string' },
      },
    });
    const say: Say = (zh, en) => (language === 'zh' ? zh : en);
    const [action, ...rest] = positionals;
    const wanted = action === 'revoke' ? 1 : 0;
    if (rest.length !== wanted) throw new BadUsage(say('参数的个数不对。', 'Wrong number of arguments.'));
    const settings = authoritySettings();
    const named = { root: values['root-key'], issuing: values.key };
    const act = (open: OpenAuthority): Promise<Answer> | Answer => {
      switch (action) {
        case 'show':
          return show(open, say);
        case 'create':
          if (!values.organization)
            throw new BadUsage(
              say('请用 --organization 给出运行单位。', 'Name the office with --organization.'),
            );
          return create(under(open, values.organization), say);
        case 'rotate':
          return rotate(under(open, values.organization ?? organizationIn(open)), values.root ?? false, say);
        case 'export':
          return exportRoot(mustExist(open, say), formatOf(values.format, say), values.out ?? '.', language);
        case 'revoke':
          return revoke(open, rest[0]!, values, say);
        default:
          throw new BadUsage(say('请给出操作。', 'Name an action.'));
      }
    };
    try {
      return await withAuthority(settings, named, async (open) => act(open));
    } catch (fault) {
      const sentence = explain(fault, say);
      if (!sentence) throw fault;
      return { status: 2, lines: [sentence] };
    }
  },
};

/** What a person can put right. */
function explain(fault: unknown, say: Say): string | undefined {
  if (fault instanceof DirectoryInUse) return fault.message;
  if (fault instanceof KeyAway)
    return say(
      `密钥 ${fault.path} 不在。请先把它放回原处，办完后再移走。`,
      `The key ${fault.path} is away. Put it back, and move it away again afterwards.`,
    );
  if (fault instanceof RootEnding)
    return say(
      '现有根证书不能再签发下级证书（临近到期，或者是早期版本的根证书）。请用 lianqian ca rotate --root 连同根证书一起更换。',
      'The present root takes no further authority (it ends soon, or is one of an earlier version). Use lianqian ca rotate --root.',
    );
  if (fault instanceof NoKeyProvided)
    return say(
      `没有给出新的${fault.kind === 'root' ? '根证书' : '下级证书'}密钥。请先在 KMS 建立 ECC_NIST_P256 密钥，再用 ${fault.kind === 'root' ? '--root-key' : '--key'} 给出。`,
      `No key for a new ${fault.kind} certificate. Create one of ECC_NIST_P256 in KMS and name it with ${fault.kind === 'root' ? '--root-key' : '--key'}.`,
    );
  if (fault instanceof AuthorityChanged)
    return say(
      '证书机构刚刚被另一个进程更改，请重试。',
      'Another process has just changed the authority; try again.',
    );
  return undefined;
}

function mustExist({ record }: OpenAuthority, say: Say): AuthorityRecord {
  if (record.authorities.length === 0)
    throw new BadUsage(
      say(
        '还没有证书机构。请用 lianqian ca create 建立，或者启动一次服务。',
        'There is no authority yet. Use lianqian ca create, or start the server once.',
      ),
    );
  return record;
}

function show(open: OpenAuthority, say: Say): Answer {
  const record = mustExist(open, say);
  const lines = record.authorities.flatMap((one) => [...describe(one, open, say), '']);
  const current = issuersOf(record).at(-1);
  if (!current)
    return {
      status: 1,
      lines: [...lines, say('没有可用的下级证书，请更换。', 'No authority is left to issue; rotate.')],
    };
  const { issuesUntil } = termOf(record);
  const left = daysUntil(new Date(issuesUntil), open.founding.now);
  lines.push(
    say(
      `${issuesUntil.slice(0, 10)} 之前（还有 ${left} 天）须运行 lianqian ca rotate，届时起不再签发新文书。`,
      `Rotate before ${issuesUntil.slice(0, 10)} (${left} days): from then on nothing is issued for signing.`,
    ),
    say(`已吊销 ${record.revoked.length} 张证书。`, `${record.revoked.length} certificates are revoked.`),
  );
  return { status: left > 0 ? 0 : 1, lines };
}

function describe(one: StoredAuthority, { keyAt, founding }: OpenAuthority, say: Say): string[] {
  const certificate = new X509Certificate(one.certificate);
  const { notBefore, notAfter } = validity(one);
  const { where, there } = keyAt(one.key);
  const away = there === false ? say('（不在）', ' (away)') : '';
  const kinds = {
    root: say('根证书', 'Root'),
    issuing: say('下级证书', 'Issuing certificate'),
    direct: say(
      '根证书（早期版本，直接签发签名证书）',
      'Root (of an earlier version, issuing to signers itself)',
    ),
  };
  const day = (date: Date) => date.toISOString().slice(0, 10);
  return [
    `${kinds[one.kind]}  ${certificate.subject.split('\n').reverse().join(', ')}`,
    `  ${say('序列号', 'serial')}  ${serialOf(one)}`,
    `  SHA-256  ${certificate.fingerprint256}`,
    `  ${say('有效期', 'valid')}  ${day(notBefore)} – ${day(notAfter)} ${say(`（还有 ${daysUntil(notAfter, founding.now)} 天）`, `(${daysUntil(notAfter, founding.now)} days left)`)}`,
    `  ${say('密钥', 'key')}  ${where}${away}`,
  ];
}

const daysUntil = (date: Date, now: string): number =>
  Math.floor((date.getTime() - Date.parse(now)) / DAY_MS);

const under = (open: OpenAuthority, organization: string): OpenAuthority => ({
  ...open,
  founding: { ...open.founding, organization },
});

/** Who stands behind the present certificates stands behind the next. */
function organizationIn({ record, founding }: OpenAuthority): string {
  const root = record.authorities.findLast(isRoot);
  return root ? organizationOf(root.certificate) : founding.organization;
}

async function create(open: OpenAuthority, say: Say): Promise<Answer> {
  if (open.record.authorities.length > 0)
    return {
      status: 1,
      lines: [
        say(
          '已有证书机构，没有改动。更换请用 lianqian ca rotate。',
          'There is an authority; nothing was changed. Use lianqian ca rotate.',
        ),
      ],
    };
  return added(open, await founded(open.record, open.founding), say);
}

async function rotate(open: OpenAuthority, root: boolean, say: Say): Promise<Answer> {
  const record = mustExist(open, say);
  return added(open, await (root ? founded : renewed)(record, open.founding), say);
}

async function added(open: OpenAuthority, record: AuthorityRecord, say: Say): Promise<Answer> {
  await saveAuthority(open.place, record);
  const fresh = record.authorities.slice(open.record.authorities.length);
  const root = record.authorities.findLast(isRoot)!;
  const { where } = open.keyAt(root.key);
  return {
    status: 0,
    lines: [
      ...fresh.flatMap((one) => describe(one, open, say)),
      ...(root.kind === 'root'
        ? [
            say(
              `根证书的密钥 ${where} 只在更换和吊销下级证书时使用，现在可以移到保险柜（KMS：停用）。`,
              `The root's key ${where} is used only to rotate and to revoke an issuing certificate: move it to a safe now (KMS: disable it).`,
            ),
          ]
        : []),
      say(
        '此前的签名仍在原来的证书之下有效。新证书在服务下次启动时（云上一分钟内）公布。',
        'Earlier signatures stand under their own certificates. The new ones are published when the server starts next (in the cloud within a minute).',
      ),
    ],
  };
}

async function revoke(
  open: OpenAuthority,
  given: string,
  { reason = 'unspecified', issuer: asked }: { reason?: string | undefined; issuer?: string | undefined },
  say: Say,
): Promise<Answer> {
  const record = mustExist(open, say);
  const serial = given
    .toLowerCase()
    .replace(/[:\s]/g, '')
    .replace(/^(00)+(?=.)/, '');
  if (!/^(?:[0-9a-f]{2}){1,20}$/.test(serial))
    throw new BadUsage(say('序列号应为十六进制。', 'A serial number is hexadecimal.'));
  if (!Object.hasOwn(REASONS, reason))
    throw new BadUsage(say(`没有 ${reason} 这个原因。`, `There is no reason ${reason}.`));
  const issuer = issuerFor(record, serial, asked, say);
  const revocation = {
    issuer: fingerprint(issuer.certificate),
    serial,
    at: open.founding.now,
    reason: REASONS[reason as keyof typeof REASONS],
  };
  await saveAuthority(open.place, await revoked(record, revocation, open.founding));
  return {
    status: 0,
    lines: [
      say(
        `证书 ${serial} 已吊销。新的吊销列表在服务下次启动时（云上一分钟内）公布。已签的文书需要作废的，请在控制台作废。`,
        `Certificate ${serial} is revoked. The new list is published when the server starts next (in the cloud within a minute). Void the document in the console if need be.`,
      ),
    ],
  };
}

/** An authority's own serial is known; that of a signer does not say under which it was issued. */
function issuerFor(
  record: AuthorityRecord,
  serial: string,
  asked: string | undefined,
  say: Say,
): StoredAuthority {
  const { authorities } = record;
  const own = authorities.findIndex((one) => serialOf(one) === serial);
  if (own >= 0) {
    if (isRoot(authorities[own]!))
      throw new BadUsage(
        say(
          '根证书不能吊销：请更换，并通知使用者删除旧根证书。',
          'A root cannot be revoked: rotate it, and have people remove the old one.',
        ),
      );
    return authorities.slice(0, own).findLast(isRoot)!;
  }
  const prefix = asked?.toLowerCase().replace(/[:\s]/g, '');
  const found = authorities.filter(
    (one) => one.kind !== 'root' && (!prefix || fingerprint(one.certificate).startsWith(prefix)),
  );
  if (found.length !== 1)
    throw new BadUsage(
      say(
        '有多张（或没有）这样的签发证书，请用 --issuer 给出签发者 SHA-256 指纹的开头（见 ca show）。',
        'Several issuers (or none) fit: give the beginning of the SHA-256 fingerprint of one with --issuer (see ca show).',
      ),
    );
  return found[0]!;
}

function formatOf(given: string | undefined, say: Say): Format {
  const found = FORMATS.find((format) => format === given);
  if (!found)
    throw new BadUsage(
      say(
        `请用 --format 给出格式：${FORMATS.join('、')}。`,
        `Name a format with --format: ${FORMATS.join(', ')}.`,
      ),
    );
  return found;
}
