// A signer with the link from a mail, doing over HTTP exactly what the signing page does.

import { sha256 } from '../../functions/domain/trail.ts';
import type { DocumentFacts, SignerFacts } from '../../functions/pages/sign/facts.ts';
import { Browser } from '../local/browser.ts';
import { textOf } from './page-form.ts';

export interface SignerClient {
  facts(): Promise<DocumentFacts>;
  /** The file as the page shows it. */
  pdf(): Promise<Uint8Array>;
  askForCode(): Promise<void>;
  /** Consents to these bytes; the answer comes when the consent is kept, before the signature is made. */
  sign(code: string, shown: Uint8Array): Promise<void>;
}

/** Opens the page and exchanges the token of its fragment for a cookie. */
export async function openLink(baseUrl: string, token: string): Promise<SignerClient> {
  const browser = new Browser();
  const page = await browser.visit(`${baseUrl}/sign`);
  if (page.status !== 200 || !textOf(await page.text())) throw new Error(`/sign answers ${page.status}`);
  const send = async (path: string, body?: object): Promise<Response> => {
    const init = body && {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', origin: baseUrl },
    };
    const answer = await browser.visit(`${baseUrl}${path}`, init);
    if (!answer.ok) throw new Error(`${path} answers ${answer.status}: ${await answer.text()}`);
    return answer;
  };

  const holder = await (await send('/sign/api/session', { token })).json();
  const own = `/sign/api/${holder.document}/${holder.role}`;
  const facts = async (): Promise<DocumentFacts> => {
    const found: SignerFacts = await (await send(own)).json();
    if (found.standing === 'ended') throw new Error(`the document has ended: ${found.outcome}`);
    return found;
  };
  return {
    facts,
    pdf: async () => new Uint8Array(await (await send(`${own}/pdf`)).arrayBuffer()),
    askForCode: async () => void (await send(`${own}/code`, {})),
    async sign(code, shown) {
      const { consent, publication } = await facts();
      await send(`${own}/sign`, {
        code,
        consent: consent.version,
        publication: publication?.version ?? '',
        shown: sha256(shown),
      });
    },
  };
}
