// A page of a browser that keeps everything that went wrong on it.
import type { BrowserContext, Page, Viewport } from 'puppeteer-core';

export const DESKTOP: Viewport = { width: 1280, height: 900 };
export const PHONE: Viewport = {
  width: 390,
  height: 844,
  isMobile: true,
  hasTouch: true,
  deviceScaleFactor: 2,
};

/**
 * @param faults gets console errors, uncaught exceptions, failed requests, answers of 400 and more, and violations of
 *   the content security policy
 */
export async function openPage(context: BrowserContext, viewport: Viewport, faults: string[]): Promise<Page> {
  const page = await context.newPage();
  await page.setViewport(viewport);
  page.setDefaultTimeout(60_000);
  page.on('console', (message) => {
    const text = message.text();
    if (message.type() === 'error' || /Content Security Policy/i.test(text)) faults.push(`console: ${text}`);
  });
  page.on('pageerror', (error) => faults.push(`uncaught: ${error}`));
  page.on('requestfailed', (request) => {
    // A browser without a PDF viewer breaks off showing the preview in its frame; the test reads it from the answer.
    if (request.url().startsWith('blob:')) return;
    // Chromium reports an answer without a body as broken off although it came whole.
    if (request.response()?.status() === 204) return;
    faults.push(`failed: ${request.method()} ${request.url()} ${request.failure()?.errorText}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`);
  });
  return page;
}

/** How far the page is wider than the window, in CSS pixels. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}
