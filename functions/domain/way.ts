// The ways in which a party may sign (国办发〔2025〕33号 art. 27: systems shall support compliant electronic seals), and
// what has happened to a sheet that is sealed on paper or a seal that a provider keeps.
import type { Sha256 } from './event.ts';
import type { Role } from './party.ts';
import type { Instant } from './time.ts';

/** link: electronic signature over a link and a code; wet-seal: printed, sealed, scanned; e-seal: by a provider. */
export type Way = 'link' | 'wet-seal' | 'e-seal';

export const WAYS: readonly Way[] = ['link', 'wet-seal', 'e-seal'];

export const WAY_NAMES: Readonly<Record<Way, string>> = {
  link: '平台电子签名',
  'wet-seal': '纸质盖章（扫描件核对）',
  'e-seal': '电子印章（服务商办理）',
};

/** The way of each party that signs otherwise than over its link. */
export type Ways = Readonly<Partial<Record<Role, Way>>>;

/**
 * What the machine found on a scan: `bound`: our code, of this document, this party and a revision of it, and no other in
 * any picture; `partly-bound`: the same, but it could not look at every picture.
 */
export type ScanFinding =
  | 'bound'
  | 'partly-bound'
  | 'no-code'
  | 'other-document'
  | 'other-party'
  | 'other-revision'
  | 'unreadable';

/** Found so, a scan is sent back at once; without a code it is for a person to look at. */
export const SENT_BACK: readonly ScanFinding[] = [
  'other-document',
  'other-party',
  'other-revision',
  'unreadable',
];

export const FINDING_WORDS: Readonly<Record<ScanFinding, string>> = {
  bound: '已识别打印件上的二维码，与签发文件一致',
  'partly-bound': '识读到的二维码与签发文件一致，但有图像未能识读，须由工作人员逐页核对',
  'no-code': '没有识别到打印件上的二维码，须由工作人员逐页核对',
  'other-document': '扫描件是另一份文书的打印件，请扫描本文书的打印件后重新上传',
  'other-party': '扫描件是另一签署方的打印件，请使用本方下载的打印件，盖章后重新上传',
  'other-revision': '扫描件所印的文件摘要与本文书的任何版本都不一致，请重新下载打印件，盖章后重新上传',
  unreadable: '文件中没有可以读取的扫描图像，请扫描为 PDF（图像为 JPEG）、JPG 或 PNG 后重新上传',
};

/** With how many pictures were looked at; of older scans only how many there are is known. */
export function scanReadWords({ finding, pages, looked }: ReadOfScan): string {
  if (pages === 0) return FINDING_WORDS[finding];
  const how = looked === undefined ? '' : looked === pages ? '，均已识读' : `，其中识读${looked}页`;
  return `${FINDING_WORDS[finding]}（图像${pages}页${how}）`;
}

/** `pages`: pictures in it; `looked`: of how many of them the machine could look for codes. */
interface ReadOfScan {
  finding: ScanFinding;
  pages: number;
  looked?: number;
}

/** Why a seal's result was not taken. */
export type SealFinding =
  | 'refused'
  | 'other-file'
  | 'other-organization'
  | 'unproven'
  | 'other-time'
  /** By a member of staff, who gave a reason. */
  | 'set-aside';

export const SEAL_FINDING_WORDS: Readonly<Record<SealFinding, string>> = {
  refused: '电子印章服务商回复：用印未获办理',
  'other-file': '电子印章服务商的用印结果不属于这份文件，未予采用',
  'other-organization':
    '电子印章服务商所载用印单位的统一社会信用代码不是本签署方的，未予采用；请改用本单位的电子印章，重新申请用印',
  unproven: '电子印章服务商的用印结果不能验证，未予采用',
  'other-time':
    '电子印章服务商所载的用印时间早于申请或者晚于查询，未予采用；请发文单位与服务商核对时钟后，重新申请用印',
  'set-aside': '发文单位核对用印结果后予以退回，未予采用',
};

export interface Scan {
  /** Digest of the file as uploaded. */
  scan: Sha256;
  receivedAt: Instant;
  publication?: string;
  /** The round of the code it came with. */
  codeRound: number;
  finding?: ScanFinding;
  /** Pictures in it, and how many of them the machine could look at; older ones do not say. */
  pages?: number;
  looked?: number;
  /** The revision whose print was sealed. */
  revision?: Sha256;
  confirmed?: { at: Instant; organization: string };
  refused?: { at: Instant; reason?: Sha256 };
}

export interface Seal {
  requestedAt: Instant;
  publication?: string;
  /** The round of the code it was asked for with. */
  codeRound: number;
  /** The provider's own name for it, and the file the party is to seal. */
  reference?: string;
  revision?: Sha256;
  /** Private file with the address where the party seals. */
  page?: Sha256;
  begunAt?: Instant;
  /** How often the provider was asked, and when last. */
  asked: number;
  askedAt?: Instant;
  /** The party says that it has sealed, and the provider has not been asked since. */
  claimed?: boolean;
  /** `toCheck`: the provider does not say whose seal it is, so a person has to look. */
  received?: { at: Instant; evidence: Sha256; seal: string; provider: string; toCheck?: boolean };
  confirmed?: { at: Instant; organization: string };
  refused?: { at: Instant; finding: SealFinding; reason?: Sha256 };
}

/** What belongs to a party that signs otherwise than over its link. */
export interface OtherWay {
  /** The print version that was made last, and of which revision. */
  print?: { revision: Sha256; print: Sha256 };
  /** Parts of a scan kept under the newest code that any was sent with, and how many under all. */
  parts?: { round: number; digests: readonly Sha256[]; inAll: number };
  scans: number;
  scan?: Scan;
  seals: number;
  seal?: Seal;
  /** How often the party has said that it had sealed, and when last. */
  claims?: { times: number; at: Instant };
  /** How often a scan or a seal was sent back: rounds of the mail that says so. */
  returned: number;
}

export type WayEvent =
  /** The print version for a party that seals on paper. */
  | { kind: 'PrintMade'; role: Role; revision: Sha256; print: Sha256 }
  /** One part of a scan: counted before it is kept, so it may be missing. `size`: octets. */
  | { kind: 'PartStored'; role: Role; part: Sha256; size: number; codeRound: number }
  | {
      kind: 'ScanReceived';
      role: Role;
      scan: Sha256;
      /** Octets. */
      size: number;
      /** Version of the words of the consent to publication, where the document is published. */
      publication?: string;
      codeRound: number;
      evidence?: Sha256;
    }
  | ({ kind: 'ScanRead'; role: Role; scan: Sha256; revision?: Sha256 } & ReadOfScan)
  | { kind: 'ScanConfirmed'; role: Role; scan: Sha256 }
  /** `reason`: of a member of staff; without one it was sent back for what the machine found. */
  | { kind: 'ScanRefused'; role: Role; scan: Sha256; reason?: Sha256 }
  | { kind: 'SealRequested'; role: Role; publication?: string; codeRound: number; evidence?: Sha256 }
  | { kind: 'SealBegun'; role: Role; revision: Sha256; reference: string; page: Sha256 }
  /** The party says that it has sealed: ask the provider now. */
  | { kind: 'SealClaimed'; role: Role }
  /** The provider was asked and has no result yet. */
  | { kind: 'SealPending'; role: Role }
  | {
      kind: 'SealReceived';
      role: Role;
      evidence: Sha256;
      seal: string;
      provider: string;
      sealedAt: Instant;
      /** 统一社会信用代码 of the seal's owner: the party's own, or absent where the provider names none. */
      owner?: string;
      /** Staff have to look before the platform signs for it; older events have none. */
      toCheck?: true;
    }
  /** `result`: the provider's evidence that was looked at. */
  | { kind: 'SealConfirmed'; role: Role; result: Sha256 }
  /** By a member of staff, before the platform has signed for it. */
  | { kind: 'SealSetAside'; role: Role; result: Sha256; reason: Sha256 }
  | { kind: 'SealRefused'; role: Role; finding: SealFinding; reason?: Sha256 };

const NOTHING: OtherWay = { scans: 0, seals: 0, returned: 0 };

/** After one more event. `organization`: of the member of staff who caused it. */
export function evolveWay(
  was: OtherWay = NOTHING,
  event: WayEvent & { at: Instant },
  organization: string,
): OtherWay {
  const scan = (change: Partial<Scan>): OtherWay =>
    was.scan?.scan === ('scan' in event ? event.scan : '')
      ? { ...was, scan: { ...was.scan, ...change } as Scan }
      : was;
  const seal = (change: Partial<Seal>): OtherWay =>
    was.seal ? { ...was, seal: { ...was.seal, ...change } } : was;
  switch (event.kind) {
    case 'PrintMade':
      return { ...was, print: { revision: event.revision, print: event.print } };
    case 'PartStored': {
      const { part, codeRound: round } = event;
      const digests = [...partsOf(was, round), part];
      return { ...was, parts: { round, digests, inAll: (was.parts?.inAll ?? 0) + 1 } };
    }
    case 'ScanReceived': {
      const { scan: digest, at, publication, codeRound } = event;
      const given = publication === undefined ? {} : { publication };
      return { ...was, scans: was.scans + 1, scan: { scan: digest, receivedAt: at, codeRound, ...given } };
    }
    case 'ScanRead': {
      const { finding, pages, looked, revision } = event;
      const some = looked === undefined ? {} : { looked };
      return scan({ finding, pages, ...some, ...(revision ? { revision } : {}) });
    }
    case 'ScanConfirmed':
      return scan({ confirmed: { at: event.at, organization } });
    case 'ScanRefused': {
      const refused = { at: event.at, ...(event.reason ? { reason: event.reason } : {}) };
      return { ...scan({ refused }), returned: was.returned + 1 };
    }
    case 'SealRequested': {
      const given = event.publication === undefined ? {} : { publication: event.publication };
      const { at: requestedAt, codeRound } = event;
      return { ...was, seals: was.seals + 1, seal: { requestedAt, codeRound, asked: 0, ...given } };
    }
    case 'SealBegun': {
      const { revision, reference, page, at } = event;
      return seal({ revision, reference, page, begunAt: at });
    }
    case 'SealClaimed':
      return { ...seal({ claimed: true }), claims: { times: (was.claims?.times ?? 0) + 1, at: event.at } };
    case 'SealPending':
      return seal({ asked: (was.seal?.asked ?? 0) + 1, askedAt: event.at, claimed: false });
    case 'SealReceived': {
      const { evidence, seal: id, provider, sealedAt, toCheck } = event;
      const check = toCheck ? { toCheck } : {};
      return seal({ received: { at: sealedAt, evidence, seal: id, provider, ...check } });
    }
    case 'SealConfirmed':
      return seal({ confirmed: { at: event.at, organization } });
    case 'SealSetAside':
      return returned({ at: event.at, finding: 'set-aside', reason: event.reason });
    case 'SealRefused': {
      const { at, finding, reason } = event;
      return returned({ at, finding, ...(reason ? { reason } : {}) });
    }
  }

  function returned(refused: NonNullable<Seal['refused']>): OtherWay {
    return { ...seal({ refused }), returned: was.returned + 1 };
  }
}

/** What a party has stored under the code of that round. */
export function partsOf({ parts }: Pick<OtherWay, 'parts'>, round: number): readonly Sha256[] {
  return parts?.round === round ? parts.digests : [];
}

/** A scan that waits for the machine or for staff. */
export function pendingScan({ scan }: Pick<OtherWay, 'scan'>): Scan | undefined {
  return scan && !scan.confirmed && !scan.refused ? scan : undefined;
}

/** A seal that waits for its provider. */
export function pendingSeal({ seal }: Pick<OtherWay, 'seal'>): Seal | undefined {
  return seal && !seal.received && !seal.refused ? seal : undefined;
}

/** A seal that came, and that staff have to look at before it counts. */
export function sealToCheck({ seal }: Pick<OtherWay, 'seal'>): Seal | undefined {
  return seal?.received?.toCheck && !seal.confirmed && !seal.refused ? seal : undefined;
}

/** What the party has sent or sealed is looked at, by the machine or by staff. */
export function inCheck(other: Pick<OtherWay, 'scan' | 'seal'> = {}): boolean {
  return pendingScan(other) !== undefined || sealToCheck(other) !== undefined;
}

/** What waits for a member of staff: a scan that the machine has read, or a seal. */
export function whatToCheck(other: Pick<OtherWay, 'scan' | 'seal'> = {}): 'scan' | 'seal' | undefined {
  if (pendingScan(other)?.finding) return 'scan';
  return sealToCheck(other) ? 'seal' : undefined;
}

/** When the seal was set, once nothing more is to be looked at. */
export function sealCounts({ seal }: Pick<OtherWay, 'seal'>): Instant | undefined {
  return seal?.received && !seal.refused && !sealToCheck({ seal }) ? seal.received.at : undefined;
}
