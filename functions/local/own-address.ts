// Which Host a request may name. A page of a foreign site whose name is made to point at this machine (DNS
// rebinding) would otherwise read, from inside the browser, what only loopback may see.

export type AddressVerdict = 'own' | 'foreign' | { redirect: string };

const LOOPBACK_NAMES = ['127.0.0.1', 'localhost', '[::1]'];

/** Whether a host, as Node binds to it or a URL names it, reaches only this machine. */
export function isLoopback(host: string): boolean {
  return LOOPBACK_NAMES.includes(host) || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/**
 * `baseUrl` and the loopback names at the listening port are our own. People who came by another of our loopback
 * names are led to `baseUrl`: cookies and logins hold for one name only.
 */
export function judgeAddress(
  host: string | undefined,
  request: { method: string; path: string },
  baseUrl: URL,
  port: number,
): AddressVerdict {
  const named = host?.toLowerCase();
  if (named === baseUrl.host) return 'own';
  const loopback = LOOPBACK_NAMES.some(
    (name) => named === `${name}:${port}` || (port === 80 && named === name),
  );
  if (!loopback) return 'foreign';
  const reading = request.method === 'GET' || request.method === 'HEAD';
  return isLoopback(baseUrl.hostname) && reading && request.path.startsWith('/')
    ? { redirect: `${baseUrl.origin}${request.path}` }
    : 'own';
}
