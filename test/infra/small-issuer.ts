// Just enough of an OpenID Connect issuer: its metadata, its keys, and tokens of one client.
import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

export interface SmallIssuer {
  url: string;
  token(): Promise<string>;
  close(): Promise<void>;
}

/** Its tokens are for `audience`. */
export async function smallIssuer(audience: string): Promise<SmallIssuer> {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'ES256', use: 'sig' };
  let url = '';
  const server: Server = createServer((asked, response) => {
    const metadata = {
      issuer: url,
      jwks_uri: `${url}/jwks`,
      token_endpoint: `${url}/token`,
      authorization_endpoint: `${url}/auth`,
    };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(asked.url === '/jwks' ? { keys: [jwk] } : metadata));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    token: () =>
      new SignJWT({
        client_id: 'monitoring',
        scope: 'orders:write orders:issue documents:read',
        region_code: '63',
      })
        .setProtectedHeader({ alg: 'ES256', kid: 'one', typ: 'at+jwt' })
        .setIssuer(url)
        .setAudience(audience)
        .setSubject('monitoring')
        .setJti(randomUUID())
        .setIssuedAt()
        .setExpirationTime('5m')
        .sign(privateKey),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
