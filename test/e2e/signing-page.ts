// The signing page as a signer uses it: open the link, read the pages, get a code, sign.
import type { Page } from 'puppeteer-core';

export async function openLink(page: Page, baseUrl: string, token: string): Promise<void> {
  await page.goto(`${baseUrl}/sign#${token}`);
  await page.waitForSelector('#digest-row:not([hidden])');
}

/** Scrolls through all pages and gives, for each, the share of its canvas that is not white. */
export async function readPages(page: Page): Promise<number[]> {
  const count = (await page.$$('#pages .page')).length;
  const inked: number[] = [];
  for (let index = 0; index < count; index++) {
    const share = await page.waitForFunction(inkOfPage, { polling: 100 }, index);
    inked.push((await share.jsonValue()) as number);
  }
  return inked;
}

/** Runs in the browser: false as long as the page is not drawn. */
function inkOfPage(index: number): number | false {
  const sheet = document.querySelectorAll('#pages .page')[index];
  sheet?.scrollIntoView({ block: 'center', behavior: 'instant' });
  const canvas = sheet?.querySelector('canvas');
  const pixels = canvas?.width
    ? canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data
    : undefined;
  if (!pixels) return false;
  let dark = 0;
  for (let at = 0; at < pixels.length; at += 4)
    if ((pixels[at + 3] ?? 0) > 200 && (pixels[at] ?? 255) < 128) dark += 1;
  return dark > 0 ? dark / (pixels.length / 4) : false;
}

/** @param code asked for once the page has sent for it */
export async function sign(page: Page, code: () => Promise<string>): Promise<void> {
  await page.click('#consent');
  // Asked apart, and only where the document is published.
  if (await page.$('#publication-part:not([hidden])')) await page.click('#publication');
  await page.click('#get-code');
  await page.waitForFunction(() => document.querySelector('#code-status')?.textContent?.includes('已发往'));
  await page.type('#code', await code());
  await page.click('#submit');
  await page.waitForSelector('#result[data-standing="has-signed"]:not([hidden])');
}
