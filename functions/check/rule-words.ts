// What each rule of the verifier (V1 to V12) means for a reader of the file, and what to do when it is broken.
import type { Reason } from './report.ts';

export type Language = 'zh' | 'en';

export interface RuleWords {
  /** A few words, a heading. */
  title: string;
  means: string;
  todo: string;
}

const FETCH_AGAIN = {
  zh: '不要采用这份文件。请从公示目录下载，或向发文单位重新索取原始文件，再核验一次。',
  en: 'Do not rely on this file. Download it from the public register, or ask the issuing office for the original, and check that.',
};
const ASK_OFFICE = {
  zh: '不要采用这份文件，并请把它连同核验结果告知发文单位。',
  en: 'Do not rely on this file, and tell the issuing office about it and about this result.',
};

const zh: Readonly<Record<Reason, RuleWords>> = {
  V1: {
    title: '签名与文件内容不符',
    means: '签名所覆盖的内容在签署之后被改动过，或者签名本身不是由证书上的密钥作出的。',
    todo: ASK_OFFICE.zh,
  },
  V2: {
    title: '文件的写法不是本平台的写法',
    means:
      '本平台签发的文件只有一种写法，这份文件不同。用其他软件另存、压缩、转换、加批注之后会这样，被人改造过也会这样，从文件本身分不出是哪一种。别的机构或者软件签署的文件也是这样，这里不能核验。',
    todo: `${FETCH_AGAIN.zh}别的机构签署的，请用该机构提供的办法核验。`,
  },
  V3: {
    title: '文件中有来历不明的部分',
    means:
      '文件不是由签发时的文件和其后各次签署首尾相接而成：有不属于任何一版的内容，或者缺少一段。常见于末尾被追加内容、下载不完整、被软件改写。',
    todo: FETCH_AGAIN.zh,
  },
  V4: {
    title: '签名没有覆盖应当覆盖的内容',
    means: '文件中留给签名数据的位置被挪动或者夹带了别的内容，这部分可以在签署之后随意改动。',
    todo: ASK_OFFICE.zh,
  },
  V5: {
    title: '签署之后还改动了别的内容',
    means:
      '每一版只应增加一个电子签名或者一个存档时间戳。这份文件有一版还改动、遮盖或者增加了别的内容，各方签署时看到的不是现在的样子。',
    todo: ASK_OFFICE.zh,
  },
  V6: {
    title: '签名与应当签署的各方不符',
    means: '文件中的签名多于或者少于应有的签名，或者两处签名冒用同一个位置。',
    todo: FETCH_AGAIN.zh,
  },
  'no-signature': {
    title: '文件里没有任何电子签名',
    means:
      '这不是签署过的文件：可能是草稿、打印用的版本、签署证据报告，也可能与本平台无关。这里只能核验本平台签署的 PDF，从这份文件本身看不出它出自何处。',
    todo: '请从公示目录下载签署过的文件，或向发文单位索取，再核验一次；证据报告请向出具它的单位核实。',
  },
  'V6-unsigned': {
    title: '文件没有电子签名',
    means: '文件里有待签署的位置，但没有任何一方签署。谁都可以做出这样的文件，从文件本身看不出它出自何处。',
    todo: '已经签署的文件请从公示目录下载，或向发文单位索取。',
  },
  V7: {
    title: '签名者的证书不能采信',
    means: '签名者的证书在签署时不在有效期内、不能用于签署文件，或者附带了不属于它的证书。',
    todo: ASK_OFFICE.zh,
  },
  'V7-root': {
    title: '签名者的证书不是由所信任的证书机构签发的',
    means:
      '任何人都能自己做一张写着别人名字的证书，所以这样的签名不能说明是谁签的。文件也可能出自另一个单位的平台，那里用的是另一张根证书。',
    todo: '请核对所信任的根证书是不是该文件发文单位的（比对指纹）。根证书无误的，不要采用这份文件。',
  },
  'V7-name': {
    title: '签名中写的签名者与证书不符',
    means: '软件里可能显示的签名者姓名不是证书上的人：签名是证书上的人作出的，却写了别人的名字。',
    todo: ASK_OFFICE.zh,
  },
  'V7-revoked': {
    title: '签名者的证书已被吊销',
    means: '证书机构已经声明这张证书作废，而且没有时间戳证明签名是在此之前作出的。',
    todo: '不要采用这份文件。请向发文单位核实为什么吊销、这次签署是否有效，并索取现行有效的文件。',
  },
  'V7-authority-revoked': {
    title: '为签名者颁发证书的机构证书已被吊销',
    means:
      '根证书的持有者已经声明这张机构证书作废，它颁发的证书一并失去效力，而且没有时间戳证明签名是在此之前作出的。',
    todo: '不要采用这份文件。请向发文单位核实为什么吊销、这次签署是否有效，并索取现行有效的文件。',
  },
  'V7-list': {
    title: '文件中存档的证书吊销列表不能采信',
    means:
      '文件里存档的吊销列表在加盖存档时间戳的时候不在有效期内，或者不是由签名者、时间戳的证书机构作出的。',
    todo: FETCH_AGAIN.zh,
  },
  'V7-time-stamp': {
    title: '时间戳不能采信',
    means: '文件中的时间戳不是由所信任的时间戳机构作出的、与它所证明的内容不符，或者该机构的证书已被吊销。',
    todo: '请核对所信任的时间戳根证书是否齐全、是否来自发文单位。根证书无误的，不要采用这份文件。',
  },
  V8: {
    title: '使用了不允许的算法',
    means:
      '本平台的签名只用一种算法（ECDSA P-256 与 SHA-256）。这份文件用了别的算法，可能较弱，也可能是伪造。',
    todo: ASK_OFFICE.zh,
  },
  V9: {
    title: '文件中有能自动执行、能隐藏或者指向外部的内容',
    means:
      '文件含有脚本、附件、图层、链接、批注一类内容。它们能让同一份文件在不同时候、不同软件里显示出不同的样子，本平台签发的文件一概没有。',
    todo: ASK_OFFICE.zh,
  },
  V10: {
    title: '签名的位置互相遮盖或者不在页面上',
    means: '各方签名应当各在一处、都看得见。这份文件里一个签名可以盖住另一个，或者看不见。',
    todo: ASK_OFFICE.zh,
  },
  V11: {
    title: '文件超出限度',
    means:
      '文件过大、版本过多或者结构过于复杂，远超本平台签发的任何文件（不超过 22 MB、16 版）。为免被恶意文件拖住，没有继续检查。',
    todo: FETCH_AGAIN.zh,
  },
  V12: {
    title: '不是签发的那份文件',
    means: '签名可能是真的，但它们签的不是所指的那份文件。',
    todo: FETCH_AGAIN.zh,
  },
};

const en: Readonly<Record<Reason, RuleWords>> = {
  V1: {
    title: 'A signature does not belong to the content',
    means:
      'What the signature covers was changed after signing, or the signature was not made with the key of its certificate.',
    todo: ASK_OFFICE.en,
  },
  V2: {
    title: 'The file is not written the way this platform writes',
    means:
      'The platform writes files in one way only, and this one differs. It was saved, compressed, converted or commented by other software, or tampered with: the file itself does not tell which. Files that others signed are not written so either; they cannot be checked here.',
    todo: `${FETCH_AGAIN.en} What another body signed is to be checked the way that body says.`,
  },
  V3: {
    title: 'The file has parts of unknown origin',
    means:
      'The file is not the issued one with each signing following the one before: something belongs to no revision, or a piece is missing. Something was appended, the download was incomplete, or software rewrote it.',
    todo: FETCH_AGAIN.en,
  },
  V4: {
    title: 'A signature does not cover what it must cover',
    means:
      'The place kept for the signature was moved or holds something else, which can be changed at will after signing.',
    todo: ASK_OFFICE.en,
  },
  V5: {
    title: 'Something else was changed after signing',
    means:
      'A revision may add one signature or one archival time-stamp. One of this file changes, covers or adds something besides: the parties did not sign what is seen now.',
    todo: ASK_OFFICE.en,
  },
  V6: {
    title: 'The signatures are not those of the parties',
    means: 'There are more or fewer signatures than there should be, or two of them claim one place.',
    todo: FETCH_AGAIN.en,
  },
  'no-signature': {
    title: 'There is no electronic signature in the file at all',
    means:
      'It is not a signed file: a draft, a version for printing, a report of the evidence, or nothing of this platform. Only signed files of the platform can be checked; this one does not show where it comes from.',
    todo: 'Download the signed file from the public register, or ask the issuing office for it, and check that; of a report of the evidence ask the office that made it.',
  },
  'V6-unsigned': {
    title: 'The file carries no signature',
    means:
      'It has places to sign, and nobody has signed. Anybody can make such a file; it does not show where it comes from.',
    todo: 'Download the signed file from the public register, or ask the issuing office for it.',
  },
  V7: {
    title: 'The certificate of a signer cannot be trusted',
    means:
      'It was not in force at the time of signing, is not fit for signing documents, or comes with certificates that do not belong to it.',
    todo: ASK_OFFICE.en,
  },
  'V7-root': {
    title: 'The certificate of a signer was not issued by a trusted authority',
    means:
      'Anybody can make a certificate in the name of another, so this signature does not say who signed. Or the file comes from the platform of another office, which has another root certificate.',
    todo: 'Compare the fingerprint of the trusted root with that of the issuing office. If it is the right one, do not rely on this file.',
  },
  'V7-name': {
    title: 'A signature names another signer than its certificate',
    means:
      'The name that software may show is not that of the certificate: its holder signed, and wrote somebody else.',
    todo: ASK_OFFICE.en,
  },
  'V7-revoked': {
    title: 'The certificate of a signer has been revoked',
    means: 'Its authority has declared it void, and no time-stamp proves that the signature was made before.',
    todo: 'Do not rely on this file. Ask the issuing office why it was revoked and whether the signature counts, and for the file that is in force.',
  },
  'V7-authority-revoked': {
    title: 'The authority behind the certificate of a signer has been revoked',
    means:
      'The holder of the root has declared it void, and with it what it issued; no time-stamp proves that the signature was made before.',
    todo: 'Do not rely on this file. Ask the issuing office why it was revoked and whether the signature counts, and for the file that is in force.',
  },
  'V7-list': {
    title: 'A list of revoked certificates kept in the file cannot be trusted',
    means:
      'It was not in force at the time of the archival time-stamp, or was not made by an authority of the signers or of the time-stamps.',
    todo: FETCH_AGAIN.en,
  },
  'V7-time-stamp': {
    title: 'A time-stamp cannot be trusted',
    means:
      'It was not made by a trusted time-stamping authority, does not belong to what it attests, or its authority’s certificate has been revoked.',
    todo: 'Make sure that the roots of the time-stamping authorities are complete and come from the issuing office. If they are right, do not rely on this file.',
  },
  V8: {
    title: 'An algorithm that is not allowed',
    means:
      'Signatures of the platform use one algorithm only (ECDSA P-256 with SHA-256). This file uses another, which may be weaker, or is a forgery.',
    todo: ASK_OFFICE.en,
  },
  V9: {
    title: 'Content that acts, hides or points outside the file',
    means:
      'Scripts, attachments, layers, links or comments can make one file look different at different times or in different software. Issued files have none.',
    todo: ASK_OFFICE.en,
  },
  V10: {
    title: 'Signature boxes cover each other or lie outside the page',
    means:
      'Each signature must be seen in a place of its own. In this file one can cover another, or is not seen.',
    todo: ASK_OFFICE.en,
  },
  V11: {
    title: 'The file exceeds the limits',
    means:
      'It is larger, has more revisions or is more deeply nested than any file of the platform (22 MB, 16 revisions). It was not checked further, so that no hostile file can hold up the check.',
    todo: FETCH_AGAIN.en,
  },
  V12: {
    title: 'Not the document that was issued',
    means: 'The signatures may be true, but they are on another document than the one meant.',
    todo: FETCH_AGAIN.en,
  },
};

export const RULE_WORDS: Readonly<Record<Language, Readonly<Record<Reason, RuleWords>>>> = { zh, en };
