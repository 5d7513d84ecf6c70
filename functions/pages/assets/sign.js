// The signing page: takes the link's token out of the address, exchanges it, and shows how the document stands.
import { offerToAct } from './sign-act.js';
import { downloadPath, exchange, getFacts, getPdf, Problem, problemFrom, textPath } from './sign-api.js';
import { sha256, showDocument } from './sign-document.js';
import { create, element, part, pause, setText, show, showFault } from './sign-elements.js';
import { OUTCOMES, resultOf, showFacts } from './sign-facts.js';

/** @typedef {import('./sign-api.js').Holder} Holder */
/** @typedef {import('../sign/facts.ts').DocumentFacts} DocumentFacts */

const HOLDER_KEY = 'lianqian.sign.holder';
const POLL_MS = 700;
const SLOW_AFTER_MS = 20_000;
const SLOW_POLL_MS = 3_000;

/** The file on the page: its digest, and its bytes for whoever declines and keeps what was read. */
/** @type {{ digest: string, bytes: Uint8Array<ArrayBuffer> } | undefined} */
let shown;

/** Whose document this page shows now: a second link may have been opened in the same tab. */
/** @type {Holder | undefined} */
let current;

/** @type {Record<string, string>} */
const HEADLINES = {
  'link.invalid': '链接无效',
  'session.missing': '请重新打开链接',
  'network.failed': '网络连接中断',
};

/** The token of a link, removed from the address, the history and the title bar at once. */
function takeToken() {
  const token = location.hash.slice(1).trim();
  if (token) history.replaceState(null, '', location.pathname);
  return token;
}

/** @param {string} token @returns {Promise<Holder>} */
async function enter(token) {
  if (token) {
    sessionStorage.removeItem(HOLDER_KEY);
    const holder = await exchange(token);
    sessionStorage.setItem(HOLDER_KEY, JSON.stringify(holder));
    return holder;
  }
  const kept = sessionStorage.getItem(HOLDER_KEY);
  if (!kept) throw new Problem('link.missing', '请从邮件中的链接打开本页；请核对链接是否完整。');
  return JSON.parse(kept);
}

/** @param {string} token */
async function start(token) {
  try {
    const holder = await enter(token);
    current = holder;
    await look(holder);
  } catch (error) {
    const problem = problemFrom(error);
    fail(problem, problem.code === 'link.invalid' ? undefined : () => start(token));
  }
}

/** Asks how the document stands and shows that. @param {Holder} holder */
async function look(holder) {
  const facts = await getFacts(holder);
  if (facts.standing === 'ended') {
    const text = `${OUTCOMES[facts.outcome]}不需要您再做什么。`;
    return message('签署已经终止', text, `如有疑问，请联系：${facts.contact}`);
  }
  show('loading', false);
  show('message', false);
  show('view', true);
  showFacts(facts);
  showResult(holder, facts);
  await fillDocument(holder, facts);
  if (inTheMaking(facts)) follow(holder);
}

/** @param {Holder} holder @param {DocumentFacts} facts */
function showResult(holder, facts) {
  const result = resultOf(facts);
  show('act', false);
  show('result', Boolean(result));
  part('result').dataset.standing =
    facts.outcome && facts.standing === 'has-signed' ? 'ended' : facts.standing;
  if (!result)
    return offerToAct({
      holder,
      facts,
      shown: () => shown?.digest,
      done: () => again(holder),
      stale: async (problem) => {
        await again(holder);
        if (!part('act').hidden) showFault('sign', problem.message);
      },
    });
  setText('result-title', result.title);
  part('result-text').replaceChildren(...result.paragraphs.map((text) => create('p', '', text)));
  part('result-file').replaceChildren(...files(holder, facts));
}

/** What can be taken home: the current file, the public page, or what was read before declining. */
/** @param {Holder} holder @param {DocumentFacts} facts @returns {HTMLElement[]} */
function files(holder, facts) {
  /** @type {HTMLElement[]} */
  const links = [];
  if (facts.revision && facts.standing !== 'being-signed')
    links.push(link(downloadPath(holder), '下载当前 PDF', ''));
  if (!facts.revision && shown) {
    const url = URL.createObjectURL(new Blob([shown.bytes], { type: 'application/pdf' }));
    links.push(link(url, '下载您读过的 PDF', `${facts.title}.pdf`));
  }
  if (facts.publicUrl) links.push(link(facts.publicUrl, '查看公示'));
  return links;
}

/** @param {string} href @param {string} text @param {string} [download] */
function link(href, text, download) {
  const made = document.createElement('a');
  made.className = 'button second';
  made.href = href;
  made.textContent = text;
  if (download !== undefined) made.download = download;
  return made;
}

/** @param {Holder} holder */
async function again(holder) {
  try {
    await look(holder);
    const title = part('result').hidden ? part('act-title') : part('result-title');
    title.focus({ preventScroll: true });
    title.scrollIntoView({ block: 'center' });
  } catch (error) {
    fail(problemFrom(error), () => again(holder));
  }
}

/** The loop is at it, and will be done soon: a signature, a print version, an address to seal at. */
/** @param {import('../sign/facts.ts').SignerFacts} facts */
function inTheMaking(facts) {
  if (facts.standing === 'ended') return false;
  if (facts.standing === 'being-signed') return true;
  return facts.standing === 'may-sign' && (facts.printReady === false || facts.seal?.state === 'beginning');
}

/** Waits until the signature is made. @param {Holder} holder */
async function follow(holder) {
  const since = Date.now();
  for (;;) {
    const slow = Date.now() - since > SLOW_AFTER_MS;
    if (slow && !part('result').hidden)
      part('result-text').replaceChildren(
        create(
          'p',
          '',
          '签署已经提交，签名仍在生成。您可以关闭本页，稍后从邮件中的链接查看结果，不需要再次签署。',
        ),
      );
    await pause(slow ? SLOW_POLL_MS : POLL_MS);
    /** @type {import('../sign/facts.ts').SignerFacts | undefined} */
    let facts;
    try {
      facts = await getFacts(holder);
    } catch (error) {
      // A gap in the network does not undo what was submitted; the end of the session ends the watching.
      if (problemFrom(error).code === 'session.missing') return fail(problemFrom(error));
    }
    if (current !== holder) return;
    if (facts && !inTheMaking(facts)) return again(holder);
  }
}

/** Fetches the file if the page does not show it yet. @param {Holder} holder @param {DocumentFacts} facts */
async function fillDocument(holder, facts) {
  show('document', Boolean(facts.revision));
  if (!facts.revision || facts.revision === shown?.digest || facts.standing === 'being-signed') return;
  element('download', HTMLAnchorElement).href = downloadPath(holder);
  element('text', HTMLAnchorElement).href = textPath(holder);
  element('document-retry', HTMLButtonElement).onclick = () => {
    shown = undefined;
    fillDocument(holder, facts);
  };
  show('document-fault', false);
  show('document-status', true);
  try {
    const bytes = await getPdf(holder);
    const digest = await sha256(bytes);
    await showDocument(bytes, facts.standing === 'has-declined' ? undefined : facts.role);
    shown = { digest, bytes };
    setText('digest', digest);
    show('digest-row', true);
  } catch (error) {
    const why = error instanceof Problem ? error.message : '文书没有显示出来。';
    setText('document-fault-text', `${why}请重新载入；也可以下载后阅读，但须在本页显示后才能签署。`);
    show('document-fault', true);
  } finally {
    show('document-status', false);
  }
}

/** @param {Problem} problem @param {() => void} [retry] */
function fail(problem, retry) {
  message(
    HEADLINES[problem.code] ?? '无法打开文书',
    problem.message,
    '',
    /^(session|link)/.test(problem.code) ? undefined : retry,
  );
}

/** Shows one sentence in place of everything else. */
/** @param {string} title @param {string} text @param {string} contact @param {() => void} [retry] */
function message(title, text, contact, retry) {
  show('loading', false);
  show('view', false);
  show('message', true);
  setText('message-title', title);
  setText('message-text', text);
  setText('message-contact', contact);
  show('message-retry', Boolean(retry));
  element('message-retry', HTMLButtonElement).onclick = () => retry?.();
  document.title = `${title} · 联签`;
  part('message-title').focus();
}

// A second link opened in the same tab changes only the fragment: begin anew, with nothing of the first left.
addEventListener('hashchange', async () => {
  const token = takeToken();
  if (!token) return;
  current = undefined;
  try {
    await enter(token);
    location.reload();
  } catch (error) {
    fail(problemFrom(error));
  }
});

start(takeToken());
