// `lianqian verify FILE`: the strict verifier on a file of this machine.
import { readFile, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { checkFile, digestOf, isPdf } from '../check/check-file.ts';
import type { RegisterAnswer } from '../check/register-answer.ts';
import { type CheckReport, isSound } from '../check/report.ts';
import { reportWords } from '../check/report-words.ts';
import type { Language } from '../check/rule-words.ts';
import { type Answer, BadUsage, type CommandRun } from './command.ts';
import { registerAt, registerUrl } from './register-client.ts';
import { type Believed, believedRoots, ownRegister } from './roots.ts';
import { saying } from './say.ts';

/** Beyond it a file is not even read; beyond 22 MB the verifier says that no issued file is so large. */
const READABLE = 256 * 1024 * 1024;

/**
 * Of V8: keep the heap small and what is young in little room. A file of millions of values took up to 228 MB of the
 * machine without it; now fewer than 200 (test/attack/command-memory.ts). An honest file is too small to notice.
 */
const SMALL_HEAP = ['--optimize-for-size', '--semi-space-growth-factor=1'];

const usage = {
  zh: `用法：npx lianqian verify 文件.pdf [--root 文件] [--time-root 文件] [--register 网址或文件夹] [--json] [--lang zh|en]

  --root 文件        所信任的根证书（PEM 或 DER）。不给时用公示目录的根证书
  --time-root 文件   所信任的时间戳机构根证书（PEM 或 DER）。不给时同上
  --register 网址    公示目录的网址，或者本机上的文件夹：查询这是不是公示的文件、证书是否已被
                     吊销。不给、也没有 --root 的，用本机数据目录（DATA_DIR；没有设置时为 ./data，
                     其中须有证书机构的密钥）中的公示目录
  --json             输出 JSON（lianqian-check/1）

退出码：0 签名有效；1 核验不通过，或者公示目录中有这份文书而没有这个文件；2 用法不对，或者文件读不了、不是 PDF。
请把显示的根证书指纹与发文单位公布的相比对：只信文件自己带的证书，等于没有核验。`,
  en: `Usage: npx lianqian verify FILE.pdf [--root FILE] [--time-root FILE] [--register URL|FOLDER] [--json] [--lang zh|en]

  --root FILE        the root certificate to trust (PEM or DER). Without it: that of the register
  --time-root FILE   roots of time-stamping authorities to trust (PEM or DER). Without it: as above
  --register URL     address of the public register, or a folder: asks it whether this is the published file, and
                     whether a certificate has been revoked. Without it, and without --root: the register in the
                     data folder of this machine (DATA_DIR, or ./data if the keys of an authority lie in it)
  --json             prints JSON (lianqian-check/1)

Exit status: 0 sound; 1 not sound, or the register has the document and not this file; 2 wrong usage, or a file that cannot be read or is no PDF.
Compare the fingerprint of the root that is shown with the one the issuing office made known: a check that
trusts the certificates in the file itself proves nothing.`,
};

export const verify: CommandRun = {
  usage,
  async run(args, language) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        root: { type: 'string' },
        'time-root': { type: 'string' },
        register: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    const [path, ...others] = positionals;
    const say = saying(language);
    if (!path) throw new BadUsage(say('请给出要核验的文件。', 'Name the file to check.'));
    if (others.length > 0) throw new BadUsage(say('一次核验一个文件。', 'One file at a time.'));
    const named = values.register === undefined ? undefined : await registerUrl(values.register, language);
    for (const flag of SMALL_HEAP) setFlagsFromString(flag);
    const own = await ownRegister();
    // Whoever names a root means another office than this one.
    const register = named ?? (values.root === undefined ? own : undefined);
    const file = await readPdf(path, language);
    if (typeof file === 'string') return { status: 2, lines: [file] };
    const believed = await believedRoots(
      { root: values.root, timeRoot: values['time-root'], register: named ?? own },
      language,
    );
    const ask = register && registerAt(register);
    const answer: RegisterAnswer = ask ? await ask.record(await digestOf(file)) : { state: 'not-asked' };
    const report = await checkFile(file, {
      ...believed,
      register: answer,
      ...(ask ? { ask } : {}),
      now: new Date().toISOString(),
    });
    const lines = values.json ? [JSON.stringify(report, null, 2)] : textOf(report, believed, language);
    return { status: isSound(report.outcome) ? 0 : 1, lines } satisfies Answer;
  },
};

/** The bytes, or a sentence why there are none. */
async function readPdf(path: string, language: Language): Promise<Uint8Array | string> {
  const say = (zh: string, en: string) => (language === 'zh' ? `${path}：${zh}` : `${path}: ${en}`);
  try {
    const found = await stat(path);
    if (found.isDirectory()) return say('这是文件夹，请给出其中的一个文件。', 'a folder; name a file in it.');
    if (found.size > READABLE)
      return say('文件太大，不是本平台签发的文件。', 'too large; not a file that the platform issued.');
    const file = await readFile(path);
    return isPdf(file)
      ? file
      : say('不是 PDF 文件，没有签名可以核验。', 'not a PDF; there are no signatures to check.');
  } catch (fault) {
    const { code } = fault as NodeJS.ErrnoException;
    if (code === 'ENOENT') return say('没有这个文件。', 'no such file.');
    if (code === 'EACCES' || code === 'EPERM') return say('没有读取的权限。', 'permission denied.');
    if (code) return say(`读不了（${code}）。`, `cannot be read (${code}).`);
    throw fault;
  }
}

function textOf(report: CheckReport, believed: Believed, language: Language): string[] {
  const words = reportWords(report, language);
  const say = saying(language);
  const section = (title: string, lines: readonly string[]) =>
    lines.length > 0 ? ['', title, ...lines.map((line) => `  ${line}`)] : [];
  const given = (...lines: string[]) => lines.filter((line) => line !== '');
  const parties = words.parties.flatMap(({ role, organization, code, signer, time }) => [
    role ? `${role}${say('：', ': ')}${organization}` : organization,
    ...(code ? [`  ${say('统一社会信用代码', 'credit code')} ${code}`] : []),
    `  ${signer}`,
    `  ${time}`,
  ]);
  const roots = (prints: readonly string[], source: string) =>
    prints.map((print) => `${print}${say('（', ' (')}${source}${say('）', ')')}`);
  return [
    words.headline,
    ...given(words.means, words.todo, words.where),
    ...section(say('签署各方', 'Signed by'), [...parties, ...given(words.open)]),
    ...section(say('文件各版', 'Revisions'), [...words.revisions, ...given(words.archive)]),
    ...section(say('证书吊销', 'Revocation'), [...words.revoked, ...given(words.revocation)]),
    ...section(say('公示', 'Public register'), given(words.register)),
    ...section(
      say('所信任的根证书（SHA-256 指纹）', 'Trusted root (SHA-256 fingerprint)'),
      roots(words.roots, believed.rootSource),
    ),
    ...section(
      say('所信任的时间戳根证书', 'Trusted roots of time-stamping authorities'),
      roots(words.timeRoots, believed.timeRootSource),
    ),
    ...section('SHA-256', [report.file.sha256]),
    ...section(say('说明', 'Note'), given(words.note)),
    ...section(say('技术细节', 'Technical detail'), given(words.detail)),
  ];
}
