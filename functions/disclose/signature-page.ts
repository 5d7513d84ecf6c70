// The page that says what an electronic signature of this platform is, and what it is not.
import { formatDate } from '../domain/time.ts';
import { htmlEntry, type PublicEntry } from './public-entry.ts';
import { renderPage } from './views.ts';

/** Certificates name this page as their practice statement (RFC 5280 §4.2.1.4). */
const SIGNATURE_PAGE = 'about-signatures.html';

export interface PublishedRoot {
  commonName: string;
  organization: string;
  /** Hexadecimal, pairs with colons between, as programs show it. */
  sha256: string;
  sha1: string;
  /** Calendar dates. */
  from: string;
  until: string;
  /** Below the root of the register. */
  path: string;
}

/** `roots`: the present one first. `stamped`: whether an independent authority states the time of signatures. */
export function signaturePage(roots: readonly PublishedRoot[], stamped: boolean): PublicEntry {
  const shown = roots.map((root) => ({
    ...root,
    from: formatDate(root.from),
    until: formatDate(root.until),
  }));
  const [present, ...earlier] = shown;
  return htmlEntry(SIGNATURE_PAGE, renderPage('about-signatures', { root: './', present, earlier, stamped }));
}
