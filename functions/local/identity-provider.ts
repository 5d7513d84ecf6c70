// The built-in OpenID Connect provider: staff log in with a code and PKCE, integrations with their client secret.
import type { IncomingMessage, ServerResponse } from 'node:http';
import Provider, { type Configuration, errors } from 'oidc-provider';
import { INTEGRATIONS, OFFICE_CLIENT_ID, STAFF } from './demo-accounts.ts';
import { identityFaultPage, loggedOutPage, logoutPage, SUBMIT_DIGEST } from './identity-pages.ts';
import { loginInteraction } from './login-interaction.ts';
import { openOidcRecords } from './oidc-records.ts';
import { hashPassword } from './password.ts';
import { plainPageHeaders } from './plain-page.ts';
import type { Secrets } from './secrets.ts';

export interface IdentityOptions {
  /** Without a trailing slash. */
  baseUrl: string;
  /** Where sessions and grants are kept. */
  directory: string;
  secrets: Pick<Secrets, 'cookieKeys' | 'jwks' | 'clientSecrets' | 'demoPassword'>;
  office: { redirectUris: string[]; postLogoutRedirectUris: string[] };
  log(message: string, cause: unknown): void;
}

export interface IdentityProvider {
  /** `${baseUrl}/oidc`. */
  issuer: string;
  /** What access tokens of integrations are for: `${baseUrl}/api`. */
  audience: string;
  /** Answers a request whose path begins with `/oidc/`. */
  answer(request: IncomingMessage, response: ServerResponse): void;
  stop(): Promise<void>;
}

const MOUNT = '/oidc';
const HOUR = 3600;
const SWEEP_EVERY_MS = 5 * 60_000;

export async function startIdentityProvider(options: IdentityOptions): Promise<IdentityProvider> {
  const { baseUrl, secrets } = options;
  const issuer = baseUrl + MOUNT;
  const audience = `${baseUrl}/api`;
  const records = await openOidcRecords(options.directory);
  await records.sweep(Date.now());

  const base = new URL(baseUrl);
  // URL.parse came with Node 22.1 and, later, some 20: oidc-provider needs it.
  URL.parse ??= (input, from) => (URL.canParse(input, from) ? new URL(input, from) : null);
  const provider = new Provider(issuer, configuration(options, audience, records.adapter));
  provider.on('server_error', (_context, error) => options.log('the identity provider failed', error));
  provider.proxy = base.protocol === 'https:';
  provider.use(
    loginInteraction(provider, {
      passwords: new Map(
        await Promise.all(
          STAFF.map(async ({ id }) => [id, await hashPassword(await secrets.demoPassword(id))] as const),
        ),
      ),
      nobody: await hashPassword(''),
      key: secrets.cookieKeys[0]!,
      origin: base.origin,
      home: `${baseUrl}/`,
    }),
  );

  const callback = provider.callback();
  const sweep = () => records.sweep(Date.now()).catch((error) => options.log('expired logins stay', error));
  let sweeping: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    sweeping = sweep();
  }, SWEEP_EVERY_MS).unref();

  return {
    issuer,
    audience,
    answer(request: IncomingMessage & { originalUrl?: string }, response) {
      // The provider writes its own address from these; what a client claims about them does not count.
      request.headers.host = base.host;
      request.headers['x-forwarded-proto'] = base.protocol.slice(0, -1);
      delete request.headers['x-forwarded-host'];
      request.originalUrl = request.url!;
      // What is left of `/oidc?` is no path, and Node's URL refuses it.
      request.url = request.url!.slice(MOUNT.length).replace(/^(?!\/)/, '/');
      void callback(request, response);
    },
    async stop() {
      clearInterval(timer);
      await sweeping;
    },
  };
}

function configuration(
  { baseUrl, secrets, office }: IdentityOptions,
  audience: string,
  adapter: Configuration['adapter'],
): Configuration {
  const integrations = [
    { ...INTEGRATIONS.monitoring, secret: secrets.clientSecrets.monitoring },
    { ...INTEGRATIONS.monitoringTrusted, secret: secrets.clientSecrets.monitoringTrusted },
  ];
  const cookie = { signed: true, httpOnly: true, sameSite: 'lax' } as const;
  return {
    adapter,
    jwks: secrets.jwks as NonNullable<Configuration['jwks']>,
    cookies: {
      keys: secrets.cookieKeys,
      names: { session: 'lianqian_login', interaction: 'lianqian_login_step', resume: 'lianqian_login_back' },
      long: { ...cookie, path: MOUNT },
      short: cookie,
    },
    clients: [
      {
        client_id: OFFICE_CLIENT_ID,
        client_name: '联签控制台',
        client_secret: secrets.clientSecrets.office,
        redirect_uris: office.redirectUris,
        post_logout_redirect_uris: office.postLogoutRedirectUris,
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
      ...integrations.map(({ clientId, name, scope, secret }) => ({
        client_id: clientId,
        client_name: name,
        client_secret: secret,
        redirect_uris: [],
        grant_types: ['client_credentials'],
        response_types: [],
        scope,
      })),
    ],
    scopes: ['openid', 'orders:write', 'orders:issue', 'documents:read'],
    claims: { openid: ['sub', 'name', 'organization', 'organization_code', 'region_code'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    clientBasedCORS: () => false,
    findAccount(_context, sub) {
      const staff = STAFF.find(({ id }) => id === sub);
      return staff
        ? {
            accountId: staff.id,
            claims: () => ({
              sub: staff.id,
              name: staff.name,
              organization: staff.organization,
              organization_code: staff.organizationCode,
              region_code: staff.regionCode,
            }),
          }
        : undefined;
    },
    /** The console is our own: nobody is asked whether it may know who they are. */
    async loadExistingGrant(context) {
      const { client, session, provider, result } = context.oidc;
      const known = result?.consent?.grantId ?? session!.grantIdFor(client!.clientId);
      const existing = known ? await provider.Grant.find(known) : undefined;
      if (existing) return existing;
      const grant = new provider.Grant({ clientId: client!.clientId, accountId: session!.accountId! });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
    extraTokenClaims(_context, token) {
      const client = integrations.find(({ clientId }) => clientId === token.clientId);
      return token.kind === 'ClientCredentials' && client ? { region_code: client.regionCode } : undefined;
    },
    interactions: { url: (_context, { uid }) => `${MOUNT}/interaction/${uid}` },
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        // RFC 8707; there is one API, so an integration need not name it.
        defaultResource: (context) =>
          context.oidc.client?.grantTypeAllowed('client_credentials') ? audience : (undefined as never),
        getResourceServerInfo(_context, resource, client) {
          if (resource !== audience || !client.grantTypeAllowed('client_credentials'))
            throw new errors.InvalidTarget();
          return {
            audience,
            scope: 'orders:write orders:issue documents:read',
            accessTokenTTL: 10 * 60,
            accessTokenFormat: 'jwt',
            jwt: { sign: { alg: 'RS256' } },
          };
        },
      },
      rpInitiatedLogout: {
        enabled: true,
        // RP-Initiated Logout 1.0 §2: with an ID token of this very session the person need not be asked again.
        async logoutSource(context, form) {
          const hint = context.oidc.entities.IdTokenHint as { payload?: { sub?: unknown } } | undefined;
          const certain =
            hint?.payload?.sub !== undefined && hint.payload.sub === context.oidc.session?.accountId;
          context.set(plainPageHeaders(certain ? SUBMIT_DIGEST : undefined));
          context.body = await logoutPage(form, certain);
        },
        async postLogoutSuccessSource(context) {
          context.set(plainPageHeaders());
          context.body = await loggedOutPage(`${baseUrl}/`);
        },
      },
    },
    async renderError(context, out) {
      context.set(plainPageHeaders());
      const sentence =
        out.error === 'server_error'
          ? '服务暂时出错，请稍后再试。'
          : '登录请求无效或已过期，请返回首页重新进入。';
      context.body = await identityFaultPage(sentence, out.error, `${baseUrl}/`);
    },
    ttl: {
      AccessToken: 10 * 60,
      AuthorizationCode: 60,
      ClientCredentials: 10 * 60,
      Grant: 8 * HOUR,
      IdToken: HOUR,
      Interaction: 15 * 60,
      Session: 8 * HOUR,
    },
  };
}
