// A party's certificate is revoked while its document is under way: nothing more is built on that signature, staff read
// whose it is, and can end the document.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fileKeyRing } from '../../functions/adapters/authority-keys.ts';
import { fingerprint, founded, renewed, revoked } from '../../functions/adapters/authority-record.ts';
import { ownIssuer, serialOf } from '../../functions/adapters/own-issuer.ts';
import { fold } from '../../functions/domain/document.ts';
import { oneTimeCode } from '../../functions/domain/link.ts';
import type { Role } from '../../functions/domain/party.ts';
import { random } from '../../functions/handlers/assemble.ts';
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
import { retry, voidDocument } from '../../functions/workflow/void.ts';
import { timeStampingAuthority } from '../fakes/time-stamping-authority.ts';
import { QUICK_INPUT, quickWorlds } from '../threats/quick-world.ts';

const STAFF = { id: 'xining', name: '李海燕', organization: '西宁市发改委', scope: '6301' };
const HOUR = 3_600_000;

let worlds: Awaited<ReturnType<typeof quickWorlds>>;
const keys = mkdtempSync(join(tmpdir(), 'lianqian-revoked-'));
beforeAll(async () => {
  worlds = await quickWorlds();
});
afterAll(() => {
  worlds.dispose();
  rmSync(keys, { recursive: true, force: true });
});

async function issued({ stamped = false } = {}) {
  const { world } = worlds.make();
  if (stamped) {
    const authority = timeStampingAuthority({ now: () => new Date(world.clock.now()) });
    const timestamper = { available: true, stamp: async (data: Uint8Array) => authority.stamp(data) };
    world.timestamps = { ...world.timestamps, roots: [authority.root], timestamper };
  }
  const founding = () => ({
    keys: fileKeyRing(keys),
    now: world.clock.now(),
    random,
    organization: '西宁市发改委',
    publicUrl: 'http://127.0.0.1:3000/public',
  });
  let record = await founded({ version: 0, authorities: [], revoked: [] }, founding());
  world.authority = async () => ownIssuer(record, { ...founding(), clock: world.clock });
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
    world,
    id,
    state,
    agree,
    async sign(...roles: Role[]) {
      for (const role of roles) {
        await agree(role);
        await react(world, id);
      }
    },
    /** What `ca revoke` does to the record. */
    async revokeSigner(role: Role, at = world.clock.now()) {
      const { serial } = (await state()).parties[role].signed!;
      const issuer = fingerprint(record.authorities.at(-1)!.certificate);
      record = await revoked(record, { issuer, serial, at, reason: 0 }, founding());
    },
    async replaceIssuer() {
      const [root, newest] = [record.authorities[0]!, record.authorities.at(-1)!];
      const at = { issuer: fingerprint(root.certificate), at: world.clock.now(), reason: 4 };
      record = await revoked(record, { ...at, serial: serialOf(newest) }, founding());
      record = await renewed(record, founding());
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

const stuckWith = (code: string) => ({ stuck: true, code, count: 1 });

test('no further party is signed for: the document is stuck at once, and names whose signature was revoked', async () => {
  const { world, id, sign, agree, revokeSigner, state, view, audit } = await issued();
  await sign('drc');
  expect(await audit()).toEqual([]);
  await revokeSigner('drc');
  await agree('county');
  await react(world, id);
  expect((await state()).parties.county.signed).toBeUndefined();
  expect((await state()).failures).toMatchObject({ 'sign county': stuckWith('signature.revoked-drc') });
  const { failures, voidable } = await view();
  expect(failures[0]!.todo).toContain('市州发展改革部门的签名所用的证书已被吊销');
  expect(voidable).toBe(true);
  expect(await audit()).toEqual(['revocation party drc']);

  await voidDocument(world, STAFF, id, '签名证书已被吊销');
  await react(world, id);
  expect((await state()).status).toBe('voided');
  expect(await audit()).toEqual([]);
});

test('so is one whose issuing certificate was revoked and replaced', async () => {
  const { world, id, sign, agree, replaceIssuer, state } = await issued();
  await sign('enterprise');
  await replaceIssuer();
  await agree('county');
  await react(world, id);
  expect((await state()).failures).toMatchObject({
    'sign county': stuckWith('signature.revoked-enterprise'),
  });
});

test('nothing is completed when the last signature is revoked before that', async () => {
  const { world, id, agree, sign, revokeSigner, state } = await issued();
  await sign('drc', 'enterprise');
  await agree('county');
  const { append } = world.documents;
  world.documents.append = async (...given) => {
    await append(...given);
    if (given[2].some(({ kind }) => kind === 'Signed')) await revokeSigner('county');
  };
  await react(world, id);
  expect(await state()).toMatchObject({
    status: 'signing',
    failures: { complete: stuckWith('signature.revoked-county') },
  });
});

describe('signed by all and not published yet', () => {
  async function completed(given?: { stamped: boolean }) {
    const made = await issued(given);
    const { write } = made.world.site;
    made.world.site.write = async () => {
      throw new Error('the register is away');
    };
    await made.sign('drc', 'enterprise', 'county');
    made.world.site.write = write;
    expect(await made.state()).toMatchObject({ status: 'signed', failures: { publish: { stuck: false } } });
    expect((await made.view()).voidable).toBe(false);
    return made;
  }

  test('nothing is published, staff read why, and can void it', async () => {
    const { world, id, revokeSigner, state, view } = await completed();
    await expect(voidDocument(world, STAFF, id, '签名证书已被吊销')).rejects.toThrow('document.closed');
    await revokeSigner('county');
    world.clock.advance(HOUR);
    await react(world, id);
    expect((await state()).failures.publish).toMatchObject({ stuck: true, code: 'signature.revoked-county' });
    expect([...world.site.files.keys()].filter((path) => path.startsWith('by-hash/'))).toEqual([]);
    expect(await view()).toMatchObject({ voidable: true, stuck: true });

    await retry(world, STAFF, id);
    await react(world, id);
    expect((await state()).status).toBe('signed');
    await voidDocument(world, STAFF, id, '签名证书已被吊销');
    await react(world, id);
    expect(await state()).toMatchObject({ status: 'voided', failures: {} });
  });

  test('one that a time-stamp proves to be older is published', async () => {
    const { world, id, revokeSigner, state, audit } = await completed({ stamped: true });
    world.clock.advance(HOUR);
    await revokeSigner('county');
    await react(world, id);
    expect((await state()).status).toBe('published');
    expect(await audit()).toEqual([]);
  });

  test('but not where its key may have been stolen before that', async () => {
    const { world, id, revokeSigner, state } = await completed({ stamped: true });
    world.clock.advance(HOUR);
    await revokeSigner('county', '2026-11-01T00:00:00.000Z');
    await react(world, id);
    expect((await state()).failures.publish).toMatchObject({ code: 'signature.revoked-county' });
  });
});

test('the audit names a published pledge in which a signature has fallen', async () => {
  const { sign, revokeSigner, state, audit } = await issued();
  await sign('drc', 'enterprise', 'county');
  expect((await state()).status).toBe('published');
  await revokeSigner('enterprise');
  expect(await audit()).toEqual(['revocation party enterprise']);
});
