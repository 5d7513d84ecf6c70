// The two things a signer can do: sign (consent, code, confirm) and decline. Only a person's click sends anything.
import { askForCode, decline, problemFrom, requestSeal, sign } from './sign-api.js';
import { clearFaults, create, element, part, setText, show, showFault } from './sign-elements.js';
import { actOf } from './sign-facts.js';
import { LARGEST, offerWay, uploadScan } from './sign-ways.js';

/** @typedef {import('./sign-api.js').Holder} Holder */
/** @typedef {import('./sign-api.js').Problem} Problem */
/** @typedef {import('../sign/facts.ts').DocumentFacts} DocumentFacts */

const WAIT_SECONDS = 60;
const FIELDS = ['consent', 'publication', 'code', 'sign', 'reason', 'decline-code', 'scan'];

/** @type {Readonly<Record<'wet-seal' | 'e-seal', string>>} */
const SUBMITS = { 'wet-seal': '上传扫描件', 'e-seal': '申请用印' };

/** The fields for a code: of the signature, and of declining. The code is one and the same. */
const CODE_FIELDS = ['code', 'decline-code'];

/** Beside which field a refusal stands; the others stand below the button. */
/** @type {Readonly<Record<string, string>>} */
const FIELD_OF = {
  'consent.missing': 'consent',
  'consent.publication-missing': 'publication',
  'request.code': 'code',
  'code.missing': 'code',
  'code.expired': 'code',
  'code.used': 'code',
  'code.exhausted': 'code',
  'code.wrong': 'code',
  'code.too-many': 'code',
  'scan.large': 'scan',
  'scan.pixels': 'scan',
  'scan.kind': 'scan',
  'scan.incomplete': 'scan',
  'code.used-up': 'code',
};

/**
 * After these the page shows what has become of the document. A session that is over is only said: opening the
 * link again in another tab gives this one its cookie back, with everything that was typed.
 */
const STALE = /^(document|party)\./;

/**
 * @typedef {object} Acting
 * @property {Holder} holder
 * @property {DocumentFacts} facts
 * @property {() => string | undefined} shown digest of the bytes on the page, once they are there
 * @property {() => void} done the document has changed: look again
 * @property {(problem: Problem) => void} stale the page is no longer up to date
 */

/** @param {Acting} acting */
export function offerToAct(acting) {
  const { facts } = acting;
  sayAct(facts);
  offerWay(acting, (problem) => refuse(acting, problem, 'seal'));
  offerConsent('consent', facts.consent.text);
  show('publication-part', facts.publication !== undefined);
  if (facts.publication) offerConsent('publication', facts.publication.text);
  setText('decline-code-hint', `需输入发送到登记邮箱 ${facts.mailbox} 的验证码，以确认由本方作出。`);
  setText('code-hint', `验证码发送到登记邮箱 ${facts.mailbox}，十分钟内有效，最多输入五次。`);
  for (const field of CODE_FIELDS) {
    element(`get-${field}`, HTMLButtonElement).onclick = () => getCode(acting, field);
    element(field, HTMLInputElement).oninput = () => clearFaults([field]);
  }
  onSubmit('sign-form', 'submit', '正在提交……', () => submitSignature(acting));
  onSubmit('decline-form', 'decline-submit', '正在提交……', () => submitDecline(acting));
  show('act', true);
}

/** A receipt is not called a signature to what the document says. @param {DocumentFacts} facts */
function sayAct(facts) {
  const act = actOf(facts);
  setText('act-title', act);
  setText('submit', facts.way === 'link' ? `确认${act}` : SUBMITS[facts.way]);
  if (!facts.receives) return;
  setText('decline-summary', '不予签收');
  setText(
    'decline-text',
    '不予签收的，本次电子签收对各方终止，由发文单位依法以其他方式送达。理由将告知发文单位。',
  );
  setText('reason-label', '不予签收的理由（至少五个字）');
  setText('decline-submit', '确认不予签收');
}

/**
 * A check box that nobody has ticked yet, its sentence and what there is to know of it.
 * @param {string} box @param {string} text
 */
function offerConsent(box, text) {
  const [statement = '', ...notes] = text.split('\n');
  setText(`${box}-label`, statement);
  part(`${box}-notes`).replaceChildren(...notes.map((note) => create('p', '', note)));
  element(box, HTMLInputElement).onchange = () => clearFaults([box]);
}

/**
 * One submission at a time, whatever is clicked meanwhile.
 * @param {string} form @param {string} button @param {string} busy @param {() => Promise<void>} submit
 */
function onSubmit(form, button, busy, submit) {
  const control = element(button, HTMLButtonElement);
  const label = control.textContent;
  let running = false;
  element(form, HTMLFormElement).onsubmit = async (event) => {
    event.preventDefault();
    if (running) return;
    running = true;
    control.setAttribute('aria-disabled', 'true');
    control.textContent = busy;
    clearFaults(FIELDS);
    try {
      await submit();
    } finally {
      running = false;
      control.removeAttribute('aria-disabled');
      control.textContent = label;
    }
  };
}

/** @param {Acting} acting @param {string} field the one of CODE_FIELDS that it was asked for at */
async function getCode(acting, field) {
  const buttons = CODE_FIELDS.map((one) => element(`get-${one}`, HTMLButtonElement));
  for (const button of buttons) button.disabled = true;
  clearFaults([field]);
  setText(`${field}-status`, '正在获取验证码……');
  try {
    await askForCode(acting.holder);
    setText(
      `${field}-status`,
      `验证码已发往 ${acting.facts.mailbox}，一般一分钟内收到。没有收到的，请查看垃圾邮件，或者重新获取；仍收不到的，请联系发文单位核对登记的邮箱。`,
    );
    forgetCodes();
    element(field, HTMLInputElement).focus();
    countDown(buttons, WAIT_SECONDS);
  } catch (error) {
    setText(`${field}-status`, '');
    for (const button of buttons) button.disabled = false;
    refuse(acting, problemFrom(error), field, field);
  }
}

/** What was typed is void: used for one act, or overtaken by a newer code. */
function forgetCodes() {
  for (const field of CODE_FIELDS) element(field, HTMLInputElement).value = '';
}

/** @param {readonly HTMLButtonElement[]} buttons @param {number} seconds */
function countDown(buttons, seconds) {
  const until = Date.now() + seconds * 1000;
  const tick = () => {
    const left = Math.ceil((until - Date.now()) / 1000);
    for (const button of buttons) {
      button.disabled = left > 0;
      button.textContent = left > 0 ? `${left} 秒后可重新获取` : '重新获取验证码';
    }
    if (left > 0) setTimeout(tick, 250);
  };
  tick();
}

/** People paste codes with spaces, and Chinese keyboards type full-width digits. @param {string} field */
function typedCode(field) {
  const code = element(field, HTMLInputElement).value.normalize('NFKC').replace(/\s/g, '');
  if (/^\d{6}$/.test(code)) return code;
  showFault(field, '请输入邮件中的六位数字验证码。');
  return undefined;
}

/** @param {Acting} acting */
async function submitSignature(acting) {
  const { holder, facts } = acting;
  const shown = acting.shown();
  if (!shown) return showFault('sign', '文书还没有显示完整，请等待载入或重新载入后再继续。');
  if (facts.way === 'link' && !element('consent', HTMLInputElement).checked)
    return showFault('consent', '请先阅读文书和同意内容并勾选。');
  const publication = facts.publication?.version ?? '';
  if (publication && !element('publication', HTMLInputElement).checked)
    return showFault('publication', '这份文书签署后将公示，请阅读后勾选同意公开姓名和职务。');
  const code = typedCode('code');
  if (!code) return;
  const scan = element('scan', HTMLInputElement).files?.[0];
  if (facts.way === 'wet-seal' && !scan) return showFault('scan', '请选择盖章扫描件。');
  if (scan && facts.way === 'wet-seal' && scan.size > LARGEST)
    return showFault('scan', '文件超过 20 MB，请以 200 至 300 dpi 重新扫描后上传。');
  try {
    const say = (/** @type {string} */ words) => setText('submit', words);
    if (scan && facts.way === 'wet-seal') await uploadScan(holder, scan, { code, publication }, say);
    else if (facts.way === 'e-seal') await requestSeal(holder, { code, publication });
    else await sign(holder, { code, consent: facts.consent.version, publication, shown });
    forgetCodes();
    acting.done();
  } catch (error) {
    refuse(acting, problemFrom(error), 'sign');
  }
}

/** @param {Acting} acting */
async function submitDecline(acting) {
  const reason = element('reason', HTMLTextAreaElement).value.trim();
  if ([...reason.replace(/\s/g, '')].length < 5) return showFault('reason', '请写明理由，至少五个字。');
  const code = typedCode('decline-code');
  if (!code) return;
  try {
    await decline(acting.holder, { code, reason });
    forgetCodes();
    acting.done();
  } catch (error) {
    refuse(acting, problemFrom(error), 'reason', 'decline-code');
  }
}

/**
 * @param {Acting} acting @param {Problem} problem @param {string} field where it stands if nowhere better
 * @param {string} [codeField] where the code was typed or asked for
 */
function refuse(acting, problem, field, codeField = 'code') {
  if (STALE.test(problem.code)) return acting.stale(problem);
  const named = FIELD_OF[problem.code] ?? field;
  showFault(named === 'code' ? codeField : named, problem.message);
}
