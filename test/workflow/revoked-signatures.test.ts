// A party's certificate is revoked while its document is under way: nothing more is built on that signature, staff read
// whose it is, and can end the document.
import { afterAll, describe, expect, test } from '@jest/globals';
import { readIndex } from '../../functions/disclose/index-file.ts';
import { FileDamaged } from '../../functions/ports/file-store.ts';
import { react } from '../../functions/workflow/react.ts';
import { retry, voidDocument } from '../../functions/workflow/void.ts';
import { revokingWorlds, STAFF } from './revoking-world.ts';

const HOUR = 3_600_000;

const worlds = revokingWorlds();
const { issued } = worlds;
afterAll(worlds.dispose);

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

  test.each(['a signer', 'the issuer'])('staff can void it at once when %s is revoked', async (whose) => {
    const { world, id, revokeSigner, replaceIssuer, state, view } = await completed();
    await (whose === 'a signer' ? revokeSigner('county') : replaceIssuer());
    expect((await state()).failures.publish).toMatchObject({ stuck: false });
    expect(await view()).toMatchObject({ voidable: true, stuck: false });
    await voidDocument(world, STAFF, id, '签名证书已被吊销');
    expect((await state()).status).toBe('voided');
  });

  test('staff can void it, once the job has met the revocation, though its file is damaged since', async () => {
    const { world, id, revokeSigner, state } = await completed();
    await revokeSigner('county');
    world.clock.advance(HOUR);
    await react(world, id);
    const { get } = world.files;
    const broken = (await state()).revisions.at(-1)!.sha256;
    world.files.get = async (sha256) => {
      if (sha256 === broken) throw new FileDamaged(sha256);
      return get(sha256);
    };
    await voidDocument(world, STAFF, id, '签名证书已被吊销');
    expect((await state()).status).toBe('voided');
  });

  test('one that staff void while its public files are written stays voided, and the register does not list it', async () => {
    const { world, id, revokeSigner, state, events } = await completed();
    const { write } = world.site;
    let voided = false;
    world.site.write = async (path, ...given) => {
      await write(path, ...given);
      if (voided || !path.startsWith('pledges/')) return;
      voided = true;
      await revokeSigner('drc');
      await voidDocument(world, STAFF, id, '签名证书已被吊销');
    };
    world.clock.advance(HOUR);
    await react(world, id);
    expect(voided).toBe(true);
    expect((await state()).status).toBe('voided');
    expect((await events()).map(({ kind }) => kind)).not.toContain('Published');
    expect(readIndex(world.site.files.get('index.json')!.bytes)).toEqual([]);
  });

  test('staff can void none whose signatures a time-stamp proves to be older', async () => {
    const { world, id, revokeSigner, view } = await completed({ stamped: true });
    world.clock.advance(HOUR);
    await revokeSigner('county');
    expect((await view()).voidable).toBe(false);
    await expect(voidDocument(world, STAFF, id, '签名证书已被吊销')).rejects.toThrow('document.closed');
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
