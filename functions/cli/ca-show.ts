// `lianqian ca show`: each certificate with its standing, where its key lies and where it is published.
import { X509Certificate } from 'node:crypto';
import {
  type AuthorityRecord,
  isRoot,
  listPathOf,
  pathOf,
  type StoredAuthority,
} from '../adapters/authority-record.ts';
import { issuersOf, serialOf, termOf, validity } from '../adapters/own-issuer.ts';
import type { OpenAuthority } from './authority-place.ts';
import { reasonWords } from './ca-reasons.ts';
import type { Answer } from './command.ts';
import type { Say } from './say.ts';

const DAY_MS = 24 * 60 * 60_000;

/** 1 when nothing can be issued for signing any more. */
export function show(open: OpenAuthority, say: Say): Answer {
  const { record, founding } = open;
  const lines = record.authorities.flatMap((one) => [...describe(one, open, say), '']);
  lines.push(
    say(`已吊销 ${record.revoked.length} 张证书。`, `${record.revoked.length} certificates are revoked.`),
  );
  const { issuesUntil, revokedAt } = termOf(record);
  if (revokedAt) return { status: 1, lines: [...lines, noIssuerWords(say)] };
  const left = daysUntil(new Date(issuesUntil), founding.now);
  const until = issuesUntil.slice(0, 10);
  lines.push(
    left > 0
      ? say(
          `请在 ${until} 之前（还有 ${left} 天）运行 npx lianqian ca rotate：签署期限晚于这一天的文书不能签发。`,
          `Run npx lianqian ca rotate before ${until} (${left} days): nothing is issued whose term ends later.`,
        )
      : say(
          `签发证书余下的有效期已经不足（${until} 起），不能签发文书。请运行 npx lianqian ca rotate。`,
          `Too little is left of the issuing certificate (since ${until}): nothing is issued. Run npx lianqian ca rotate.`,
        ),
  );
  return { status: left > 0 ? 0 : 1, lines };
}

export const noIssuerWords = (say: Say): string =>
  say(
    '没有可用的签发证书：不能签发文书，已经提交的签署也不能生成签名。请运行 npx lianqian ca rotate。',
    'No certificate is left to issue with: nothing is issued for signing, and what was consented to waits. Run npx lianqian ca rotate.',
  );

export function describe(one: StoredAuthority, open: OpenAuthority, say: Say): string[] {
  const { keyAt, founding, record } = open;
  const certificate = new X509Certificate(one.certificate);
  const { notBefore, notAfter } = validity(one);
  const { where, there } = keyAt(one.key);
  const away = there === false ? say('（密钥不在此处）', ' (away)') : '';
  const left = daysUntil(notAfter, founding.now);
  const row = (zh: string, en: string, value: string) => `  ${say(zh, en.padEnd(9))}  ${value}`;
  return [
    `${kindWords(one, say)}  ${certificate.subject.split('\n').reverse().join(', ')}`,
    row('状态', 'state', standing(one, record, founding.now, say)),
    row('序列号', 'serial', serialOf(one)),
    row('SHA-256', 'SHA-256', certificate.fingerprint256),
    row(
      '有效期',
      'valid',
      `${day(notBefore)} – ${day(notAfter)} ${say(`（还有 ${left} 天）`, `(${left} days left)`)}`,
    ),
    row('密钥', 'key', `${where}${away}`),
    row('公布', 'published', `${founding.publicUrl}/${pathOf(one)}`),
    row('吊销列表', 'list', `${founding.publicUrl}/${listPathOf(one)}`),
  ];
}

function kindWords({ kind }: StoredAuthority, say: Say): string {
  switch (kind) {
    case 'root':
      return say('根证书', 'Root');
    case 'issuing':
      return say('签发证书', 'Issuing certificate');
    case 'direct':
      return say('根证书（直接签发签名证书）', 'Root, issuing to signers itself');
  }
}

function standing(one: StoredAuthority, record: AuthorityRecord, now: string, say: Say): string {
  const revocation = record.revoked.find(({ serial }) => serial === serialOf(one));
  if (revocation) {
    const on = revocation.at.slice(0, 10);
    const why = reasonWords(revocation.reason, say);
    return say(`已于 ${on} 吊销（${why}）`, `revoked on ${on} (${why})`);
  }
  const { notBefore, notAfter } = validity(one);
  if (new Date(now) < notBefore) return say('尚未生效', 'not in force yet');
  if (notAfter <= new Date(now)) return say('已到期', 'ended');
  const newest = isRoot(one) ? record.authorities.findLast(isRoot) : issuersOf(record).at(-1);
  if (newest === one) return say('使用中', 'in use');
  return say('已更换，此前的签名仍凭它核验', 'replaced; earlier signatures are verified under it');
}

const day = (date: Date): string => date.toISOString().slice(0, 10);

const daysUntil = (date: Date, now: string): number =>
  Math.floor((date.getTime() - Date.parse(now)) / DAY_MS);
