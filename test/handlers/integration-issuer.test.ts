// The built-in identity provider and the API, over HTTP: a token that the one gives opens the other.
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { accessTokenVerifier, type VerifyToken } from '../../functions/handlers/access-token.ts';
import { type IdentityProvider, startIdentityProvider } from '../../functions/local/identity-provider.ts';
import { openSecrets, type Secrets } from '../../functions/local/secrets.ts';

let directory: string;
let server: Server;
let secrets: Secrets;
let provider: IdentityProvider | undefined;
let verify: VerifyToken;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'issuer-'));
  secrets = await openSecrets(join(directory, 'keys'));
  server = createServer((request, response) => {
    if (provider) provider.answer(request, response);
    else response.writeHead(503).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const started = await startIdentityProvider({
    baseUrl,
    directory: join(directory, 'oidc'),
    secrets,
    office: { redirectUris: [`${baseUrl}/office/callback`], postLogoutRedirectUris: [`${baseUrl}/`] },
    log: () => {},
  });
  verify = accessTokenVerifier({ issuer: started.issuer, audience: started.audience });
  // Until the first test has asked in vain, the issuer is down.
  await expect(verify('e30.e30.e30')).rejects.toThrow('503');
  provider = started;
});

afterAll(async () => {
  await provider?.stop();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(directory, { recursive: true, force: true });
});

test('the issuer is asked again after it was down, and its token is taken for what it is', async () => {
  const response = await fetch(await verify.tokenUrl(), {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`monitoring:${encodeURIComponent(secrets.clientSecrets.monitoring)}`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'grant_type=client_credentials&scope=orders:write',
  });
  const { access_token: token } = await response.json();
  expect(await verify(token)).toEqual({
    clientId: 'monitoring',
    scopes: new Set(['orders:write']),
    scope: '6301',
  });
  const [header, payload, signature] = token.split('.');
  expect(await verify(`${header}.${payload}x.${signature}`)).toBeUndefined();
});
