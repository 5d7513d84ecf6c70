// `lianqian audit`: everything in the stores against the trails. It reads, and changes nothing.
import { parseArgs } from 'node:util';
import { KeyAway } from '../adapters/file-signing-key.ts';
import { Refusal } from '../domain/refusal.ts';
import { DirectoryInUse } from '../local/directory-lock.ts';
import { type AuditReport, auditAll, auditOne } from '../workflow/audit.ts';
import { NothingThere, withStores } from './audit-place.ts';
import { auditWords, factWords } from './audit-words.ts';
import { type Answer, BadUsage, type CommandRun } from './command.ts';
import { namedRoots } from './roots.ts';
import { saying } from './say.ts';

const usage = {
  zh: `用法：npx lianqian audit (文书标识 | --all [--root 文件]) [--no-reprint] [--json] [--lang zh|en]

  文书标识       核对一份文书（控制台地址中 /documents/ 之后的一段）及其公示文件
  --all          核对全部：记录链及其签名、列表、文件、签名、证书机构、文号登记、公示文件，以及没有来历的内容
  --root 文件    另行保管的根证书（PEM 或 DER）：记录中的根证书必须在其中；根密钥已移走时须给出
  --no-reprint   不重新排版核对（每份文书约省十分之一秒）
  --json         输出 JSON（lianqian-audit/1）

读取 DATA_DIR（默认 ./data），服务运行时也可以核对；设置了 TABLE_NAME 时核对云上的数据，用与服务相同的环境变量。
时间戳的核验需要与服务相同的 TIMESTAMP_ROOTS。只读取，不改动。
退出码：0 一致；1 有不一致，或者数据表有读不出的内容；2 用法不对、没有数据或者没有完成。提示（!）不影响退出码。`,
  en: `Usage: npx lianqian audit (DOCUMENT | --all [--root FILE]) [--no-reprint] [--json] [--lang zh|en]

  DOCUMENT       checks one document (what follows /documents/ in its address) and what is public of it
  --all          checks everything: chains and their signed heads, listings, files, signatures, the authority, numbers, public
                 files, and whatever is extra
  --root FILE    the roots that you keep elsewhere (PEM or DER): no other may be in the record; needed when the root's
                 key is not at hand
  --no-reprint   does not print issued documents once more (about a tenth of a second each)
  --json         prints JSON (lianqian-audit/1)

Reads DATA_DIR (default ./data), beside a running server too; with TABLE_NAME set, the cloud, by the variables of the
service. Time-stamps are judged by TIMESTAMP_ROOTS, as in the service. Reads only.
Exit status: 0 clean; 1 findings, also what cannot be read; 2 wrong usage, no data, or not finished. Warnings (!) do not count.`,
};

export const audit: CommandRun = {
  usage,
  async run(args, language): Promise<Answer> {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        root: { type: 'string' },
        all: { type: 'boolean', default: false },
        'no-reprint': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    });
    const say = saying(language);
    const [id, ...others] = positionals;
    if (others.length > 0 || values.all === (id !== undefined))
      throw new BadUsage(say('请给出一份文书的标识，或者 --all。', 'Name one document, or --all.'));
    if (values.root !== undefined && id !== undefined)
      throw new BadUsage(say('--root 只与 --all 一起使用。', '--root goes with --all only.'));
    const roots = values.root === undefined ? undefined : await namedRoots(values.root, language);
    try {
      const report = await withStores(!values['no-reprint'], (world, running) =>
        id === undefined ? auditAll({ ...world, namedRoots: roots }, running) : auditOne(world, id),
      );
      return answer(report, values.json ? json(report) : auditWords(report, language));
    } catch (fault) {
      if (fault instanceof NothingThere)
        return { status: 2, lines: [say('没有可以核对的数据', 'There is nothing to audit'), fault.message] };
      if (fault instanceof KeyAway)
        return {
          status: 2,
          lines: [
            say('办理记录密钥不在原处，请放回后重试：', 'The trail key is away; put it back and try again:'),
            fault.path,
          ],
        };
      if (fault instanceof DirectoryInUse) return { status: 2, lines: [fault.message] };
      if (!(fault instanceof Refusal)) throw fault;
      return { status: 2, lines: [say('没有这份文书。', 'There is no such document.')] };
    }
  },
};

function answer({ findings }: AuditReport, lines: string[]): Answer {
  return { status: findings.some(({ level }) => level === 'finding') ? 1 : 0, lines };
}

/** In English, whatever the language: programs read it. */
function json({ findings, ...counts }: AuditReport): string[] {
  const told = findings.map((finding) => ({
    ...finding,
    expected: factWords(finding.expected, 'en'),
    found: factWords(finding.found, 'en'),
  }));
  return [JSON.stringify({ format: 'lianqian-audit/1', findings: told, ...counts }, null, 2)];
}
