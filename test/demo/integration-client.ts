// A monitoring platform that orders by API, with OAuth client credentials (RFC 6749 §4.4).

export interface IntegrationClient {
  /** The id of the ordered document. */
  order(key: string, body: unknown): Promise<{ status: number; id: string; text: string }>;
  document(id: string): Promise<{ status: string; number?: string; revisions: { sha256: string }[] }>;
  pdf(id: string): Promise<Uint8Array>;
}

export async function integrationClient(
  baseUrl: string,
  client: { clientId: string; scope: string; secret: string },
): Promise<IntegrationClient> {
  const authorization = `Basic ${Buffer.from(`${client.clientId}:${client.secret}`).toString('base64')}`;
  const answer = await fetch(`${baseUrl}/oidc/token`, {
    method: 'POST',
    headers: { authorization },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      scope: client.scope,
      resource: `${baseUrl}/api`,
    }),
  });
  if (!answer.ok) throw new Error(`no token (${answer.status}): ${await answer.text()}`);
  const { access_token: token } = await answer.json();
  const bearer = { authorization: `Bearer ${token}` };
  const get = async (path: string): Promise<Response> => {
    const found = await fetch(`${baseUrl}/api/v1${path}`, { headers: bearer });
    if (!found.ok) throw new Error(`${path} answers ${found.status}: ${await found.text()}`);
    return found;
  };
  return {
    async order(key, body) {
      const found = await fetch(`${baseUrl}/api/v1/rectification-orders`, {
        method: 'POST',
        headers: { ...bearer, 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify(body),
      });
      const text = await found.text();
      if (!found.ok) throw new Error(`the order answers ${found.status}: ${text}`);
      return { status: found.status, id: JSON.parse(text).id, text };
    },
    document: async (id) => (await get(`/documents/${id}`)).json(),
    pdf: async (id) => new Uint8Array(await (await get(`/documents/${id}/pdf`)).arrayBuffer()),
  };
}
