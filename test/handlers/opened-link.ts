// A signer whose link is open: its browser, its facts and what it would submit.
import type { EventBody } from '../../functions/domain/event.ts';
import type { Role } from '../../functions/domain/party.ts';
import type { DocumentFacts } from '../../functions/pages/sign/facts.ts';
import { CONSENT_VERSION, PUBLICATION_VERSION } from '../../functions/workflow/signer.ts';
import { type SampleOptions, type SampleSigning, sampleSigning, visitor } from './sample-signing.ts';

export const at = (id: string, role: Role) => `/api/${id}/${role}`;

/** A signer whose link is open. */
export async function opened(role: Role = 'county', options: SampleOptions = {}) {
  const signing = await sampleSigning(options);
  return { ...signing, role, ...(await openedIn(signing, role)) };
}

export async function openedIn(signing: SampleSigning, role: Role) {
  const browser = visitor(signing.app);
  const answer = await browser.post('/api/session', { token: signing.token(role) });
  const base = at(signing.id, role);
  const facts = async () => (await (await browser.get(base)).json()) as DocumentFacts;
  const submission = async () => ({
    code: await signing.code(role),
    consent: CONSENT_VERSION,
    publication: PUBLICATION_VERSION,
    shown: (await facts()).revision!,
  });
  return { browser, answer, base, facts, submission };
}

export const codeOf = async (response: Response): Promise<string> =>
  ((await response.json()) as { code: string }).code;
export const kinds = async ({
  documents,
  id,
}: {
  documents: { load(id: string): Promise<unknown> };
  id: string;
}) => ((await documents.load(id)) as { events: EventBody[] }).events.map(({ kind }) => kind);
export const count = (list: string[], kind: string) => list.filter((one) => one === kind).length;
