// A provider of electronic seals over HTTP, by the contract in ports/seal-provider.md.
import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { type SealProvider, type SealResult, SealUnproven } from '../ports/seal-provider.ts';

const TIMEOUT_MS = 20_000;
/** Evidence of 15 MB in base64. */
const LARGEST_ANSWER = 20 * 1024 * 1024;

export interface SealProviderOptions {
  url: string;
  token: string;
  name: string;
  /** PEM of the key that its statements are signed with. */
  key: string;
}

/** Throws Error for a key that cannot be read. */
export function httpSealProvider({ url, token, name, key }: SealProviderOptions): SealProvider {
  const publicKey = createPublicKey(key);
  const ask = async (path: string, init: RequestInit = {}): Promise<unknown> => {
    const response = await fetch(`${url}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      // Our token goes nowhere but where it was meant for.
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) throw new SealProviderDown(`status ${response.status}`);
    return readJson(response);
  };
  return {
    available: true,
    name,
    async begin(request) {
      const given = record(await ask('/requests', { method: 'POST', body: JSON.stringify(request) }));
      const { reference, url: page } = given;
      if (typeof reference !== 'string' || !/^[\w.-]{1,100}$/.test(reference))
        throw new SealUnproven('no reference');
      if (typeof page !== 'string' || !isWebAddress(page)) throw new SealUnproven('no address');
      return { reference, url: page };
    },
    async result(reference) {
      return readResult(
        record(await ask(`/requests/${encodeURIComponent(reference)}`)),
        reference,
        publicKey,
      );
    },
  };
}

/** Where the office has named none. */
export const noSealProvider: SealProvider = {
  available: false,
  name: '',
  begin: () => Promise.reject(new SealProviderDown('none is configured')),
  result: () => Promise.reject(new SealProviderDown('none is configured')),
};

class SealProviderDown extends Error {
  override readonly name = 'SealProviderDown';
}

function readResult(answer: Record<string, unknown>, reference: string, key: KeyObject): SealResult {
  if (answer.state === 'pending') return { state: 'pending' };
  if (answer.state === 'refused')
    return { state: 'refused', reason: String(answer.reason ?? '').slice(0, 500) };
  if (answer.state !== 'sealed') throw new SealUnproven('no state');
  const statement = decode(answer.statement);
  const evidence = decode(answer.evidence);
  if (!isSigned(statement, key, decode(answer.signature)))
    throw new SealUnproven('the signature is not the provider’s');
  const { sha256, seal, sealedAt, owner, ...said } = record(parse(statement));
  const digest = createHash('sha256').update(evidence).digest('hex');
  if (said.reference !== reference) throw new SealUnproven('of another request');
  if (said.evidence !== digest) throw new SealUnproven('the evidence is not the one stated');
  if (typeof sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(sha256)) throw new SealUnproven('no digest');
  if (typeof seal !== 'string' || !/^[A-Za-z0-9._:/-]{1,64}$/.test(seal))
    throw new SealUnproven('no number of the seal');
  if (owner !== undefined && (typeof owner !== 'string' || !/^[0-9A-Z]{18}$/.test(owner)))
    throw new SealUnproven('no credit code of the owner');
  if (typeof sealedAt !== 'string' || !/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(sealedAt))
    throw new SealUnproven('no time');
  const at = new Date(sealedAt);
  if (Number.isNaN(at.getTime())) throw new SealUnproven('no time');
  const owned = owner === undefined ? {} : { owner };
  return { state: 'sealed', evidence, sha256, seal, sealedAt: at.toISOString(), ...owned };
}

function isSigned(statement: Uint8Array, key: KeyObject, signature: Uint8Array): boolean {
  return verify(key.asymmetricKeyType === 'ed25519' ? null : 'sha256', statement, key, signature);
}

function decode(value: unknown): Uint8Array {
  if (typeof value !== 'string' || !/^[A-Za-z0-9+/]+={0,2}$/.test(value))
    throw new SealUnproven('not base64');
  return new Uint8Array(Buffer.from(value, 'base64'));
}

function parse(text: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(text));
  } catch {
    throw new SealUnproven('not JSON');
  }
}

function record(value: unknown): Record<string, unknown> {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new SealUnproven('no object');
  return value as Record<string, unknown>;
}

/** Over plain HTTP only on this machine, where tests and demonstrations run. */
function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && hostname === '127.0.0.1');
}

async function readJson(response: Response): Promise<unknown> {
  const reader = response.body?.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true };
    if (done || !value) return parse(Buffer.concat(chunks));
    length += value.length;
    if (length > LARGEST_ANSWER) throw new SealProviderDown('the answer is too long');
    chunks.push(value);
  }
}
