// Why a certificate is revoked: CRLReason (RFC 5280 §5.3.1), those that fit ours, and what they are called.
import type { Say } from './say.ts';

export const REASONS = {
  unspecified: { code: 0, zh: '未说明', en: 'not said' },
  keyCompromise: { code: 1, zh: '密钥泄露', en: 'its key is compromised' },
  affiliationChanged: { code: 3, zh: '所属单位变更', en: 'it belongs elsewhere now' },
  superseded: { code: 4, zh: '已被替换', en: 'another stands in its place' },
  cessationOfOperation: { code: 5, zh: '停止使用', en: 'no longer used' },
  privilegeWithdrawn: { code: 9, zh: '权限收回', en: 'its right is withdrawn' },
} as const;

export type Reason = keyof typeof REASONS;

export const isReason = (name: string): name is Reason => Object.hasOwn(REASONS, name);

export function reasonWords(code: number, say: Say): string {
  const found = Object.values(REASONS).find((reason) => reason.code === code) ?? REASONS.unspecified;
  return say(found.zh, found.en);
}
