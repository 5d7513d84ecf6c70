// How one issued document gets its signatures, stage by stage, each signer by the mail that came.
import type { FormInput } from '../../functions/domain/form/field.ts';
import type { Role, SigningOrder } from '../../functions/domain/party.ts';
import { inboxClient } from './inbox-client.ts';
import { openLink, type SignerClient } from './signer-client.ts';
import { type Timeline, waitFor } from './timeline.ts';

export interface Place {
  baseUrl: string;
  timeline: Timeline;
}

export interface ToSign {
  id: string;
  name: string;
  order: SigningOrder;
  parties: Record<Role, { organization: string; email: string }>;
}

export interface Signing {
  /** The bytes each signer was shown. */
  seen: Uint8Array[];
  /** Addresses, link tokens: what must stay private. */
  secrets: string[];
}

/** @param onConsent called once a consent was acknowledged, before its signature is waited for */
export async function signAll(
  place: Place,
  document: ToSign,
  onConsent?: (role: Role) => Promise<void>,
): Promise<Signing> {
  const signing: Signing = { seen: [], secrets: [] };
  for (const stage of document.order) {
    const ready = await Promise.all(stage.map((role) => prepare(place, document, role, signing)));
    // All of a stage at once, on the same bytes: one signs the newer revision without being asked again.
    await Promise.all(ready.map((signer) => consent(place, document, signer)));
    for (const { role } of ready) await onConsent?.(role);
    await Promise.all(ready.map((signer) => waitUntilSigned(place, document, signer)));
  }
  return signing;
}

interface Ready {
  role: Role;
  client: SignerClient;
  shown: Uint8Array;
  code: string;
}

async function prepare(
  { baseUrl, timeline }: Place,
  { id, name, order, parties }: ToSign,
  role: Role,
  signing: Signing,
): Promise<Ready> {
  const inbox = inboxClient(baseUrl);
  const { organization, email } = parties[role];
  const token = await timeline.step(organization, `has the mail about ${name}`, () =>
    inbox.linkToken(email, id),
  );
  const client = await timeline.step(organization, 'opens the link', () => openLink(baseUrl, token));
  const shown = await timeline.step(organization, 'reads the PDF', () => client.pdf());
  const facts = await client.facts();
  timeline.check(
    `${organization} sees for whom it signs and who asks`,
    facts.role === role &&
      facts.standing === 'may-sign' &&
      facts.parties.length === order.flat().length &&
      facts.office !== '',
    JSON.stringify(facts),
  );
  const before = await inbox.count(email);
  await timeline.step(organization, 'asks for a code', () => client.askForCode());
  const code = await timeline.step(organization, 'has the code by mail', () => inbox.code(email, before));
  signing.seen.push(shown);
  signing.secrets.push(email, token, token.split('.').at(-1)!);
  return { role, client, shown, code };
}

async function consent({ timeline }: Place, { name, parties }: ToSign, signer: Ready): Promise<void> {
  await timeline.step(parties[signer.role].organization, `consents to ${name}`, () =>
    signer.client.sign(signer.code, signer.shown),
  );
}

async function waitUntilSigned({ timeline }: Place, { name, parties }: ToSign, signer: Ready): Promise<void> {
  const { organization } = parties[signer.role];
  await timeline.step(organization, `sees its signature on ${name}`, () =>
    waitFor(`the signature of ${organization}`, async () =>
      (await signer.client.facts()).standing === 'has-signed' ? true : undefined,
    ),
  );
}

export function partiesOf(input: FormInput): ToSign['parties'] {
  return (input as never as { parties: ToSign['parties'] }).parties;
}
