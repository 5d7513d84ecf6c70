// Writes what is known of a document onto the page: head, parties, and how it stands.
import { create, part, setText, show } from './sign-elements.js';

/** @typedef {import('../sign/facts.ts').DocumentFacts} DocumentFacts */
/** @typedef {import('../sign/facts.ts').PartyFacts} PartyFacts */
/** @typedef {import('../sign/facts.ts').Outcome} Outcome */

/** @type {Readonly<Record<PartyFacts['state'], string>>} */
const STATES = {
  signed: '已签署',
  'being-signed': '正在生成签名',
  'in-check': '已提交，核对中',
  declined: '已拒签',
  'in-turn': '待签署',
  waits: '尚未轮到',
};

/** What a party does: some only receive. @param {{ receives: boolean }} party */
export const actOf = ({ receives }) => (receives ? '签收' : '签署');

/** @param {PartyFacts} party */
const stateOf = (party) =>
  party.receives && party.state === 'declined'
    ? '不予签收'
    : STATES[party.state].replace('签署', actOf(party));

/** Where nothing may be said of the document, not even who signs it. @type {Readonly<Record<Outcome, string>>} */
export const OUTCOMES = {
  declined: '有一方拒绝签署或者不予签收，本次办理已经终止。',
  voided: '发文单位已将这份文书作废。',
  expired: '办理期限已过，本次办理已经终止。',
};

/** What the parties do, taken together. @param {DocumentFacts} facts */
function actOfAll({ parties }) {
  if (parties.every(({ receives }) => !receives)) return '签署';
  return parties.every(({ receives }) => receives) ? '签收' : '办理';
}

/** @param {DocumentFacts} facts @param {Outcome} outcome */
function outcomeWords(facts, outcome) {
  const act = actOfAll(facts);
  if (outcome === 'voided') return OUTCOMES.voided;
  if (outcome === 'expired') return `${act}期限已过，本次${act}已经终止。`;
  const received = facts.parties.some(({ receives, state }) => receives && state === 'declined');
  return `有一方${received ? '不予签收' : '拒绝签署'}，本次${act}已经终止。`;
}

/** @param {DocumentFacts} facts */
export function showFacts(facts) {
  const own = facts.parties.find(({ role }) => role === facts.role);
  const running =
    facts.standing === 'may-sign' || facts.standing === 'waits-for-others' || facts.standing === 'in-check';
  document.title = `${facts.title} · 联签`;
  setText('request', facts.documentName + (facts.standing === 'may-sign' ? ` · 请您${actOf(facts)}` : ''));
  setText('title', facts.title);
  setText('number', `编号 ${facts.number}`);
  setText('office', facts.office);
  const signer = own?.signer ? `（${own.signer.title} ${own.signer.person}）` : '';
  setText('own-party', `${own?.label} · ${own?.organization}${signer}`);
  setText('due', facts.dueText);
  show('due-row', running);
  setText('contact', `如有疑问，请联系：${facts.contact}`);
  part('parties').replaceChildren(...facts.parties.map((party) => partyItem(party, facts)));
}

/** @param {PartyFacts} party @param {DocumentFacts} facts */
function partyItem(party, facts) {
  const ended = facts.outcome && ['in-turn', 'in-check', 'waits'].includes(party.state);
  const item = create('li', `party ${party.state}`);
  const name = create('div', 'party-name', party.organization);
  if (party.role === facts.role) name.append(create('span', 'you', '您'));
  const state = create('div', 'party-state', ended ? `未${actOf(party)}` : stateOf(party));
  const detail = [party.label, party.wayName];
  if (party.state === 'signed')
    detail.push(`${party.signer?.person ?? ''} ${party.signedAtText ?? ''}`.trim());
  item.append(name, state, create('div', 'party-detail soft', detail.join(' · ')));
  return item;
}

/** Headline and paragraphs for everything but the moment of signing itself; undefined while the party may sign. */
/** @param {DocumentFacts} facts @returns {{ title: string, paragraphs: string[] } | undefined} */
export function resultOf(facts) {
  switch (facts.standing) {
    case 'may-sign':
      return undefined;
    case 'waits-for-others':
      return {
        title: `还没有轮到您${actOf(facts)}`,
        paragraphs: [`前一方办理后，系统会另发邮件请您${actOf(facts)}。现在可以先阅读文书。`],
      };
    case 'in-check':
      return {
        title: facts.way === 'e-seal' ? '用印结果已经收到' : '扫描件已经上传',
        paragraphs: [
          facts.way === 'e-seal'
            ? '发文单位核对用印凭证后，您单位即完成办理。核对结果会发邮件告知；没有通过的，会说明原因，您可以重新申请用印。用错印章的，请联系发文单位退回。'
            : '发文单位核对扫描件与签发文件一致后，您单位即完成办理。核对结果会发邮件告知；没有通过的，会说明原因，您可以重新上传。传错文件的，请联系发文单位退回。',
        ],
      };
    case 'being-signed':
      return {
        title: `正在${actOf(facts)}……`,
        paragraphs: ['正在生成签名，通常只需几秒钟，请不要关闭本页。'],
      };
    case 'has-declined':
      return {
        title: facts.receives ? '您已表示不予签收' : '您已拒绝签署',
        paragraphs: [
          `本次${actOfAll(facts)}已经终止，您的理由已经记录，发文单位可以看到。系统会通知已收到邀请的各方。`,
          `如需重新办理，须由发文单位另行发起。请联系：${facts.contact}`,
        ],
      };
    case 'has-signed':
      return {
        title: facts.outcome
          ? `您已${actOf(facts)}，但${actOfAll(facts)}现已终止`
          : `您已完成${actOf(facts)}`,
        paragraphs: afterSigning(facts),
      };
  }
}

/** @param {DocumentFacts} facts */
function afterSigning(facts) {
  const { outcome, allSigned, parties, discloses, publicUrl, contact } = facts;
  if (outcome)
    return [
      outcomeWords(facts, outcome),
      `您${actOf(facts)}的文件仍可下载留存。如有疑问，请联系：${contact}`,
    ];
  const done = allDone(facts);
  const stamp = timestampWords(facts);
  if (publicUrl) return [`${done}，文书已经公示。`, ...stamp];
  if (allSigned) {
    const next = discloses ? '文书即将公示，公示后会发邮件告知您。' : '系统会把结果发邮件告知各方。';
    return [facts.pendingTimestamp === 'required' ? `${done}。` : `${done}。${next}`, ...stamp];
  }
  const left = ['签署', '签收'].flatMap((act) => {
    const waiting = parties.filter((party) => party.state !== 'signed' && actOf(party) === act);
    return waiting.length > 0
      ? [`还待${act}：${waiting.map(({ organization }) => organization).join('、')}。`]
      : [];
  });
  const end = `各方${actOfAll(facts)}完毕后${discloses ? '文书将予公示，并' : '会'}发邮件告知您。`;
  return [...left, end];
}

/** What is still to come of the platform, not of the signers. @param {DocumentFacts} facts */
function timestampWords({ pendingTimestamp, discloses, publicUrl }) {
  if (!pendingTimestamp) return [];
  const next = discloses ? '然后公示，并发邮件告知您' : '然后把结果发邮件告知各方';
  const then = publicUrl ? '并更新公示的文件' : pendingTimestamp === 'required' ? next : '';
  return [`待加盖时间戳：时间戳服务可用后，平台加盖存档时间戳${then && `，${then}`}。您不必再做什么。`];
}

/** @param {DocumentFacts} facts */
function allDone(facts) {
  const act = actOfAll(facts);
  if (act === '办理') return '文书已经签发，收件方均已签收';
  return facts.parties.length > 1 ? `各方均已${act}` : `文书已${act}`;
}
