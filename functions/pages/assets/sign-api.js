// The signing page's requests: the link's token for a cookie, and what that cookie may read and do.

/** @typedef {import('../sign/facts.ts').SignerFacts} SignerFacts */
/** @typedef {import('../sign/facts.ts').ProblemDocument} ProblemDocument */
/** @typedef {{ document: string, role: string }} Holder */

/** What the server refused, or that it could not be reached: `message` is for the person at the page. */
export class Problem extends Error {
  /** @param {string} code @param {string} sentence */
  constructor(code, sentence) {
    super(sentence);
    this.code = code;
  }
}

/** @param {unknown} error @returns {Problem} */
export function problemFrom(error) {
  return error instanceof Problem ? error : new Problem('page.failed', '页面出错，请刷新后重试。');
}

/** @param {string} token @returns {Promise<Holder>} */
export async function exchange(token) {
  const response = await request('/sign/api/session', post({ token }));
  return response.json();
}

/** @param {Holder} holder @returns {Promise<SignerFacts>} */
export async function getFacts(holder) {
  return (await request(pathOf(holder))).json();
}

/** @param {Holder} holder @returns {Promise<Uint8Array<ArrayBuffer>>} */
export async function getPdf(holder) {
  return new Uint8Array(await (await request(`${pathOf(holder)}/pdf`)).arrayBuffer());
}

/** @param {Holder} holder */
export function downloadPath(holder) {
  return `${pathOf(holder)}/pdf?download`;
}

/** Where the document can be read as a page of text. @param {Holder} holder */
export function textPath(holder) {
  return `${pathOf(holder)}/text`;
}

/** @param {Holder} holder */
export async function askForCode(holder) {
  await request(`${pathOf(holder)}/code`, post({}));
}

/** @param {Holder} holder @param {{ code: string, consent: string, publication: string, shown: string }} given */
export async function sign(holder, given) {
  await request(`${pathOf(holder)}/sign`, post(given));
}

/** Where a party that seals on paper gets what it prints. @param {Holder} holder */
export function printPath(holder) {
  return `${pathOf(holder)}/print`;
}

/** @param {Holder} holder @param {Blob} part @param {string} code @returns {Promise<string>} its digest */
export async function sendPart(holder, part, code) {
  const response = await request(`${pathOf(holder)}/scan-part`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', 'x-code': code },
    body: part,
  });
  return (await response.json()).part;
}

/** @param {Holder} holder @param {{ code: string, publication: string, parts: string }} given */
export async function sendScan(holder, given) {
  await request(`${pathOf(holder)}/scan`, post(given));
}

/** @param {Holder} holder @param {{ code: string, publication: string }} given */
export async function requestSeal(holder, given) {
  await request(`${pathOf(holder)}/seal`, post(given));
}

/** @param {Holder} holder */
export async function claimSeal(holder) {
  await request(`${pathOf(holder)}/sealed`, post({}));
}

/** @param {Holder} holder @param {{ code: string, reason: string }} given */
export async function decline(holder, given) {
  await request(`${pathOf(holder)}/decline`, post(given));
}

/** @param {Holder} holder */
function pathOf({ document, role }) {
  return `/sign/api/${document}/${role}`;
}

/** @param {object} body @returns {RequestInit} */
function post(body) {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

/** @param {string} path @param {RequestInit} [init] */
async function request(path, init) {
  let response;
  try {
    response = await fetch(path, {
      ...init,
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
    });
  } catch {
    throw new Problem('network.failed', '网络连接中断，请检查网络后重试。');
  }
  if (response.ok) return response;
  /** @type {ProblemDocument | undefined} */
  const problem = await response.json().catch(() => undefined);
  throw new Problem(problem?.code ?? 'request.failed', problem?.detail ?? '服务暂时出错，请稍后再试。');
}
