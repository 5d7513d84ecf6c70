// Access tokens of integrations: JWTs by RFC 9068 from the OpenID Connect issuer, checked against its published keys.
import { createRemoteJWKSet, errors, type JWTVerifyGetKey, jwtVerify } from 'jose';

export interface Client {
  clientId: string;
  scopes: Set<string>;
  /** Region: two, four or six digits; itself and what lies below. */
  scope: string;
}

export interface VerifyToken {
  /** Whose token this is; undefined if it is not good. Throws if the issuer cannot be asked. */
  (token: string): Promise<Client | undefined>;
  /** Where clients get tokens: the issuer's token endpoint. */
  tokenUrl(): Promise<string>;
}

export interface AccessTokenOptions {
  issuer: string;
  /** The `aud` that tokens for this API carry. */
  audience: string;
  /** Keys known beforehand; by default those that the issuer publishes. */
  jwks?: JWTVerifyGetKey;
}

interface Discovered {
  jwks: JWTVerifyGetKey;
  tokenUrl: string;
}

const DISCOVERY_TIMEOUT_MS = 5000;

export function accessTokenVerifier({ issuer, audience, jwks }: AccessTokenOptions): VerifyToken {
  let discovered: Promise<Discovered> | undefined;
  const discovery = (): Promise<Discovered> => {
    // A failure is not kept: the issuer may be up again for the next request.
    discovered ??= discover(issuer).catch((error) => {
      discovered = undefined;
      throw error;
    });
    return discovered;
  };

  const verify = async (token: string): Promise<Client | undefined> => {
    const keys = jwks ?? (await discovery()).jwks;
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience,
        // RFC 9068 §2.1 and §4: an ID token must not pass for an access token.
        typ: 'at+jwt',
        algorithms: ['RS256', 'ES256'],
        requiredClaims: ['exp', 'client_id', 'region_code'],
      });
      return clientOf(payload);
    } catch (error) {
      if (isBadToken(error)) return undefined;
      throw error;
    }
  };
  return Object.assign(verify, { tokenUrl: async () => (await discovery()).tokenUrl });
}

function clientOf(payload: Record<string, unknown>): Client | undefined {
  const { client_id: clientId, scope = '', region_code: region } = payload;
  if (typeof clientId !== 'string' || clientId === '' || typeof scope !== 'string') return undefined;
  if (typeof region !== 'string' || !/^\d{2}(?:\d{2}){0,2}$/.test(region)) return undefined;
  return { clientId, scopes: new Set(scope.split(' ').filter(Boolean)), scope: region };
}

/** What jose says of the token, as against what it says of fetching the keys. */
function isBadToken(error: unknown): boolean {
  return (
    error instanceof errors.JWTExpired ||
    error instanceof errors.JWTClaimValidationFailed ||
    error instanceof errors.JWTInvalid ||
    error instanceof errors.JWSInvalid ||
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JOSEAlgNotAllowed ||
    error instanceof errors.JOSENotSupported ||
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys
  );
}

/** OpenID Connect Discovery 1.0 §4; the document must name the issuer it was asked of (§4.3). */
async function discover(issuer: string): Promise<Discovered> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const response = await fetch(url, { signal: AbortSignal.timeout(DISCOVERY_TIMEOUT_MS), redirect: 'error' });
  if (!response.ok) throw new Error(`discovery answered ${response.status}`);
  const found = (await response.json()) as Record<string, unknown>;
  const { jwks_uri: jwksUri, token_endpoint: tokenUrl } = found;
  if (found.issuer !== issuer || typeof jwksUri !== 'string' || typeof tokenUrl !== 'string')
    throw new Error('discovery names another issuer, or lacks jwks_uri or token_endpoint');
  return { jwks: createRemoteJWKSet(new URL(jwksUri)), tokenUrl };
}
