// The sign-in of staff over OpenID Connect.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { openIdSignIn, SignInFailed, staffFrom } from '../../functions/handlers/sign-in.ts';

const CLAIMS = { sub: 'xining', name: '李海燕', organization: '西宁市发改委', region_code: '6301' };
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** An issuer with one code, `good`, that answers with the claims given. */
async function issuer(claims: object = CLAIMS) {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const asked: { nonce?: string; verifier?: string } = {};
  let base = '';
  const answer = async (path: string, body: URLSearchParams): Promise<object> => {
    if (path.startsWith('/.well-known/')) {
      return {
        issuer: base,
        authorization_endpoint: `${base}/auth`,
        token_endpoint: `${base}/token`,
        jwks_uri: `${base}/jwks`,
        end_session_endpoint: `${base}/end`,
        id_token_signing_alg_values_supported: ['RS256'],
        token_endpoint_auth_methods_supported: ['client_secret_basic'],
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
      };
    }
    if (path === '/jwks') return { keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'RS256' }] };
    asked.verifier = body.get('code_verifier') ?? '';
    const token = await new SignJWT({ ...claims, nonce: asked.nonce })
      .setProtectedHeader({ alg: 'RS256', kid: 'k' })
      .setIssuer(base)
      .setAudience('office')
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(privateKey);
    return { access_token: 'x', token_type: 'Bearer', id_token: token };
  };
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(await answer(request.url!, new URLSearchParams(body))));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const signIn = openIdSignIn({
    issuer: base,
    clientId: 'office',
    clientSecret: 'secret',
    redirectUri: 'http://office.test/office/callback',
    postLogoutRedirectUri: 'http://office.test/office',
  });
  return { base, asked, signIn };
}

describe('logging in with OpenID Connect', () => {
  test('asks with PKCE, state and nonce, and turns the claims into staff', async () => {
    const { base, asked, signIn } = await issuer();
    expect(signIn.origin).toBe(base);
    const { url, flow } = await signIn.begin('/office/new');
    const query = new URL(url).searchParams;
    expect(query.get('code_challenge_method')).toBe('S256');
    expect(query.get('redirect_uri')).toBe('http://office.test/office/callback');
    asked.nonce = query.get('nonce')!;
    const callback = new URL(`http://10.0.0.1/office/callback?code=good&state=${query.get('state')}`);
    await expect(signIn.finish(callback, flow)).resolves.toEqual({
      id: 'xining',
      name: '李海燕',
      organization: '西宁市发改委',
      scope: '6301',
      returnTo: '/office/new',
    });
    expect(asked.verifier).toHaveLength(43);
  });

  test('another state or another nonce is refused', async () => {
    const { asked, signIn } = await issuer();
    const { url, flow } = await signIn.begin('/office');
    const query = new URL(url).searchParams;
    asked.nonce = query.get('nonce')!;
    const callback = (state: string) =>
      new URL(`http://office.test/office/callback?code=good&state=${state}`);
    await expect(signIn.finish(callback('another'), flow)).rejects.toBeInstanceOf(SignInFailed);
    asked.nonce = 'another';
    await expect(signIn.finish(callback(query.get('state')!), flow)).rejects.toBeInstanceOf(SignInFailed);
  });

  test('logging out leads to the issuer and names nobody', async () => {
    const { base, signIn } = await issuer();
    const url = new URL(await signIn.endUrl());
    expect(url.href.startsWith(`${base}/end`)).toBe(true);
    expect(url.searchParams.get('post_logout_redirect_uri')).toBe('http://office.test/office');
    expect(url.searchParams.has('id_token_hint')).toBe(false);
  });

  test('an issuer that does not answer is said, and asked again the next time', async () => {
    const signIn = openIdSignIn({
      issuer: 'http://127.0.0.1:1',
      clientId: 'office',
      clientSecret: 'secret',
      redirectUri: 'http://office.test/office/callback',
      postLogoutRedirectUri: 'http://office.test/office',
    });
    for (const _ of [1, 2]) {
      await expect(signIn.begin('/office')).rejects.toMatchObject({
        sentence: expect.stringContaining('登录服务'),
      });
    }
  });
});

describe('the claims', () => {
  test.each([
    [{ ...CLAIMS, region_code: undefined }],
    [{ ...CLAIMS, region_code: '' }],
    [{ ...CLAIMS, region_code: '6' }],
    [{ ...CLAIMS, region_code: '11' }],
    [{ ...CLAIMS, region_code: 63 }],
    [{ ...CLAIMS, region_code: '630121 or 1' }],
    [{ ...CLAIMS, organization: '' }],
    [{ ...CLAIMS, name: null }],
    [{}],
  ])('%j let nobody in', (claims) => {
    expect(() => staffFrom(claims)).toThrow(SignInFailed);
  });
});
