// The command line: finds the subcommand, and says what there is when it is not found.
import type { Language } from '../check/rule-words.ts';
import { BadSetting } from '../config.ts';
import { faultOf } from '../domain/fault.ts';
import { type Answer, BadUsage, type Command } from './command.ts';

const COMMANDS: Readonly<Record<string, Command>> = {
  verify: {
    about: {
      zh: '核验一份签署的 PDF 文件：谁签的、何时签的、签后改过没有',
      en: 'check a signed PDF: who signed, when, and whether it was changed since',
    },
    load: async () => (await import('./verify.ts')).verify,
  },
  ca: {
    about: {
      zh: '管理签发签名证书的证书机构：查看、建立、更换、导出、吊销',
      en: 'the authority behind signatures: show, create, rotate, export, revoke',
    },
    load: async () => (await import('./ca.ts')).ca,
  },
  audit: {
    about: {
      zh: '核对系统中的全部数据：有没有被改动、缺失或者多出的内容',
      en: 'check all data of the system: anything altered, missing or extra',
    },
    load: async () => (await import('./audit.ts')).audit,
  },
};

export async function main(args: readonly string[]): Promise<Answer> {
  const language = languageOf(args);
  const [name, ...rest] = withoutLanguage(args);
  if (name === undefined) return { status: 2, lines: help(language) };
  if (name === 'help' || name === '--help' || name === '-h') return { status: 0, lines: help(language) };
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    const unknown = language === 'zh' ? `没有 ${name} 这个命令。` : `There is no command ${name}.`;
    return { status: 2, lines: [unknown, '', ...help(language)] };
  }
  try {
    const { run, usage } = await command.load();
    if (rest.includes('--help') || rest.includes('-h')) return { status: 0, lines: [usage[language]] };
    return await run(rest, language).catch((fault) => {
      if (!(fault instanceof BadUsage) && !isParseFault(fault)) throw fault;
      return { status: 2, lines: [fault.message, '', usage[language]] };
    });
  } catch (fault) {
    return fault instanceof BadSetting ? { status: 2, lines: [fault.message] } : unfinished(fault, args);
  }
}

/** Whatever else went wrong: that it did, in one sentence. A 1 would say that something was found. */
export function unfinished(fault: unknown, args: readonly string[]): Answer {
  const { code } = faultOf(fault);
  const said = fault instanceof Error ? fault.message : String(fault);
  const what = `${code}: ${said.split('\n')[0]?.trim() ?? ''}`;
  const line =
    languageOf(args) === 'zh'
      ? `命令没有完成，不能据此判断有没有问题（${what}）。`
      : `The command did not finish, and says nothing of what it was asked (${what}).`;
  return { status: 2, lines: [line] };
}

function help(language: Language): string[] {
  const rows = Object.entries(COMMANDS).map(([name, { about }]) => `  ${name.padEnd(8)} ${about[language]}`);
  return language === 'zh'
    ? [
        '用法：npx lianqian 命令 [参数] [--lang zh|en]',
        '',
        '命令：',
        ...rows,
        '',
        '各命令的参数：npx lianqian 命令 --help',
      ]
    : [
        'Usage: npx lianqian COMMAND [OPTIONS] [--lang zh|en]',
        '',
        'Commands:',
        ...rows,
        '',
        'Options of a command: npx lianqian COMMAND --help',
      ];
}

/** As asked for, else that of the machine. */
function languageOf(args: readonly string[]): Language {
  const asked = args.flatMap((arg, at) =>
    arg === '--lang' ? [args[at + 1]] : arg.startsWith('--lang=') ? [arg.slice('--lang='.length)] : [],
  )[0];
  if (asked === 'zh' || asked === 'en') return asked;
  return new Intl.DateTimeFormat().resolvedOptions().locale.startsWith('zh') ? 'zh' : 'en';
}

/** Without `--lang` and a language after it; another word after it stays, for the command to refuse. */
function withoutLanguage(args: readonly string[]): string[] {
  const isLanguage = (arg: string | undefined) => arg === 'zh' || arg === 'en';
  return args.filter((arg, at) => {
    if (arg === '--lang=zh' || arg === '--lang=en') return false;
    if (arg === '--lang' && isLanguage(args[at + 1])) return false;
    return !(isLanguage(arg) && args[at - 1] === '--lang');
  });
}

/** ERR_PARSE_ARGS_UNKNOWN_OPTION and its like. */
function isParseFault(fault: unknown): fault is { message: string } {
  const { code } = fault as NodeJS.ErrnoException;
  return String(code).startsWith('ERR_PARSE_ARGS');
}
