// The register that a browser has before it: files of its own site, read without trusting them.
import { listPath, type Register, readRecord, recordPath } from './register-answer.ts';

const WAIT_MS = 4_000;

/** `root`: the address of the register, with its closing slash. */
export function fetchedRegister(root: URL): Register {
  const get = (path: string) =>
    fetch(new URL(path, root), { cache: 'no-cache', signal: AbortSignal.timeout(WAIT_MS) });
  return {
    async record(sha256) {
      try {
        const answer = await get(recordPath(sha256));
        if (answer.ok) return readRecord(await answer.json(), sha256);
        // A bucket may say 403 for a file that is not there.
        return { state: answer.status === 404 || answer.status === 403 ? 'unknown' : 'no-answer' };
      } catch {
        return { state: 'no-answer' };
      }
    },
    async list(name) {
      try {
        const answer = await get(listPath(name));
        return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : undefined;
      } catch {
        return undefined;
      }
    },
  };
}
