// Which access tokens open the API (RFC 9068), with keys made here.
import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  type CryptoKey,
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  type JWTVerifyGetKey,
  SignJWT,
  UnsecuredJWT,
} from 'jose';
import { accessTokenVerifier } from '../../functions/handlers/access-token.ts';

const issuer = 'https://login.lianqian.example';
const audience = 'https://lianqian.example/api';
const CLAIMS = { client_id: 'monitoring', scope: 'orders:write documents:read', region_code: '6301' };

let keys: Record<'rs256' | 'es256' | 'foreign' | 'ps256', CryptoKey>;
let jwks: JWTVerifyGetKey;

beforeAll(async () => {
  const rs256 = await generateKeyPair('RS256');
  const es256 = await generateKeyPair('ES256');
  const ps256 = await generateKeyPair('PS256');
  const foreign = await generateKeyPair('RS256');
  keys = {
    rs256: rs256.privateKey,
    es256: es256.privateKey,
    ps256: ps256.privateKey,
    foreign: foreign.privateKey,
  };
  jwks = createLocalJWKSet({
    keys: [
      { ...(await exportJWK(rs256.publicKey)), kid: 'r' },
      { ...(await exportJWK(es256.publicKey)), kid: 'e' },
      { ...(await exportJWK(ps256.publicKey)), kid: 'p' },
    ],
  });
});

interface Made {
  key?: keyof typeof keys;
  header?: Record<string, string>;
  claims?: Record<string, unknown>;
  from?: string;
  to?: string;
  until?: string | number;
}

function token({
  key = 'rs256',
  header = {},
  claims = {},
  from = issuer,
  to = audience,
  until = '5m',
}: Made = {}) {
  const alg = key === 'es256' ? 'ES256' : key === 'ps256' ? 'PS256' : 'RS256';
  const kid = { rs256: 'r', es256: 'e', ps256: 'p', foreign: 'r' }[key];
  return new SignJWT({ ...CLAIMS, ...claims })
    .setProtectedHeader({ alg, kid, typ: 'at+jwt', ...header })
    .setIssuer(from)
    .setAudience(to)
    .setExpirationTime(until)
    .sign(keys[key]);
}

const verify = (text: string) => accessTokenVerifier({ issuer, audience, jwks })(text);

test.each(['rs256', 'es256'] as const)('a token of the issuer for this API is good (%s)', async (key) => {
  expect(await verify(await token({ key }))).toEqual({
    clientId: 'monitoring',
    scopes: new Set(['orders:write', 'documents:read']),
    scope: '6301',
  });
});

test('a token without scopes may do nothing', async () => {
  expect((await verify(await token({ claims: { scope: undefined } })))?.scopes).toEqual(new Set());
});

describe('not good is', () => {
  const bad: [string, Made][] = [
    ['one signed by somebody else', { key: 'foreign' }],
    ['another algorithm, though the key is known', { key: 'ps256' }],
    ['an ID token', { header: { typ: 'JWT' } }],
    ['one for another API', { to: 'https://other.example/api' }],
    ['one of another issuer', { from: 'https://evil.example' }],
    ['an expired one', { until: Math.floor(Date.now() / 1000) - 60 }],
    ['one without a client', { claims: { client_id: undefined } }],
    ['one whose client is no text', { claims: { client_id: ['monitoring'] } }],
    ['one without a region', { claims: { region_code: undefined } }],
    ['one whose region is no code', { claims: { region_code: '' } }],
    ['one whose region has three digits', { claims: { region_code: '630' } }],
    ['one whose scopes are no text', { claims: { scope: ['orders:write'] } }],
    ['one of an unknown key', { header: { kid: 'x' } }],
  ];

  test.each(bad)('%s', async (_, made) => {
    expect(await verify(await token(made))).toBeUndefined();
  });

  test('one without a signature', async () => {
    const unsigned = new UnsecuredJWT(CLAIMS)
      .setIssuer(issuer)
      .setAudience(audience)
      .setExpirationTime('5m')
      .encode();
    expect(await verify(unsigned)).toBeUndefined();
  });

  test('one that never expires', async () => {
    const endless = await new SignJWT(CLAIMS)
      .setProtectedHeader({ alg: 'RS256', kid: 'r', typ: 'at+jwt' })
      .setIssuer(issuer)
      .setAudience(audience)
      .sign(keys.rs256);
    expect(await verify(endless)).toBeUndefined();
  });

  test.each(['', 'x', 'a.b.c', '....', 'e30.e30.e30'])('%j', async (text) => {
    expect(await verify(text)).toBeUndefined();
  });
});

test('keys that cannot be had are a fault, not a bad token', async () => {
  const unreachable = accessTokenVerifier({
    issuer,
    audience,
    jwks: () => Promise.reject(new TypeError('fetch failed')),
  });
  await expect(unreachable(await token())).rejects.toThrow('fetch failed');
});
