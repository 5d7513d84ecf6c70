// The authority's record: every certificate vouched for by its key, every revocation by the list that was published.
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import {
  type AuthorityRecord,
  fingerprint,
  founded,
  type KeyRing,
  listPathOf,
  revoked,
} from '../../functions/adapters/authority-record.ts';
import { ownIssuer } from '../../functions/adapters/own-issuer.ts';
import { readRevocationList } from '../../functions/sign/revocation-list.ts';
import { auditAll } from '../../functions/workflow/audit.ts';
import { prepareRegister } from '../../functions/workflow/prepare-register.ts';
import { fixedClock } from '../fakes/fixed-clock.ts';
import { memorySigningKey } from '../fakes/memory-signing-key.ts';
import { auditedWorld } from './audited-world.ts';
import { START } from './test-world.ts';

const { world, audited, founding, record, kept, dispose, prepare } = auditedWorld();
afterAll(dispose);

beforeAll(prepare);
afterEach(async () => {
  delete kept.record;
  world.site.files.clear();
  await prepare();
});

const found = async () =>
  (await auditAll(audited)).findings.map(({ level, kind, path }) => ({ level, kind, path }));
const pathOf = (certificate: Uint8Array) =>
  `authority ${fingerprint(certificate).toUpperCase().match(/../g)!.join(':')}`;
/** The register as the loop leaves it with this record. */
const publish = (is: AuthorityRecord, clock = world.clock) =>
  prepareRegister({ ...world, clock, authority: async () => ownIssuer(is, founding) });

/** Somebody's own keys, under the names that ours have. */
function otherKeys(name: (kind: string, n: number) => string): KeyRing {
  const keys = new Map<string, ReturnType<typeof memorySigningKey>>();
  const open = (of: string) => {
    const key = keys.get(of) ?? memorySigningKey();
    keys.set(of, key);
    return key;
  };
  return { open, provide: (kind, n) => ({ name: name(kind, n), key: open(name(kind, n)) }) };
}

/** Our record, with somebody's own root before ours: all goes on as before, and the root is believed. */
async function withRogue(name: (kind: string, n: number) => string) {
  const ours = await record();
  const empty = { ...ours, authorities: [] };
  const [root, issuing] = (await founded(empty, { ...founding, keys: otherKeys(name) })).authorities;
  const rogue = { ...ours, authorities: [root!, ...ours.authorities] };
  return { ours, rogue, root: root!.certificate, issuing: issuing! };
}

test('a record that nobody has touched has no finding', async () => {
  expect(await found()).toEqual([]);
});

test('a root of somebody else is found, though register and record agree', async () => {
  const { rogue, root } = await withRogue((kind) => `authority-${kind}-1.pem`);
  kept.record = rogue;
  await publish(rogue);
  expect(await found()).toContainEqual({ level: 'finding', kind: 'authority', path: pathOf(root) });
});

test('a root whose key is not at hand is vouched for by whoever has kept its certificate, or not at all', async () => {
  const { ours, rogue, root } = await withRogue((kind, n) => `authority-${kind}-${n}9.pem`);
  kept.record = rogue;
  await publish(rogue);
  const unvouched = { level: 'finding', kind: 'authority', path: pathOf(root) };
  expect(await found()).toContainEqual(unvouched);
  const ofRoot = async (...namedRoots: Uint8Array[]) =>
    (await auditAll({ ...audited, namedRoots })).findings
      .filter(({ kind }) => kind === 'authority')
      .map(({ path }) => path);
  const [own] = ours.authorities;
  expect(await ofRoot(root, own!.certificate)).toEqual([]);
  expect(await ofRoot(own!.certificate)).toEqual([pathOf(root)]);
  expect(await ofRoot(root)).toEqual([pathOf(own!.certificate)]);
});

test('a root with a key that is none of the platform is found', async () => {
  const { rogue, root } = await withRogue((kind, n) => `arn:aws:kms:eu-west-1:999:key/${kind}${n}`);
  kept.record = rogue;
  await publish(rogue);
  const { authorities } = audited.inventory;
  audited.inventory.authorities = async () =>
    (await authorities()).map((one) =>
      one.certificate === root ? { ...one, publicKey: async () => 'foreign' } : one,
    );
  const all = await found().finally(() => {
    audited.inventory.authorities = authorities;
  });
  expect(all).toContainEqual({ level: 'finding', kind: 'authority', path: pathOf(root) });
});

test('an issuing certificate that its root has not signed is found, whatever its key', async () => {
  const { ours, issuing } = await withRogue((kind) => `authority-${kind}-9.pem`);
  const [root, present] = ours.authorities;
  kept.record = { ...ours, authorities: [root!, issuing, present!] };
  await publish(kept.record);
  expect(await found()).toContainEqual({
    level: 'finding',
    kind: 'authority',
    path: pathOf(issuing.certificate),
  });
});

test('an issuing certificate that was altered is found', async () => {
  const ours = await record();
  const [root, issuing] = ours.authorities;
  const { certificate } = issuing!;
  // The last octet is of its signature.
  const altered = certificate.with(-1, certificate.at(-1)! ^ 1);
  kept.record = { ...ours, authorities: [root!, { ...issuing!, certificate: altered }] };
  expect(await found()).toContainEqual({ level: 'finding', kind: 'authority', path: pathOf(altered) });
});

test('a certificate that cannot be read is named, and nothing is concluded from what stands on it', async () => {
  const ours = await record();
  const [root, issuing] = ours.authorities;
  kept.record = { ...ours, authorities: [root!, { ...issuing!, certificate: Uint8Array.of(1) }] };
  expect(await found()).toEqual([{ level: 'finding', kind: 'authority', path: 'authority 2' }]);
});

async function withRevocation() {
  const ours = await record();
  const issuer = fingerprint(ours.authorities.at(-1)!.certificate);
  const revocation = { issuer, serial: '4a01', at: START, reason: 0 };
  return { ours, grown: await revoked(ours, revocation, founding) };
}

test('a revocation that was taken out of the record is found by the list that names it', async () => {
  const { ours, grown } = await withRevocation();
  await publish(grown);
  kept.record = ours;
  const paths = (await found()).map(({ kind, path }) => `${kind} ${path}`);
  expect(paths).toContain('revocation public/ca/lianqian.crl 4a01');
});

test('and stays on the list when that is half through its life', async () => {
  const { ours, grown } = await withRevocation();
  await publish(grown);
  const late = fixedClock(new Date(Date.parse(START) + 60 * 86_400_000).toISOString());
  await publish(ours, late);
  kept.record = ours;
  const paths = (await found()).map(({ kind, path }) => `${kind} ${path}`);
  expect(paths).toContain('revocation public/ca/lianqian.crl 4a01');
});

/** What the register's list says of the issuing authority or of its root. */
async function published(place: 'root' | 'issuing') {
  const { authorities } = await record();
  const authority = authorities[place === 'root' ? 0 : 1]!;
  const { bytes } = world.site.files.get(listPathOf(authority))!;
  return (await readRevocationList(authority.certificate, bytes))!.revoked;
}

test('and stays on it when another is revoked: a record that was set back makes no list that names less', async () => {
  const { ours, grown } = await withRevocation();
  await publish(grown);
  const issuer = fingerprint(ours.authorities.at(-1)!.certificate);
  kept.record = await revoked(ours, { issuer, serial: '4a03', at: START, reason: 0 }, founding);
  await publish(kept.record);
  expect((await published('issuing')).map(({ serial }) => serial).toSorted()).toEqual(['4a01', '4a03']);
  const paths = (await found()).map(({ kind, path }) => `${kind} ${path}`);
  expect(paths).toContain('revocation public/ca/lianqian.crl 4a01');
});

test('a list kept for a root that names less than the published one does not take its place', async () => {
  const ours = await record();
  const issuer = fingerprint(ours.authorities[0]!.certificate);
  await publish(await revoked(ours, { issuer, serial: '4a02', at: START, reason: 0 }, founding));
  const [other, at] = ['4a04', '2026-11-25T02:00:00.000Z'];
  await publish(await revoked(ours, { issuer, serial: other, at, reason: 0 }, { ...founding, now: at }));
  expect((await published('root')).map(({ serial }) => serial)).toEqual(['4a02']);
});

test('a certificate whose key was stolen earlier than was thought is on the list from then on, at once', async () => {
  const { ours, grown } = await withRevocation();
  await publish(grown);
  const issuer = fingerprint(ours.authorities.at(-1)!.certificate);
  const stolen = { issuer, serial: '4a01', at: '2026-10-01T00:00:00.000Z', reason: 1 };
  const known = await revoked(grown, stolen, founding);
  await publish(known);
  const entry = { serial: '4a01', at: new Date(stolen.at), reason: 1 };
  expect(await published('issuing')).toEqual([entry]);
  // Never back: said again with a later time, it stays.
  await publish(await revoked(known, { ...stolen, at: START }, founding));
  expect(await published('issuing')).toEqual([entry]);
});

test('a revocation that no list names is found', async () => {
  const { grown } = await withRevocation();
  kept.record = grown;
  const paths = (await found()).map(({ kind, path }) => `${kind} ${path}`);
  expect(paths).toContain('revocation public/ca/lianqian.crl 4a01');
});

test('a list kept for a root that names another certificate than the record is found', async () => {
  const ours = await record();
  const [root] = ours.authorities;
  const revocation = { issuer: fingerprint(root!.certificate), serial: '4a02', at: START, reason: 0 };
  const grown = await revoked(ours, revocation, founding);
  kept.record = { ...grown, authorities: ours.authorities };
  const paths = (await found()).map(({ kind, path }) => `${kind} ${path}`);
  expect(paths).toContain(`revocation ${pathOf(root!.certificate)} list 4a02`);
});

test('a list that ended is a warning: the system was off', async () => {
  const clock = fixedClock(new Date(Date.parse(START) + 91 * 86_400_000).toISOString());
  const { findings } = await auditAll({ ...audited, clock });
  expect(findings).toContainEqual(
    expect.objectContaining({ level: 'warning', kind: 'revocation', path: 'public/ca/lianqian.crl' }),
  );
});

test('a list that is missing, or of nobody, is found, and none is signed to compare it with', async () => {
  let signed = 0;
  const open: KeyRing['open'] = (name) => ({
    publicKey: () => founding.keys.open(name).publicKey(),
    async sign() {
      signed += 1;
      throw new Error('an audit signs nothing');
    },
  });
  const keys = { ...founding.keys, open };
  const authority = async () => ownIssuer(await record(), { ...founding, keys });
  const kinds = async () =>
    (await auditAll({ ...audited, authority })).findings.map(({ kind, path }) => `${kind} ${path}`);
  const list = world.site.files.get('ca/lianqian.crl')!;
  world.site.files.delete('ca/lianqian.crl');
  expect(await kinds()).toEqual(['public-missing public/ca/lianqian.crl']);
  world.site.files.set('ca/lianqian.crl', { ...list, bytes: list.bytes.with(40, list.bytes[40]! ^ 1) });
  expect(await kinds()).toEqual(['public-altered public/ca/lianqian.crl']);
  expect(signed).toBe(0);
});

test('the published key of the trails must be the trail key', async () => {
  const trailKey = memorySigningKey();
  await prepareRegister({ ...world, trailKey });
  expect(await found()).toEqual([
    { level: 'finding', kind: 'public-altered', path: 'public/ca/trail-key.pem' },
  ]);
});
