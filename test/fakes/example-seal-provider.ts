// A provider of electronic seals for tests, by the contract in ports/seal-provider.md: a real server, a real signature.
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Request {
  requestId: string;
  sha256: string;
  organization: string;
  code: string;
}

type Outcome = { state: 'pending' } | { state: 'refused'; reason: string } | Sealed;
interface Sealed {
  state: 'sealed';
  statement: string;
  signature: string;
  evidence: string;
}

export interface ExampleSealProvider {
  url: string;
  token: string;
  /** PEM of the key that statements are verified with. */
  key: string;
  /** What was begun, by reference. */
  requests: ReadonlyMap<string, Request>;
  /** How often a result was asked for. */
  asked(): number;
  /** The party seals; `changes` to what the statement says, for results that are not what they should be or say less. */
  seal(reference: string, changes?: Readonly<Record<string, string | undefined>>): void;
  refuse(reference: string, reason: string): void;
  /** Spoils the signature of a sealed result. */
  forge(reference: string): void;
  /** Answers everything with 503 while down. */
  down: boolean;
  close(): Promise<void>;
}

const TOKEN = 'example-token';
const SEAL = '6301000000123';

export async function exampleSealProvider(): Promise<ExampleSealProvider> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const requests = new Map<string, Request>();
  const outcomes = new Map<string, Outcome>();
  let asked = 0;

  const server = createServer((request, response) => {
    answer(request).then(
      ({ status, body }) => send(response, status, body),
      () => send(response, 400, {}),
    );
  });

  async function answer(request: IncomingMessage): Promise<{ status: number; body: object }> {
    if (provider.down) return { status: 503, body: {} };
    if (request.headers.authorization !== `Bearer ${TOKEN}`) return { status: 401, body: {} };
    if (request.method === 'POST' && request.url === '/requests') {
      const body: Request = JSON.parse(await textOf(request));
      const reference = `R-${createHash('sha256').update(body.requestId).digest('hex').slice(0, 12)}`;
      // The same request again is the first one, whatever else it says.
      if (!requests.has(reference)) requests.set(reference, body);
      if (!outcomes.has(reference)) outcomes.set(reference, { state: 'pending' });
      return { status: 201, body: { reference, url: `${provider.url}/seal/${reference}` } };
    }
    const outcome = outcomes.get(/^\/requests\/([\w.-]+)$/.exec(request.url ?? '')?.[1] ?? '');
    if (!outcome) return { status: 404, body: {} };
    asked += 1;
    return { status: 200, body: outcome };
  }

  const provider: ExampleSealProvider = {
    url: '',
    token: TOKEN,
    key: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    requests,
    asked: () => asked,
    down: false,
    seal(reference, changes = {}) {
      const { sha256, organization, code } = requests.get(reference)!;
      const evidence = Buffer.from(`seal of ${organization} on ${sha256}, request ${reference}`);
      const digest = createHash('sha256').update(evidence).digest('hex');
      const sealedAt = '2026-11-24T02:01:30.000Z';
      const said = { reference, sha256, seal: SEAL, sealedAt, evidence: digest, owner: code };
      const statement = Buffer.from(JSON.stringify({ ...said, ...changes }));
      const signature = sign('sha256', statement, privateKey);
      outcomes.set(reference, {
        state: 'sealed',
        statement: statement.toString('base64'),
        signature: signature.toString('base64'),
        evidence: evidence.toString('base64'),
      });
    },
    refuse: (reference, reason) => outcomes.set(reference, { state: 'refused', reason }),
    forge(reference) {
      const sealed = outcomes.get(reference) as Sealed;
      const statement = Buffer.from(sealed.statement, 'base64').toString().replace(SEAL, '9999999999999');
      outcomes.set(reference, { ...sealed, statement: Buffer.from(statement).toString('base64') });
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  provider.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return provider;
}

function send(response: ServerResponse, status: number, body: object): void {
  // Nothing is kept open between tests.
  response
    .writeHead(status, { 'content-type': 'application/json', connection: 'close' })
    .end(JSON.stringify(body));
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
