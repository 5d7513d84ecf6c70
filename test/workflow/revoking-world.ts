// Documents that are really signed, and an authority that revokes what it has issued: what `ca revoke` does to the record.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fold } from '../../functions/domain/document.ts';
import { oneTimeCode } from '../../functions/domain/link.ts';
import type { Role } from '../../functions/domain/party.ts';
import { documentView } from '../../functions/pages/document-view.ts';
import { auditSignatures } from '../../functions/workflow/audit-signatures.ts';
import { draft } from '../../functions/workflow/draft.ts';
import { issue } from '../../functions/workflow/issue.ts';
import { react } from '../../functions/workflow/react.ts';
import {
  CONSENT_VERSION,
  consent,
  PUBLICATION_VERSION,
  requestCode,
} from '../../functions/workflow/signer.ts';
import { hasFallen } from '../../functions/workflow/void.ts';
import { timeStampingAuthority } from '../fakes/time-stamping-authority.ts';
import { QUICK_INPUT, type QuickWorld, quickWorlds } from '../threats/quick-world.ts';
import { changingAuthority } from './changing-authority.ts';

export const STAFF = { id: 'xining', name: '李海燕', organization: '西宁市发改委', scope: '6301' };

/** `dispose` when no more are wanted. */
export function revokingWorlds() {
  const keys = mkdtempSync(join(tmpdir(), 'lianqian-revoked-'));
  let made: ReturnType<typeof quickWorlds> | undefined;

  /** One document, issued. `stamped`: with a time-stamping authority. */
  async function issued({ stamped = false } = {}) {
    made ??= quickWorlds();
    const { world } = (await made).make();
    if (stamped) {
      const stamping = timeStampingAuthority({ now: () => new Date(world.clock.now()) });
      const timestamper = { available: true, stamp: async (data: Uint8Array) => stamping.stamp(data) };
      world.timestamps = { ...world.timestamps, roots: [stamping.root], timestamper };
    }
    const authority = await changingAuthority(world, keys);
    const first = await issuedIn(world);
    return {
      world,
      ...first,
      another: () => issuedIn(world),
      /** What `ca revoke` does to the record. */
      async revokeSigner(role: Role, at = world.clock.now(), of = first) {
        const { serial } = (await of.state()).parties[role].signed!;
        await authority.revokeSigner(serial, at);
      },
      async replaceIssuer() {
        await authority.revokeNewest(4);
        await authority.rotate();
      },
      /** The record as it was before: a backup is put back, or nothing was ever revoked. */
      record: authority.record,
      setBack: authority.setBack,
    };
  }

  return {
    issued,
    async dispose() {
      (await made)?.dispose();
      rmSync(keys, { recursive: true, force: true });
    },
  };
}

async function issuedIn(world: QuickWorld) {
  const { id } = await draft(world, STAFF, 'together', QUICK_INPUT);
  await issue(world, id, { kind: 'workflow' });
  const events = async () => (await world.documents.load(id))!.events;
  const state = async () => fold(await events());
  const agree = async (role: Role) => {
    const holder = { document: id, role };
    await requestCode(world, holder);
    const shown = (await state()).revisions[0]!.sha256;
    const code = oneTimeCode(world.linkSecret, holder, 1);
    await consent(world, holder, { code, consent: CONSENT_VERSION, publication: PUBLICATION_VERSION, shown });
  };
  return {
    id,
    events,
    state,
    agree,
    async sign(...roles: Role[]) {
      for (const role of roles) {
        await agree(role);
        await react(world, id);
      }
    },
    async view() {
      return documentView(id, await state(), await events(), {
        typeName: '文书',
        parties: [],
        receivers: [],
        sufficient: {},
        declineReasons: {},
        voidReason: '',
        publicUrl: '',
        now: world.clock.now(),
        fallen: await hasFallen(world, await state()),
      });
    },
    async audit() {
      const found: string[] = [];
      await auditSignatures(world, await state(), await events(), (kind, path) =>
        found.push(`${kind} ${path}`),
      );
      return found;
    },
  };
}
