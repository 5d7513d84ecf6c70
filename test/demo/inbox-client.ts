// The demonstration's inbox: how a signer finds the link and the code that were mailed.
import type { CaughtMail } from '../../functions/local/mail-catcher.ts';
import { waitFor } from './timeline.ts';

export interface InboxClient {
  /** The token of the link to this document, once its invitation has arrived. */
  linkToken(to: string, documentId: string): Promise<string>;
  /** How many mails have come to this address. */
  count(to: string): Promise<number>;
  /** The newest code, once one is among more than `before` mails have come. */
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
        const all = await mails(to);
        // The end of an earlier document may be mailed in between.
        const since = all.slice(0, all.length - before).find(({ subject }) => subject.includes('验证码'));
        return since && /^\d{6}$/m.exec(since.text)?.[0];
      }),
  };
}
