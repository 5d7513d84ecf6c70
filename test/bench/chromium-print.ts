// What rendering is compared with: the same HTML, in the same fonts, printed by a Chromium that is already running.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PDFDocument } from 'pdf-lib';
import { launchBrowser } from '../e2e/launch-browser.ts';
import { PAGES, type PledgePress } from './four-page-pledge.ts';
import { type Timing, time } from './measure.ts';

const STYLE = new URL('print.css', import.meta.url);
const FONTS = new URL('../../templates/fonts/', import.meta.url);

/** The files that the print style names by family and weight. */
const FACES = [
  ['FandolFang', 400, 'FandolFang-Regular.otf'],
  ['FandolKai', 400, 'FandolKai-Regular.otf'],
  ['Noto Sans SC', 500, 'NotoSansSC_500Medium.ttf'],
  ['Noto Serif SC', 400, 'NotoSerifSC_400Regular.ttf'],
  ['Noto Serif SC', 900, 'NotoSerifSC_900Black.ttf'],
] as const;

export interface ChromiumTimings {
  version: string;
  /** Launching, and the first document. */
  cold: number;
  /** Fonts as the project brings them: files, linked from the document. */
  linked: Timing;
  /** Fonts installed in the system beforehand, which is the best that can be done for a browser. */
  installed: Timing;
}

/** @param directory for what the browser keeps; must not exist */
export async function timeChromium(
  press: PledgePress,
  directory: string,
  runs: number,
): Promise<ChromiumTimings> {
  const style = await readFile(STYLE, 'utf8');
  const from = performance.now();
  const browser = await launchBrowser(directory);
  try {
    const page = await browser.newPage();
    // A page of a file may link to files; one whose content is set may not.
    const file = join(directory, 'pledge.html');
    const printer = (head: string) => async (number: number) => {
      await writeFile(
        file,
        `<!doctype html><html lang="zh-CN"><style>${head}</style>${press.html(number)}</html>`,
      );
      await page.goto(pathToFileURL(file).href, { waitUntil: 'load' });
      await page.evaluate(() => document.fonts.ready.then(() => true));
      const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
      const pages = (await PDFDocument.load(pdf)).getPageCount();
      if (Math.abs(pages - PAGES) > 1) throw new Error(`Chromium printed ${pages} pages`);
    };
    const installed = printer(style);
    await installed(0);
    const cold = performance.now() - from;
    const version = await browser.version();
    const timed = (print: typeof installed) => time(runs, print, 2);
    return {
      version,
      cold,
      installed: await timed(installed),
      linked: await timed(printer(faces() + style)),
    };
  } finally {
    await browser.close();
  }
}

function faces(): string {
  return FACES.map(
    ([family, weight, name]) =>
      `@font-face { font-family: "${family}"; font-weight: ${weight}; src: url("${new URL(name, FONTS).href}"); }\n`,
  ).join('');
}
