// The installation's secrets: made once, readable by their owner alone, never silently replaced.
import { createPrivateKey } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openSecrets, SecretDamaged } from '../../functions/local/secrets.ts';

let root: string;
let directory: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'secrets-'));
  directory = join(root, 'keys');
});

afterEach(() => rm(root, { recursive: true, force: true }));

describe('the secrets', () => {
  test('are made at the first start and are the same at the next', async () => {
    const first = await openSecrets(directory);
    const password = await first.demoPassword('qinghai');
    const { demoPassword, ...again } = await openSecrets(directory);
    expect(again).toEqual(JSON.parse(JSON.stringify({ ...first, demoPassword: undefined }), reviveBytes));
    expect(await demoPassword('qinghai')).toBe(password);
    const computedWith = [first.linkSecret, first.sessionSecret, first.signerSessionSecret];
    for (const secret of computedWith) expect(secret).toHaveLength(32);
    expect(new Set(computedWith.map((secret) => Buffer.from(secret).toString('hex'))).size).toBe(3);
    expect(new Set(Object.values(first.clientSecrets)).size).toBe(3);
    expect(createPrivateKey({ key: first.jwks.keys[0]!, format: 'jwk' }).asymmetricKeyType).toBe('rsa');
  });

  test('can be read by their owner alone, even if a mode was loosened', async () => {
    await openSecrets(directory);
    await chmod(directory, 0o755);
    await chmod(join(directory, 'link-secret'), 0o644);
    await (await openSecrets(directory)).demoPassword('qinghai');
    expect((await stat(directory)).mode & 0o777).toBe(0o700);
    const names = await readdir(directory);
    expect(names.length).toBeGreaterThan(6);
    for (const name of names) expect((await stat(join(directory, name))).mode & 0o777).toBe(0o600);
  });

  test('are the same for starts that race', async () => {
    const starts = await Promise.all(Array.from({ length: 6 }, () => openSecrets(directory)));
    const links = new Set(starts.map(({ linkSecret }) => Buffer.from(linkSecret).toString('hex')));
    expect(links.size).toBe(1);
    expect(new Set(starts.map(({ jwks }) => jwks.keys[0]!.n)).size).toBe(1);
    expect((await readdir(directory)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('survive a start that was killed half-way: its remains are removed and nothing is half written', async () => {
    const { linkSecret } = await openSecrets(directory);
    const remains = join(directory, '.session-secret.dead.part');
    await writeFile(remains, 'half');
    await utimes(remains, new Date(0), new Date(0));
    const again = await openSecrets(directory);
    expect(again.linkSecret).toEqual(linkSecret);
    expect(await readdir(directory)).not.toContain('.session-secret.dead.part');
  });

  test.each(['link-secret', 'oidc-keys.json'])('a damaged %s is reported and left as it is', async (name) => {
    await openSecrets(directory);
    await truncate(join(directory, name), 10);
    await expect(openSecrets(directory)).rejects.toThrow(SecretDamaged);
    expect(await readFile(join(directory, name), 'utf8')).toHaveLength(10);
  });
});

/** Typed arrays come out of JSON as objects of numbers. */
function reviveBytes(key: string, value: unknown): unknown {
  return ['linkSecret', 'sessionSecret', 'signerSessionSecret'].includes(key)
    ? Uint8Array.from(Object.values(value as object))
    : value;
}
