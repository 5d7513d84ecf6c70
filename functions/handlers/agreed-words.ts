// The words behind the versions that a signer's page names.
import { CONSENT_TEXTS, PUBLICATION_TEXTS } from '../pages/sign/consent.ts';
import type { AgreedWords } from '../workflow/act-evidence.ts';

/** Empty for a version that never was: the workflow refuses it. */
export function agreedWords(versions: { consent?: string; publication?: string }): AgreedWords {
  const { consent, publication } = versions;
  return {
    ...(consent === undefined ? {} : { consent: wordsOf(CONSENT_TEXTS, consent) }),
    ...(publication ? { publication: wordsOf(PUBLICATION_TEXTS, publication) } : {}),
  };
}

function wordsOf(texts: Readonly<Record<string, string>>, version: string): string {
  return Object.hasOwn(texts, version) ? texts[version]! : '';
}
