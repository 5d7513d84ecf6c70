// `npm run preview <type>`: a document type in the browser, anew after each save.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DOCUMENT_TYPES, documentType } from '../../templates/registry.ts';
import { embeddedSettings } from '../config.ts';
import type { DocumentType } from '../domain/document-type.ts';
import { dateInShanghai } from '../domain/time.ts';
import { constants } from '../handlers/assemble.ts';
import { startPreview } from './preview-server.ts';

const USAGE = `npm run preview <类型> [-- --data 数据.json] [--format pdf|html] [--port 端口] [--no-open]
类型：
${DOCUMENT_TYPES.map(({ id, name }) => `  ${id.padEnd(24)} ${name}`).join('\n')}
`;

interface Wish {
  type: DocumentType;
  data?: string;
  format: 'pdf' | 'html';
  port: number;
  open: boolean;
}

/** What the command line asks for, or why it cannot be done. */
function readWish(): Wish | string {
  let given: ReturnType<typeof parse>;
  try {
    given = parse();
  } catch (error) {
    return (error as Error).message;
  }
  const { values, positionals } = given;
  const type = documentType(positionals[0] ?? '');
  if (!type) return positionals[0] ? `没有类型 ${positionals[0]}。` : '请写明类型。';
  const { format = 'pdf', port = '0', data } = values;
  if (format !== 'pdf' && format !== 'html') return `--format 只能是 pdf 或 html，不能是 ${format}。`;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) return `--port ${port} 不是端口。`;
  if (data !== undefined && !existsSync(data)) return `没有文件 ${data}。`;
  return {
    type,
    format,
    port: Number(port),
    open: !values['no-open'],
    ...(data ? { data: resolve(data) } : {}),
  };
}

function parse() {
  return parseArgs({
    allowPositionals: true,
    options: {
      data: { type: 'string' },
      format: { type: 'string' },
      port: { type: 'string' },
      'no-open': { type: 'boolean' },
    },
  });
}

const OPENERS: Readonly<Record<string, readonly string[]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
  linux: ['xdg-open'],
};

/** If there is no browser, the address is on the terminal all the same. */
function openBrowser(url: string): void {
  const [command, ...given] = OPENERS[process.platform] ?? [];
  if (!command) return;
  spawn(command, [...given, url], { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
}

async function main(): Promise<void> {
  const wish = readWish();
  if (typeof wish === 'string') {
    process.stderr.write(`${wish}\n${USAGE}`);
    process.exitCode = 1;
    return;
  }
  const { places } = embeddedSettings();
  const { open, ...wanted } = wish;
  const server = await startPreview({
    ...wanted,
    ...places,
    uncovered: constants(places).uncovered,
    today: () => dateInShanghai(new Date().toISOString()),
  });
  process.stdout.write(
    `${wish.type.name}：${server.url}\n保存 templates/ 中的文件后自动更新，按 Ctrl+C 停止。\n`,
  );
  if (open) openBrowser(server.url);
  const stop = () => void server.stop().then(() => process.exit(0));
  process.once('SIGINT', stop).once('SIGTERM', stop);
}

main().catch((error: NodeJS.ErrnoException) => {
  process.stderr.write(
    error.code === 'EADDRINUSE' ? '端口已被占用，请用 --port 指定别的端口。\n' : `${error.stack}\n`,
  );
  process.exitCode = 1;
});
