// `lianqian audit`: everything in the stores against the trails. It reads, and changes nothing.
import { parseArgs } from 'node:util';
import { Refusal } from '../domain/refusal.ts';
import { DirectoryInUse } from '../local/directory-lock.ts';
import { type AuditReport, auditAll, auditOne } from '../workflow/audit.ts';
import { NothingThere, withStores } from './audit-place.ts';
import { auditWords } from './audit-words.ts';
import { type Answer, BadUsage, type CommandRun } from './command.ts';

const usage = {
  zh: `用法：npx lianqian audit 文书标识 | --all [--no-reprint] [--json] [--lang zh|en]

  文书标识       核对一份文书（控制台地址中 /documents/ 之后的一段）及其公示文件
  --all          核对全部：记录链、列表、文件、签名、文号登记、公示文件，以及没有来历的文件和文号
  --no-reprint   不重新排版核对（每份文书约省十分之一秒）
  --json         输出 JSON（lianqian-audit/1）

读取 DATA_DIR（默认 ./data），服务运行时也可以核对；设置了 TABLE_NAME 时核对云上的数据，用与服务相同的环境变量。
时间戳的核验需要与服务相同的 TIMESTAMP_ROOTS。只读取，不改动。
退出码：0 一致；1 有不一致；2 用法不对或者没有数据。提示（!）不影响退出码。`,
  en: `Usage: npx lianqian audit DOCUMENT | --all [--no-reprint] [--json] [--lang zh|en]

  DOCUMENT       checks one document (what follows /documents/ in its address) and what is public of it
  --all          checks everything: chains, listings, files, signatures, numbers, public files, and whatever is extra
  --no-reprint   does not print issued documents once more (about a tenth of a second each)
  --json         prints JSON (lianqian-audit/1)

Reads DATA_DIR (default ./data), beside a running server too; with TABLE_NAME set, the cloud, by the variables of the
service. Time-stamps are judged by TIMESTAMP_ROOTS, as in the service. Reads only.
Exit status: 0 clean; 1 findings; 2 wrong usage or no data. Warnings (!) do not count.`,
};

export const audit: CommandRun = {
  usage,
  async run(args, language): Promise<Answer> {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        all: { type: 'boolean', default: false },
        'no-reprint': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    });
    const say = (zh: string, en: string) => (language === 'zh' ? zh : en);
    const [id, ...others] = positionals;
    if (others.length > 0 || values.all === (id !== undefined))
      throw new BadUsage(say('请给出一份文书的标识，或者 --all。', 'Name one document, or --all.'));
    try {
      const report = await withStores(!values['no-reprint'], (world, running) =>
        id === undefined ? auditAll(world, running) : auditOne(world, id),
      );
      return answer(report, values.json ? json(report) : auditWords(report, language));
    } catch (fault) {
      if (fault instanceof NothingThere)
        return { status: 2, lines: [say('没有可以核对的数据', 'There is nothing to audit'), fault.message] };
      if (fault instanceof DirectoryInUse) return { status: 2, lines: [fault.message] };
      if (!(fault instanceof Refusal)) throw fault;
      return { status: 2, lines: [say('没有这份文书。', 'There is no such document.')] };
    }
  },
};

function answer({ findings }: AuditReport, lines: string[]): Answer {
  return { status: findings.some(({ level }) => level === 'finding') ? 1 : 0, lines };
}

const json = (report: AuditReport): string[] => [
  JSON.stringify({ format: 'lianqian-audit/1', ...report }, null, 2),
];
