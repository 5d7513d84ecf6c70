// `lianqian ca revoke`: one certificate, an issuing one or a signer's, goes on the list of its issuer.
import {
  type AuthorityRecord,
  fingerprint,
  isRoot,
  revoked,
  type StoredAuthority,
} from '../adapters/authority-record.ts';
import { saveAuthority } from '../adapters/dynamo-authority.ts';
import { serialOf, termOf } from '../adapters/own-issuer.ts';
import type { OpenAuthority } from './authority-place.ts';
import { isReason, REASONS } from './ca-reasons.ts';
import { noIssuerWords } from './ca-show.ts';
import { type Answer, BadUsage } from './command.ts';
import type { Say } from './say.ts';

export async function revoke(
  open: OpenAuthority,
  given: string,
  { reason = 'unspecified', issuer: asked }: { reason?: string | undefined; issuer?: string | undefined },
  say: Say,
): Promise<Answer> {
  const serial = hexadecimal(given).replace(/^(00)+(?=.)/, '');
  if (!/^(?:[0-9a-f]{2}){1,20}$/.test(serial))
    throw new BadUsage(
      say(
        '序列号应为十六进制，每两位一组，最多 40 位（见 ca show）。',
        'A serial number is an even number of hexadecimal digits, at most 40 (see ca show).',
      ),
    );
  if (!isReason(reason))
    throw new BadUsage(say(`没有 ${reason} 这个原因。`, `There is no reason ${reason}.`));
  const issuer = issuerFor(open.record, serial, asked, say);
  const revocation = {
    issuer: fingerprint(issuer.certificate),
    serial,
    at: open.founding.now,
    reason: REASONS[reason].code,
  };
  const record = await revoked(open.record, revocation, open.founding);
  await saveAuthority(open.place, record);
  return { status: 0, lines: aftermath(record, serial, say) };
}

function aftermath(record: AuthorityRecord, serial: string, say: Say): string[] {
  const isAuthority = record.authorities.some((one) => serialOf(one) === serial);
  const lines = [
    say(
      `证书 ${serial} 已吊销。新的吊销列表在服务下次启动时（云上一分钟内）公布。`,
      `Certificate ${serial} is revoked. The new list is published when the server starts next (in the cloud within a minute).`,
    ),
    isAuthority
      ? say(
          '凭它作出的签名，没有时间戳证明早于吊销的，核验时不再认可。',
          'Signatures under it hold only where a time-stamp proves that they are older.',
        )
      : say(
          '所涉文书需要作废的，请在控制台作废。',
          'Void the document in the console if it should not stand.',
        ),
  ];
  return termOf(record).revokedAt ? [...lines, noIssuerWords(say)] : lines;
}

/** As people copy it: with colons and spaces, in capitals. */
const hexadecimal = (given: string): string => given.toLowerCase().replace(/[:\s]/g, '');

/** An authority's own serial is known; that of a signer does not say under which it was issued. */
function issuerFor(
  record: AuthorityRecord,
  serial: string,
  asked: string | undefined,
  say: Say,
): StoredAuthority {
  const { authorities } = record;
  const own = authorities.findIndex((one) => serialOf(one) === serial);
  if (own >= 0) {
    if (isRoot(authorities[own]!))
      throw new BadUsage(
        say(
          '根证书不能吊销。请用 npx lianqian ca rotate --root 更换，并通知使用者删除旧根证书。',
          'A root cannot be revoked. Replace it with npx lianqian ca rotate --root, and have people remove the old one.',
        ),
      );
    return authorities.slice(0, own).findLast(isRoot)!;
  }
  const prefix = asked && hexadecimal(asked);
  const found = authorities.filter(
    (one) => one.kind !== 'root' && (!prefix || fingerprint(one.certificate).startsWith(prefix)),
  );
  if (found.length !== 1)
    throw new BadUsage(
      say(
        '有多张（或没有）这样的签发证书，请用 --issuer 给出签发者 SHA-256 指纹的开头（见 ca show）。',
        'Several issuers (or none) fit: give the beginning of the SHA-256 fingerprint of one with --issuer (see ca show).',
      ),
    );
  return found[0]!;
}
