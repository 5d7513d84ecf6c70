// Signing otherwise than over the link: a sheet that is printed, sealed, scanned and sent, or a provider's seal.
import { claimSeal, printPath, problemFrom, sendPart, sendScan } from './sign-api.js';
import { clearFaults, element, setText, show } from './sign-elements.js';

/** @typedef {import('./sign-api.js').Holder} Holder */
/** @typedef {import('./sign-api.js').Problem} Problem */
/** @typedef {import('./sign-act.js').Acting} Acting */

/** As much as one request may hold (workflow/wet-seal.ts). */
const PART = 2 * 1024 * 1024;
export const LARGEST = 20 * 1024 * 1024;

/** @param {Acting} acting @param {(problem: Problem) => void} refuse */
export function offerWay({ holder, facts, done }, refuse) {
  const own = facts.parties.find(({ role }) => role === facts.role);
  setText('way', facts.way === 'link' ? '' : `签署方式：${own?.wayName}`);
  show('returned', facts.returnedWhy !== undefined);
  setText('returned', facts.returnedWhy ? `上次提交没有通过核对：${facts.returnedWhy}` : '');
  show('paper-part', facts.way === 'wet-seal');
  show('consent-part', facts.way === 'link');
  const open = facts.seal?.state === 'open';
  show('seal-part', facts.way === 'e-seal');
  show('sign-form', facts.way !== 'e-seal' || facts.seal?.state === 'none');
  show('seal-wait', facts.seal?.state === 'beginning');
  show('seal-open', open);
  show('print', facts.printReady === true);
  show('print-wait', facts.printReady === false);
  element('print', HTMLAnchorElement).href = printPath(holder);
  element('scan', HTMLInputElement).onchange = () => clearFaults(['scan']);
  if (!open) return;
  element('seal-link', HTMLAnchorElement).href = facts.seal?.url ?? '';
  element('seal-ask', HTMLButtonElement).onclick = async () => {
    clearFaults(['seal']);
    setText('seal-status', '正在查询……');
    try {
      await claimSeal(holder);
      setTimeout(done, 2000);
      setText('seal-status', '已请系统查询，结果稍后显示；尚未办结的，可过几分钟再查。');
    } catch (error) {
      setText('seal-status', '');
      refuse(problemFrom(error));
    }
  };
}

/**
 * Sends a scan in parts, and says how far it is.
 * @param {Holder} holder @param {File} file @param {{ code: string, publication: string }} given
 * @param {(words: string) => void} say
 */
export async function uploadScan(holder, file, { code, publication }, say) {
  const parts = [];
  for (let at = 0; at < file.size; at += PART) {
    say(`正在上传 ${Math.floor((at / file.size) * 100)}%`);
    parts.push(await sendPart(holder, file.slice(at, at + PART), code));
  }
  await sendScan(holder, { code, publication, parts: parts.join(' ') });
}
