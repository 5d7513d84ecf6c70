// Who is at the console: OpenID Connect, authorization code with PKCE (OpenID Connect Core 1.0 §3.1, RFC 7636).
import * as oidc from 'openid-client';
import { scopeName } from '../domain/divisions.ts';
import type { Staff } from '../workflow/staff.ts';

export interface SignIn {
  /** Where the login happens: forms may lead there. */
  readonly origin: string;
  /** The address to go to, and what must be kept, sealed, until the answer comes. */
  begin(returnTo: string): Promise<{ url: string; flow: string }>;
  /** Throws SignInFailed. */
  finish(callbackUrl: URL, flow: string): Promise<Staff & { returnTo: string }>;
  /** Ends the session at the identity provider too. */
  endUrl(): Promise<string>;
}

export class SignInFailed extends Error {
  override readonly name = 'SignInFailed';
  readonly sentence: string;

  constructor(sentence: string, cause?: unknown) {
    super(sentence, { cause });
    this.sentence = sentence;
  }
}

export interface OpenIdClient {
  issuer: string;
  clientId: string;
  clientSecret: string;
  redirectUri: string;
  postLogoutRedirectUri: string;
}

interface Flow {
  verifier: string;
  state: string;
  nonce: string;
  returnTo: string;
}

const TIMEOUT_SECONDS = 10;

export function openIdSignIn(client: OpenIdClient): SignIn {
  const issuer = new URL(client.issuer);
  let found: Promise<oidc.Configuration> | undefined;
  // On first use: the issuer may start after us. A failure is not kept.
  const configuration = () => {
    found ??= discover(issuer, client).catch((error) => {
      found = undefined;
      throw new SignInFailed('登录服务暂时没有响应，请稍后再试。', error);
    });
    return found;
  };

  return {
    origin: issuer.origin,
    async begin(returnTo) {
      const flow: Flow = {
        verifier: oidc.randomPKCECodeVerifier(),
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        returnTo,
      };
      const url = oidc.buildAuthorizationUrl(await configuration(), {
        redirect_uri: client.redirectUri,
        scope: 'openid',
        code_challenge: await oidc.calculatePKCECodeChallenge(flow.verifier),
        code_challenge_method: 'S256',
        state: flow.state,
        nonce: flow.nonce,
      });
      return { url: url.href, flow: JSON.stringify(flow) };
    },
    async finish(callbackUrl, sealed) {
      const { verifier, state, nonce, returnTo } = JSON.parse(sealed) as Flow;
      // Behind a proxy the request's own address differs from the one that was registered.
      const registered = new URL(client.redirectUri);
      registered.search = callbackUrl.search;
      const settings = await configuration();
      try {
        const tokens = await oidc.authorizationCodeGrant(settings, registered, {
          pkceCodeVerifier: verifier,
          expectedState: state,
          expectedNonce: nonce,
          idTokenExpected: true,
        });
        return { ...staffFrom(tokens.claims() ?? {}), returnTo };
      } catch (error) {
        if (error instanceof SignInFailed) throw error;
        throw new SignInFailed('登录没有完成，请重新登录。', error);
      }
    },
    async endUrl() {
      const settings = await configuration();
      if (!settings.serverMetadata().end_session_endpoint) return client.postLogoutRedirectUri;
      // Without id_token_hint: it would put the person's name into an address.
      return oidc.buildEndSessionUrl(settings, { post_logout_redirect_uri: client.postLogoutRedirectUri })
        .href;
    },
  };
}

async function discover(issuer: URL, client: OpenIdClient): Promise<oidc.Configuration> {
  const loopback = ['127.0.0.1', 'localhost', '[::1]'].includes(issuer.hostname);
  return oidc.discovery(issuer, client.clientId, client.clientSecret, undefined, {
    timeout: TIMEOUT_SECONDS,
    execute: issuer.protocol === 'http:' && loopback ? [oidc.allowInsecureRequests] : [],
  });
}

/** Claims come from outside: parsed, not cast. Someone without a region sees nothing, so cannot log in. */
export function staffFrom(claims: Readonly<Record<string, unknown>>): Staff {
  const text = (name: string): string => {
    const value = claims[name];
    return typeof value === 'string' ? value.trim() : '';
  };
  const staff = {
    id: text('sub'),
    name: text('name'),
    organization: text('organization'),
    scope: text('region_code'),
  };
  if (!staff.id || !staff.name || !staff.organization) {
    throw new SignInFailed('您的账号缺少姓名或单位信息，请联系系统管理员。');
  }
  if (!/^\d{2}(\d{2}){0,2}$/.test(staff.scope) || !scopeName(staff.scope)) {
    throw new SignInFailed('您的账号没有设定管辖地区，请联系系统管理员。');
  }
  return staff;
}
