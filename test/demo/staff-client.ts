// A member of staff at the console, by HTTP alone: logs in over OpenID Connect, fills in forms, presses buttons.

import type { DocumentEvent } from '../../functions/domain/event.ts';
import type { FormInput } from '../../functions/domain/form/field.ts';
import { Browser, formOf } from '../local/browser.ts';
import { flatten, type PageForm, readPageForm, textOf } from './page-form.ts';

export interface StaffClient {
  /** Fills the form of a new document, saves it, and gives the id of the draft. Throws if a field is not there. */
  draft(type: string, input: FormInput): Promise<string>;
  /** Begins a document of `type` that goes with the issued document `id`; what its form holds then, and its own id. */
  companion(id: string, type: string): Promise<{ id: string; carried: ReadonlyMap<string, string> }>;
  /** Fills the form of a draft anew and saves it. */
  fill(id: string, input: FormInput): Promise<void>;
  /** The PDF that the console shows beside the form. */
  preview(id: string): Promise<Uint8Array>;
  /** Presses 签发 on the draft as it stands. */
  issue(id: string): Promise<void>;
  trail(id: string): Promise<DocumentEvent[]>;
  pdf(id: string): Promise<Uint8Array>;
}

export async function logIn(baseUrl: string, account: string, password: string): Promise<StaffClient> {
  const browser = new Browser();
  await passLogin(browser, baseUrl, account, password);
  return staffClient(browser, baseUrl);
}

async function passLogin(
  browser: Browser,
  baseUrl: string,
  account: string,
  password: string,
): Promise<void> {
  const login = await browser.follow(`${baseUrl}/office/`, `${baseUrl}/nowhere`);
  const { action, fields } = formOf(await login.response.text());
  const answer = await browser.post(
    new URL(action, login.url).href,
    { ...fields, account, password },
    {
      origin: baseUrl,
    },
  );
  const next = answer.headers.get('location');
  if (!next) throw new Error(`the login was refused: ${textOf(await answer.text())}`);
  const home = await browser.follow(new URL(next, login.url).href, `${baseUrl}/nowhere`);
  if (home.response.status !== 200 || !home.url.startsWith(`${baseUrl}/office`))
    throw new Error(`the login led to ${home.url} with ${home.response.status}`);
  await home.response.text();
}

function staffClient(browser: Browser, baseUrl: string): StaffClient {
  const read = async (path: string): Promise<{ url: string; response: Response }> => {
    const answer = await browser.follow(`${baseUrl}${path}`, `${baseUrl}/nowhere`);
    if (answer.response.status !== 200)
      throw new Error(`${path} answers ${answer.response.status}: ${textOf(await answer.response.text())}`);
    return answer;
  };
  const page = async (path: string) => (await read(path)).response.text();
  const bytes = async (path: string) => new Uint8Array(await (await read(path)).response.arrayBuffer());
  const post = (path: string, pairs: Iterable<[string, string]>) =>
    browser.visit(`${baseUrl}${path}`, {
      method: 'POST',
      body: new URLSearchParams([...pairs]),
      headers: { origin: baseUrl },
    });
  /** The address a form leads to when all is well; else throws with what the page says. */
  const submit = async (path: string, pairs: Iterable<[string, string]>): Promise<string> => {
    const answer = await post(path, pairs);
    const location = answer.headers.get('location');
    if (answer.status !== 303 || !location)
      throw new Error(
        `${path} was not accepted (${answer.status}): ${textOf(await answer.text()).slice(0, 800)}`,
      );
    return new URL(location, `${baseUrl}${path}`).pathname;
  };

  return {
    async draft(type, input) {
      const form = readPageForm(await page(`/office/new/${type}`), { id: 'form' });
      const at = await submit(form.action, typeInto(form, input));
      const id = /\/documents\/([a-z0-9]+)/.exec(at)?.[1];
      if (!id) throw new Error(`saving a draft led to ${at}`);
      return id;
    },
    async companion(id, type) {
      const form = readPageForm(await page(`/office/documents/${id}`), { toward: '/companion' });
      const at = await submit(form.action, new Map(form.pairs).set('_type', type));
      const companion = /\/documents\/([a-z0-9]+)/.exec(at)?.[1];
      if (!companion) throw new Error(`a companion document led to ${at}`);
      const { pairs } = readPageForm(await page(`/office/documents/${companion}/edit`), { id: 'form' });
      return { id: companion, carried: new Map(pairs) };
    },
    async fill(id, input) {
      const form = readPageForm(await page(`/office/documents/${id}/edit`), { id: 'form' });
      await submit(form.action, typeInto(form, input));
    },
    async preview(id) {
      const html = await page(`/office/documents/${id}/edit`);
      const form = readPageForm(html, { id: 'form' });
      const action = /data-preview="([^"]*)"/.exec(html)![1]!.replaceAll('&amp;', '&');
      const answer = await post(action, [...form.pairs, ['_do', 'preview']]);
      return new Uint8Array(await answer.arrayBuffer());
    },
    async issue(id) {
      const form = readPageForm(await page(`/office/documents/${id}/edit`), { id: 'form' });
      await submit(form.action, [...form.pairs, ['_do', 'issue']]);
    },
    trail: async (id) => JSON.parse(await page(`/office/documents/${id}/trail.json`)).events,
    pdf: (id) => bytes(`/office/documents/${id}/pdf`),
  };
}

/** What the form sends when a person has typed `input` into it and presses 保存草稿. */
function typeInto(form: PageForm, input: FormInput): Map<string, string> {
  const typed = new Map(form.pairs);
  for (const [name, value] of flatten(input)) {
    // Rows beyond the first stand in a template and are added by the page's script.
    if (!form.names.has(name) && !/\.\d+\./.test(name)) throw new Error(`the form has no field ${name}`);
    typed.set(name, value);
  }
  return typed.set('_do', 'save');
}
