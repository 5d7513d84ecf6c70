// The verifier in a worker of its own, so that a large or hostile file cannot hold up the page.

/**
 * What the worker answers (functions/check/verify-worker.ts).
 *
 * @typedef {{ role: string, organization: string, code: string, signer: string, time: string }} PartyWords
 * @typedef {{ headline: string, means: string, todo: string, parties: PartyWords[], open: string, revisions: string[],
 *   archive: string, revoked: string[], revocation: string, register: string, where: string, detail: string, roots: string[], timeRoots: string[],
 *   note: string }} ReportWords
 * @typedef {{ report: { outcome: string, register: { page?: string, pdf?: string } }, words: ReportWords }} Checked
 * @typedef {'not-pdf' | 'no-root' | 'failed' | 'not-loaded' | 'too-long'} Problem
 * @typedef {{ file: ArrayBuffer, roots: ArrayBuffer, timeRoots: ArrayBuffer, register: object, now: string,
 *   language: 'zh' | 'en' }} Question
 */

const LOADS_WITHIN_MS = 30_000;
const ANSWERS_WITHIN_MS = 10_000;

/**
 * Begins to load the verifier; the function it gives asks it once, and never fails: a problem is an answer.
 *
 * @returns {{ ask(question: Question): Promise<Checked | { problem: Problem }>, end(): void }}
 */
export function startVerifier() {
  const worker = new Worker(new URL('verify.js', import.meta.url), { type: 'module' });
  const loaded = nextMessage(worker, LOADS_WITHIN_MS);
  return {
    async ask(question) {
      try {
        if (!(await loaded)?.ready) return { problem: 'not-loaded' };
        const answer = nextMessage(worker, ANSWERS_WITHIN_MS);
        worker.postMessage(question, [question.file]);
        return (await answer) ?? { problem: 'too-long' };
      } catch {
        return { problem: 'failed' };
      } finally {
        worker.terminate();
      }
    },
    end: () => worker.terminate(),
  };
}

/**
 * The data of the next message; nothing if it does not come in time, or if the worker breaks.
 *
 * @param {Worker} worker
 * @param {number} within
 * @returns {Promise<any>}
 */
function nextMessage(worker, within) {
  return new Promise((resolve) => {
    const late = setTimeout(resolve, within, undefined);
    worker.addEventListener(
      'message',
      ({ data }) => {
        clearTimeout(late);
        resolve(data);
      },
      { once: true },
    );
    worker.addEventListener(
      'error',
      () => {
        clearTimeout(late);
        resolve({ problem: 'failed' });
      },
      { once: true },
    );
  });
}
