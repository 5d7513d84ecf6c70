// What the public register would hold if it were written now: the real verbs, writing into a register of their own.
import { type IndexEntry, readIndex, writeIndex } from '../disclose/index-file.ts';
import { type DocumentState, fold } from '../domain/document.ts';
import { currentRevision } from '../domain/document-questions.ts';
import type { RevokedSignature } from '../domain/event.ts';
import type { CertificateIssuer } from '../ports/certificate-issuer.ts';
import type { StoredDocument } from '../ports/document-store.ts';
import { PublicConflict, type PublicSite } from '../ports/public-site.ts';
import type { Publishing as Register } from './authority-files.ts';
import { type NotedRevocation, revokedSignatures, sameRevoked } from './noted-revocations.ts';
import { prepareRegister } from './prepare-register.ts';
import { writePledge } from './publish.ts';
import type { World } from './world.ts';

export type Files = Map<string, Uint8Array>;
type Publishing = Pick<
  Parameters<typeof writePledge>[0],
  'files' | 'documentType' | 'authority' | 'timestamps'
>;

/** A site in memory over a standing one: reads fall through where `below` is given, writes never do. */
export function shadowSite(below?: PublicSite): PublicSite & { written: Files; readThrough: Set<string> } {
  const written: Files = new Map();
  const readThrough = new Set<string>();
  const tag = (path: string) => (written.has(path) ? 'written' : undefined);
  return {
    written,
    readThrough,
    async read(path) {
      const own = written.get(path);
      if (own) return { bytes: own, tag: 'written' };
      const standing = await below?.read(path);
      if (standing) readThrough.add(path);
      return standing;
    },
    async write(path, bytes, _type, replaces) {
      if (replaces === 'nothing' && tag(path)) throw new PublicConflict(path);
      written.set(path, bytes);
    },
  };
}

export interface ExpectedPledge {
  entry: IndexEntry;
  /** Its own files; not what the register as a whole has. */
  files: Files;
}

/** As the document's trail has it up to `events` events; undefined if that gives nothing to publish. */
async function replay(
  world: Publishing,
  stored: StoredDocument,
  { events, revoked }: { events: number; revoked: readonly RevokedSignature[] },
): Promise<ExpectedPledge | undefined> {
  const site = shadowSite();
  await writePledge({ ...world, site }, fold(stored.events.slice(0, events)), revoked);
  const index = site.written.get('index.json');
  const entry = index && readIndex(index)[0];
  if (!entry) return undefined;
  const files = new Map([...site.written].filter(([path]) => /^(pledges|by-hash)\//.test(path)));
  return { entry, files };
}

/**
 * `standing`: what must be there. `coming`: what may be there already, because it is about to be published, or because a
 * signature in it has fallen with what the register has `noted`, and that is about to be said: `due` is what, then.
 */
export async function expectedPledge(
  world: Publishing,
  stored: StoredDocument,
  state: DocumentState,
  noted: readonly NotedRevocation[],
): Promise<{ standing?: ExpectedPledge; coming?: ExpectedPledge; due?: readonly RevokedSignature[] }> {
  const published = stored.events.findLastIndex(({ kind }) => kind === 'Published');
  const said = state.publishedRevoked ?? [];
  const standing =
    published < 0 ? undefined : await replay(world, stored, { events: published, revoked: said });
  const due =
    state.status === 'published' ? await revokedSignatures(world, noted, state).catch(() => said) : [];
  const pending =
    (state.status === 'signed' && published < 0) ||
    (state.status === 'published' &&
      (state.publishedRevision !== currentRevision(state) || !sameRevoked(due, said)));
  const coming = pending
    ? await replay(world, stored, { events: stored.events.length, revoked: due }).catch(() => undefined)
    : undefined;
  return {
    ...(standing ? { standing } : {}),
    ...(coming ? { coming } : {}),
    ...(sameRevoked(due, said) ? {} : { due }),
  };
}

/** Lists of revoked certificates are signed, each time anew: audit-authority.ts reads those that stand. */
async function listless({ authority }: Pick<World, 'authority'>): Promise<CertificateIssuer> {
  const issuer = await authority();
  return { ...issuer, lists: issuer.lists.map((list) => ({ ...list, make: async () => undefined })) };
}

/** The index of these pledges, and all that follows from it and from the authority; paths that only had to be there. */
export async function expectedRegister(
  world: Register,
  entries: readonly IndexEntry[],
  beside?: (site: PublicSite) => Promise<void>,
): Promise<{ files: Files; known: Set<string> }> {
  const site = shadowSite(world.site);
  site.written.set('index.json', writeIndex(entries));
  await prepareRegister({ ...world, site, authority: () => listless(world) });
  await beside?.(site);
  return { files: site.written, known: site.readThrough };
}
