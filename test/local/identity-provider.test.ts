// The built-in identity provider, spoken to by an OpenID Connect client and by something like a browser.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import * as oidc from 'openid-client';
import { type IdentityProvider, startIdentityProvider } from '../../functions/local/identity-provider.ts';
import { openSecrets, type Secrets } from '../../functions/local/secrets.ts';
import { Browser, formOf } from './browser.ts';

let root: string;
let server: Server;
let baseUrl: string;
let secrets: Secrets;
let provider: IdentityProvider;
const faults: unknown[] = [];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'identity-'));
  secrets = await openSecrets(join(root, 'keys'));
  server = createServer((request, response) => provider.answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

const start = () =>
  startIdentityProvider({
    baseUrl,
    directory: join(root, 'oidc'),
    secrets,
    office: { redirectUris: [`${baseUrl}/office/callback`], postLogoutRedirectUris: [`${baseUrl}/`] },
    log: (_message, cause) => faults.push(cause),
  });

beforeEach(async () => {
  provider = await start();
});

afterEach(async () => {
  await provider.stop();
  expect(faults.splice(0)).toEqual([]);
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(root, { recursive: true, force: true });
});

const discover = (clientId: string, secret: string) =>
  oidc.discovery(new URL(provider.issuer), clientId, secret, undefined, {
    execute: [oidc.allowInsecureRequests],
  });

const office = () => discover('office', secrets.clientSecrets.office);

interface Begun {
  client: oidc.Configuration;
  verifier: string;
  nonce: string;
  state: string;
  address: string;
}

async function begin(): Promise<Begun> {
  const client = await office();
  const verifier = oidc.randomPKCECodeVerifier();
  const nonce = oidc.randomNonce();
  const state = oidc.randomState();
  const address = oidc.buildAuthorizationUrl(client, {
    redirect_uri: `${baseUrl}/office/callback`,
    scope: 'openid',
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    nonce,
    state,
  }).href;
  return { client, verifier, nonce, state, address };
}

async function openLogin(browser: Browser, address: string) {
  const { url, response } = await browser.follow(address, `${baseUrl}/office/`);
  const page = await response.text();
  return { url, response, page, ...formOf(page) };
}

async function logIn(browser: Browser, account: string) {
  const begun = await begin();
  const { action, fields } = await openLogin(browser, begun.address);
  const answer = await browser.post(baseUrl + action, {
    ...fields,
    account,
    password: await secrets.demoPassword(account),
  });
  expect(answer.status).toBe(303);
  const { url } = await browser.follow(answer.headers.get('location')!, `${baseUrl}/office/callback`);
  const tokens = await oidc.authorizationCodeGrant(begun.client, new URL(url), {
    pkceCodeVerifier: begun.verifier,
    expectedNonce: begun.nonce,
    expectedState: begun.state,
  });
  return { ...begun, callback: url, tokens };
}

describe('staff', () => {
  test('log in by code and PKCE; the ID token says who they are and for which region', async () => {
    const { tokens } = await logIn(new Browser(), 'xining');
    expect(tokens.claims()).toMatchObject({
      iss: `${baseUrl}/oidc`,
      aud: 'office',
      sub: 'xining',
      name: '李海燕',
      organization: '西宁市发展和改革委员会',
      organization_code: expect.stringMatching(/^[0-9A-HJ-NPQRTUWXY]{18}$/),
      region_code: '6301',
    });
  });

  test('stay logged in over a restart of the provider, without being asked for anything', async () => {
    const browser = new Browser();
    await logIn(browser, 'qinghai');
    await provider.stop();
    provider = await start();
    const begun = await begin();
    const { url } = await browser.follow(begun.address, `${baseUrl}/office/callback`);
    expect(new URL(url).searchParams.get('code')).toBeTruthy();
  });

  test('cannot begin without PKCE, with the plain method, or towards a foreign address', async () => {
    const { address } = await begin();
    const without = new URL(address);
    without.searchParams.delete('code_challenge');
    without.searchParams.delete('code_challenge_method');
    const plain = new URL(address);
    plain.searchParams.set('code_challenge_method', 'plain');
    for (const url of [without, plain]) {
      const end = await new Browser().follow(url.href, `${baseUrl}/office/callback`);
      expect(new URL(end.url).searchParams.get('error')).toBe('invalid_request');
    }
    const foreign = new URL(address);
    foreign.searchParams.set('redirect_uri', 'http://evil.example/');
    const answer = await new Browser().visit(foreign.href);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('登录请求无效或已过期');
  });

  test('a code is good once, and its second use takes the first one’s tokens back', async () => {
    const { client, callback, verifier, nonce, state, tokens } = await logIn(new Browser(), 'xining');
    await expect(
      oidc.authorizationCodeGrant(client, new URL(callback), {
        pkceCodeVerifier: verifier,
        expectedNonce: nonce,
        expectedState: state,
      }),
    ).rejects.toMatchObject({ error: 'invalid_grant' });
    await expect(oidc.fetchUserInfo(client, tokens.access_token, 'xining')).rejects.toThrow();
  });
});

describe('the login page', () => {
  test('is Chinese, works without script, and forbids scripts, frames and foreign resources', async () => {
    const { page, response } = await openLogin(new Browser(), (await begin()).address);
    expect(page).toContain('<html lang="zh-CN">');
    expect(page).toContain('<label for="password">密码</label>');
    expect(page).not.toMatch(/<script|https?:\/\//);
    const policy = response.headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(response.headers.get('x-frame-options')).toBe('DENY');
    // Under `no-referrer` a browser would send the form with `Origin: null`, and it would be refused.
    expect(response.headers.get('referrer-policy')).toBe('same-origin');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-powered-by')).toBeNull();
  });

  test('says the same about a wrong password and an unknown account, and shows names as typed', async () => {
    const browser = new Browser();
    const { action, fields } = await openLogin(browser, (await begin()).address);
    for (const account of ['qinghai', '"><script>alert(1)</script>']) {
      const answer = await browser.post(baseUrl + action, { ...fields, account, password: 'wrong' });
      const page = await answer.text();
      expect(answer.status).toBe(401);
      expect(page).toContain('账号或密码不正确。');
      expect(page).not.toContain('<script');
    }
  });

  test('of two hundred guesses at once, five are looked at; then the right password waits too', async () => {
    const browser = new Browser();
    const { action, fields } = await openLogin(browser, (await begin()).address);
    const guess = (password: string) =>
      browser.post(baseUrl + action, { ...fields, account: 'haidong', password });
    const statuses = (await Promise.all(Array.from({ length: 200 }, () => guess('wrong')))).map(
      ({ status }) => status,
    );
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(195);
    const right = await guess(await secrets.demoPassword('haidong'));
    expect(right.status).toBe(429);
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(20);
    expect((await logIn(new Browser(), 'datong')).tokens.claims()?.region_code).toBe('630121');
  });

  test('takes no submission that another site or another browser made', async () => {
    const browser = new Browser();
    const { action, fields } = await openLogin(browser, (await begin()).address);
    const form = { ...fields, account: 'qinghai', password: await secrets.demoPassword('qinghai') };
    const address = baseUrl + action;
    expect((await browser.post(address, form, { origin: 'http://127.0.0.1:1' })).status).toBe(403);
    expect((await browser.post(address, form, { 'sec-fetch-site': 'same-site' })).status).toBe(403);
    expect((await browser.post(address, { ...form, token: 'x' })).status).toBe(403);
    expect((await new Browser().post(address, form)).status).toBe(400);
    expect((await browser.visit(address, { method: 'PUT', body: 'x' })).status).toBe(405);
    expect((await browser.post(address, form, { origin: baseUrl })).status).toBe(303);
  });

  test('an oversized or strange body is refused with a page', async () => {
    const browser = new Browser();
    const { action } = await openLogin(browser, (await begin()).address);
    for (const init of [
      { body: new URLSearchParams({ account: 'x'.repeat(9000) }) },
      { body: '{}', headers: { 'content-type': 'application/json' } },
    ]) {
      const answer = await browser.visit(baseUrl + action, { method: 'POST', ...init });
      expect(answer.status).toBe(400);
      expect(await answer.text()).toContain('无法识别');
    }
  });
});

describe('logging out', () => {
  test('with the ID token of the session needs no second question, and leads back', async () => {
    const browser = new Browser();
    const { client, tokens } = await logIn(browser, 'xining');
    const address = oidc.buildEndSessionUrl(client, {
      id_token_hint: tokens.id_token!,
      post_logout_redirect_uri: `${baseUrl}/`,
    });
    const answer = await browser.visit(address.href);
    const page = await answer.text();
    expect(page).toContain('正在退出登录');
    expect(answer.headers.get('content-security-policy')).toMatch(/script-src 'sha256-/);
    const { action, fields } = formOf(page);
    const done = await browser.post(action, fields);
    expect(done.status).toBe(303);
    expect(done.headers.get('location')).toBe(`${baseUrl}/`);
    const { page: login } = await openLogin(browser, (await begin()).address);
    expect(login).toContain('登录联签');
  });

  test('without it the person is asked in Chinese and may stay', async () => {
    const browser = new Browser();
    const { client } = await logIn(browser, 'xining');
    const address = oidc.buildEndSessionUrl(client, { client_id: 'office' });
    const { action, fields } = formOf(await (await browser.visit(address.href)).text());
    expect(fields).not.toHaveProperty('logout');
    expect((await browser.post(action, { xsrf: 'forged', logout: 'yes' })).status).toBe(400);
    const gone = await browser.post(action, { ...fields, logout: 'yes' });
    const end = await browser.visit(new URL(gone.headers.get('location')!, baseUrl).href);
    expect(await end.text()).toContain('已退出登录');
  });
});

describe('integrations', () => {
  test('get a JWT for the API, with their scopes and region, without naming the resource', async () => {
    const client = await discover('monitoring', secrets.clientSecrets.monitoring);
    const { access_token, expires_in } = await oidc.clientCredentialsGrant(client, {
      scope: 'orders:write documents:read',
    });
    const keys = createRemoteJWKSet(new URL(client.serverMetadata().jwks_uri!));
    const { payload } = await jwtVerify(access_token, keys, {
      issuer: provider.issuer,
      audience: provider.audience,
      typ: 'at+jwt',
    });
    expect(payload).toMatchObject({
      client_id: 'monitoring',
      scope: 'orders:write documents:read',
      region_code: '6301',
    });
    expect(decodeProtectedHeader(access_token).alg).toBe('RS256');
    expect(expires_in).toBe(600);
  });

  test('get no scope that is not theirs, and no token for another resource', async () => {
    const client = await discover('monitoring', secrets.clientSecrets.monitoring);
    await expect(oidc.clientCredentialsGrant(client, { scope: 'orders:issue' })).rejects.toMatchObject({
      error: 'invalid_scope',
    });
    await expect(
      oidc.clientCredentialsGrant(client, { scope: 'orders:write', resource: 'http://evil.example' }),
    ).rejects.toMatchObject({ error: 'invalid_target' });
    const trusted = await discover('monitoring-trusted', secrets.clientSecrets.monitoringTrusted);
    const { access_token } = await oidc.clientCredentialsGrant(trusted, {
      scope: 'orders:write orders:issue',
    });
    expect(decodeJwt(access_token)).toMatchObject({ scope: 'orders:write orders:issue', region_code: '63' });
  });

  test('a wrong secret is refused, and the office cannot have such a token', async () => {
    await expect(
      oidc.clientCredentialsGrant(await discover('monitoring', 'wrong'), { scope: 'orders:write' }),
    ).rejects.toMatchObject({ error: 'invalid_client' });
    await expect(oidc.clientCredentialsGrant(await office(), { scope: 'openid' })).rejects.toMatchObject({
      error: 'invalid_request',
      error_description: expect.stringContaining('grant type is not allowed'),
    });
  });
});

describe('the provider', () => {
  test('names itself by its own address whatever host a client claims', async () => {
    const answer = await fetch(`${provider.issuer}/.well-known/openid-configuration`, {
      headers: { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
    });
    const text = await answer.text();
    expect(JSON.parse(text).authorization_endpoint).toBe(`${baseUrl}/oidc/auth`);
    expect(text).not.toContain('evil');
  });

  test('answers an unknown path with 404', async () => {
    expect((await fetch(`${provider.issuer}/nothing`)).status).toBe(404);
  });

  test('keeps no record by the name a client gave it', async () => {
    await logIn(new Browser(), 'xining');
    for (const kind of await readdir(join(root, 'oidc'))) {
      for (const name of await readdir(join(root, 'oidc', kind)))
        expect(name).toMatch(/^[0-9a-f]{64}\.json$/);
    }
  });
});
