// The office console as a person uses it: log in, fill in a form by its fields' names, preview, issue.
import type { Page } from 'puppeteer-core';
import type { FormInput } from '../../functions/domain/form/field.ts';
import { flatten } from '../demo/page-form.ts';

export async function logIn(page: Page, baseUrl: string, account: string, password: string): Promise<void> {
  await page.goto(`${baseUrl}/office`);
  await page.type('#account', account);
  await page.type('#password', password);
  await Promise.all([page.waitForNavigation(), page.click('button[type=submit]')]);
  if (page.url() !== `${baseUrl}/office`)
    throw new Error(
      `the login led to ${page.url()}: ${await page.$eval('body', (body) => body.textContent)}`,
    );
}

/** From the list over the choice of a type to the form, by clicking. */
export async function beginDraft(page: Page, typeId: string): Promise<void> {
  await Promise.all([page.waitForNavigation(), page.click('a[href="/office/new"]')]);
  await Promise.all([page.waitForNavigation(), page.click(`a[href="/office/new/${typeId}"]`)]);
  await page.waitForSelector('#form');
}

export async function fillIn(page: Page, input: FormInput): Promise<void> {
  for (const [name, value] of flatten(input)) {
    const field = `#form [name="${name}"]`;
    if (!(await page.$(field))) await addRow(page, name);
    await fillField(page, field, value);
  }
}

/** `items.2.deadline` stands in the form once the rows of `items` are three. */
async function addRow(page: Page, name: string): Promise<void> {
  const rows = /^(.+?)\.\d+\./.exec(name)?.[1];
  if (!rows) throw new Error(`the form has no field ${name}`);
  await page.click(`[data-rows="${rows}"] > button[name="_add"]`);
  await page.waitForSelector(`#form [name="${name}"]`);
}

async function fillField(page: Page, field: string, value: string): Promise<void> {
  const kind = await page.$eval(field, (found) => found.getAttribute('type') ?? found.localName);
  if (kind === 'select') await page.select(field, value);
  else if (kind === 'checkbox') await page.click(field);
  else if (kind === 'date') {
    // How a date is typed depends on the browser's language; what it then holds does not.
    await page.$eval(
      field,
      (found, date) => {
        (found as HTMLInputElement).value = date;
        found.dispatchEvent(new Event('input', { bubbles: true }));
        found.dispatchEvent(new Event('change', { bubbles: true }));
      },
      value,
    );
  } else {
    await page.$eval(field, (found) => (found as HTMLInputElement).select());
    await page.keyboard.sendCharacter(value);
  }
}

/** Presses 预览 and gives the type and the beginning of the file that stands beside the form then. */
export async function preview(page: Page): Promise<{ type: string; start: string }> {
  // The page's policy lets nothing read the blob afterwards, so that it is kept when it gets its address.
  await page.evaluate(() => {
    const { createObjectURL } = URL;
    URL.createObjectURL = (shown: Blob) => {
      Object.assign(window, { shown });
      return createObjectURL(shown);
    };
  });
  await page.click('[data-do="preview"]');
  await page.waitForSelector('.preview.filled iframe[src^="blob:"]');
  return page.evaluate(async () => {
    const { shown } = window as unknown as { shown: Blob };
    return { type: shown.type, start: await shown.slice(0, 5).text() };
  });
}

/** Presses 签发, confirms, and gives the document's id. */
export async function issue(page: Page): Promise<string> {
  page.once('dialog', (dialog) => void dialog.accept());
  await Promise.all([page.waitForNavigation(), page.click('#form button[value="issue"]')]);
  const id = /\/office\/documents\/([a-z0-9]+)\?done=issued/.exec(page.url())?.[1];
  if (!id) {
    const problems = await page.$$eval('#problems li, .note.bad', (all) => all.map((one) => one.textContent));
    throw new Error(`not issued: ${page.url()} ${problems.join('; ')}`);
  }
  return id;
}
