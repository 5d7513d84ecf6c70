// The demonstration's inbox: how a signer finds the link and the code that were mailed.
import type { CaughtMail } from '../../functions/local/mail-catcher.ts';
import { waitFor } from './timeline.ts';

export interface InboxClient {
  /** The token of the link to this document, once its invitation has arrived. */
  linkToken(to: string, documentId: string): Promise<string>;
  /** How many mails have come to this address. */
  count(to: string): Promise<number>;
  /** The newest code, once more than `before` mails have come. */
  code(to: string, before: number): Promise<string>;
}

export function inboxClient(baseUrl: string): InboxClient {
  const mails = async (to: string): Promise<CaughtMail[]> => {
    const answer = await fetch(`${baseUrl}/mail/api?to=${encodeURIComponent(to)}`);
    return (await answer.json()).mails;
  };
  return {
    linkToken: (to, documentId) =>
      waitFor(`an invitation to ${to}`, async () => {
        const tokens = (await mails(to)).map(({ text }) => /\/sign#(\S+)/.exec(text)?.[1]);
        return tokens.find((token) => token?.startsWith(`${documentId}.`));
      }),
    count: async (to) => (await mails(to)).length,
    code: (to, before) =>
      waitFor(`a code to ${to}`, async () => {
        const newest = await mails(to);
        return newest.length > before ? /\b\d{6}\b/.exec(newest[0]!.text)?.[0] : undefined;
      }),
  };
}
