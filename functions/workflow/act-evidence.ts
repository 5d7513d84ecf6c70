// Where a signer's act came from and what words stood before the signer: a private file, named in the act's event.
import type { EventBody } from '../domain/event.ts';
import type { LinkHolder } from '../domain/link.ts';
import { canonicalJson } from '../domain/trail.ts';
import { getJson, putJson } from './form.ts';
import type { World } from './world.ts';

/** As the request has it; nothing of it is proven but that a connection from `address` could be answered. */
export interface Circumstances {
  /** Of the other end of the connection. */
  address: string;
  /** What X-Forwarded-For says: true only as far as the proxies before us are. */
  forwarded?: string;
  userAgent: string;
}

/** The words agreed to, whole: versions name them, files keep them. A party that seals agrees to being published only. */
export interface AgreedWords {
  consent?: string;
  publication?: string;
}

export interface ActEvidence {
  format: 'lianqian-act/1';
  document: string;
  role: string;
  act: string;
  from?: Circumstances;
  words?: AgreedWords;
  /**
   * By chance, 32 hexadecimal digits: an address could be guessed from the digest alone, and the digest stays in the
   * trail when the file is deleted.
   */
  salt: string;
}

const ACTS = [
  'Opened',
  'CodeRequested',
  'CodeRefused',
  'Consented',
  'Declined',
  'ScanReceived',
  'SealRequested',
] as const;
/** Those by which a party agrees to something. */
const AGREEING: readonly string[] = ['Consented', 'ScanReceived', 'SealRequested'];
type Act = Extract<EventBody, { kind: (typeof ACTS)[number] }>;

const isAct = (event: EventBody): event is Act => (ACTS as readonly string[]).includes(event.kind);

/**
 * Of one request: gives events with the digests of their evidence. It is asked for what is decided: an act that is
 * refused leaves no file, and one that is decided again, because another writer was first, no second one.
 */
export function withEvidence(
  { files, random }: Pick<World, 'files' | 'random'>,
  { document, role }: LinkHolder,
  { from, words }: { from?: Circumstances | undefined; words?: AgreedWords | undefined },
): (events: readonly EventBody[]) => Promise<EventBody[]> {
  let salt: string | undefined;
  async function kept(event: EventBody): Promise<EventBody> {
    if (!isAct(event) || (!from && !words)) return event;
    salt ??= Buffer.from(random(16)).toString('hex');
    const evidence: ActEvidence = {
      format: 'lianqian-act/1',
      document,
      role,
      act: event.kind,
      ...(from ? { from } : {}),
      ...(words && AGREEING.includes(event.kind) ? { words } : {}),
      salt,
    };
    return { ...event, evidence: await putJson(files, canonicalJson(evidence)) };
  }
  return (events) => Promise.all(events.map(kept));
}

export async function readEvidence(files: World['files'], digest: string): Promise<ActEvidence> {
  return getJson(files, digest);
}
