// A real browser: the one that is installed, else the Chromium that npm brings, with the libraries it needs.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import puppeteer, { type Browser } from 'puppeteer-core';

const INSTALLED = [
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const FONTS = fileURLToPath(new URL('../../templates/fonts', import.meta.url));

/** Without a sandbox, because in containers there is none to be had; it only ever visits this machine. */
const FLAGS = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--no-first-run', '--lang=zh-CN'];

/**
 * `CHROME_PATH` names another browser; `npm` stands for the one from npm.
 * @param directory for the profile and for what is unpacked; remove it when the browser is closed
 */
export async function launchBrowser(directory: string): Promise<Browser> {
  const named = process.env.CHROME_PATH;
  const installed = named ?? INSTALLED.find((path) => existsSync(path)) ?? 'npm';
  const fromNpm = installed === 'npm';
  await mkdir(directory, { recursive: true });
  return puppeteer.launch({
    executablePath: fromNpm ? await unpackChromium(directory) : installed,
    headless: fromNpm ? 'shell' : true,
    args: FLAGS,
    userDataDir: join(directory, 'profile'),
    env: {
      ...process.env,
      FONTCONFIG_FILE: await configureFonts(directory),
      ...(fromNpm ? { LD_LIBRARY_PATH: join(directory, 'al2023', 'lib') } : {}),
    },
  });
}

/** The fonts of the documents and no others: a fresh machine has none, and without any Chromium's pages crash. */
async function configureFonts(directory: string): Promise<string> {
  const path = join(directory, 'fonts.conf');
  const lines = [`<dir>${FONTS}</dir>`, `<cachedir>${join(directory, 'font-cache')}</cachedir>`];
  await writeFile(path, `<fontconfig>${lines.join('')}</fontconfig>`);
  return path;
}

/** In a process of its own, because the package unpacks into TMPDIR, and its libraries only where it sees a Lambda. */
async function unpackChromium(directory: string): Promise<string> {
  const script = `
    const { default: chromium } = await import('@sparticuz/chromium');
    process.stdout.write(await chromium.executablePath());
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, TMPDIR: directory, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
  });
  return stdout;
}
