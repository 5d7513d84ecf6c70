// The public register as anybody uses it: find a pledge, take its file home, check the file.
import { writeFile } from 'node:fs/promises';
import type { ElementHandle, Page } from 'puppeteer-core';

/** Searches the register for a word and opens the one pledge that is found; gives its page's text. */
export async function findPledge(page: Page, baseUrl: string, word: string): Promise<string> {
  await page.goto(`${baseUrl}/public/index.html`);
  await page.waitForSelector('#search:not([hidden])');
  await page.type('#q', word);
  await page.click('#search button[type=submit]');
  const link = await page.waitForSelector('#found:not([hidden]) tbody a');
  await Promise.all([page.waitForNavigation(), link!.click()]);
  return page.$eval('main', (main) => main.textContent ?? '');
}

/** Saves the signed file that the pledge's page links to. */
export async function download(page: Page, path: string): Promise<Uint8Array> {
  const address = await page.$eval('main a[href$=".pdf"]', (link) => (link as HTMLAnchorElement).href);
  const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
  await writeFile(path, bytes);
  return bytes;
}

/** Chooses the file on the check page and gives what the page says about it. */
export async function checkFile(page: Page, baseUrl: string, path: string): Promise<string> {
  await page.goto(`${baseUrl}/public/check.html`);
  const chooser = (await page.waitForSelector('#file')) as ElementHandle<HTMLInputElement>;
  await chooser.uploadFile(path);
  await page.waitForSelector('#result .outcome');
  return page.$eval('#result', (result) => result.textContent?.replace(/\s+/g, ' ') ?? '');
}
