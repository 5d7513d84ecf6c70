// The words of a document for its signer: to be read where a page of A4 is too wide. What is signed is the PDF.
import type { Hono } from 'hono';
import { Refusal } from '../domain/refusal.ts';
import { NO_TEXT, SIGNER_NOTE, textPage } from '../pages/text-page.ts';
import { issuedOnScreen } from '../workflow/screen.ts';
import { loadForHolder, visibleRevision } from '../workflow/signer.ts';
import type { SignerWorld } from './signer.ts';
import { mustHoldSession } from './signer-session.ts';

const POLICY =
  "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'; form-action 'none'";

/** `path` names document and role; whoever may see the PDF there may see this. */
export function textRoute(app: Hono, world: SignerWorld, path: string): void {
  app.get(path, async (context) => {
    const holder = mustHoldSession(context, world);
    const state = await loadForHolder(world, holder);
    if (!visibleRevision(state, holder)) throw new Refusal('document.unknown');
    const { title } = state.summary;
    const article = await issuedOnScreen(world, state);
    const page = await textPage(
      article === undefined
        ? { title, note: NO_TEXT, pdf: 'pdf', article: '' }
        : { title, note: SIGNER_NOTE, pdf: 'pdf', article },
    );
    return context.html(page, article === undefined ? 404 : 200, { 'content-security-policy': POLICY });
  });
}
