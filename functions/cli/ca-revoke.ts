// `lianqian ca revoke`: one certificate, an issuing one or a signer's, goes on the list of its issuer.
import {
  type AuthorityRecord,
  fingerprint,
  isRoot,
  listPathOf,
  restored,
  revoked,
  type StoredAuthority,
} from '../adapters/authority-record.ts';
import { saveAuthority } from '../adapters/dynamo-authority.ts';
import { serialOf, termOf } from '../adapters/own-issuer.ts';
import type { OpenAuthority } from './authority-place.ts';
import { isReason, REASONS } from './ca-reasons.ts';
import { noIssuerWords } from './ca-show.ts';
import { type Answer, BadUsage } from './command.ts';
import { RegisterFault } from './register-client.ts';
import type { Say } from './say.ts';

interface Given {
  reason?: string | undefined;
  issuer?: string | undefined;
  since?: string | undefined;
}

export async function revoke(
  open: OpenAuthority,
  given: string,
  { reason = 'unspecified', issuer: asked, since }: Given,
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
  const { now } = open.founding;
  // A thief has signed since before the theft was noticed: only what is proven to be older than it may stand.
  if (reason === 'keyCompromise' && since === undefined)
    throw new BadUsage(
      say(
        '密钥泄露的，请用 --since 给出最早可能泄露的时刻；不清楚的，给出这张证书开始使用的日期。此后作出的签名一律不再认可。',
        'For a compromised key say with --since from when on it may have been; if nobody knows, from when on it was used. No signature stands that is not proven to be older.',
      ),
    );
  const at = since === undefined ? now : instantOf(since, now, say);
  const issuer = issuerFor(open.record, serial, asked, say);
  const revocation = {
    issuer: fingerprint(issuer.certificate),
    serial,
    at,
    reason: REASONS[reason].code,
  };
  const { record: whole, lines } = await asPublished(open, say);
  const record = await revoked(whole, revocation, open.founding);
  await saveAuthority(open.place, record);
  return { status: 0, lines: [...lines, ...aftermath(record, serial, say)] };
}

/** The record with all that its published lists name: one that was set back would revoke less than before. */
async function asPublished(
  open: OpenAuthority,
  say: Say,
): Promise<{ record: AuthorityRecord; lines: string[] }> {
  let { record } = open;
  const lines: string[] = [];
  for (const authority of open.record.authorities) {
    const path = listPathOf(authority);
    try {
      const list = await open.published(path);
      if (!list) continue;
      const { record: grown, back } = await restored(record, authority, list);
      record = grown;
      if (back.length > 0)
        lines.push(
          say(
            `公布的吊销列表 ${path} 已有、证书机构记录中缺失的吊销，已补回记录：${back.join('、')}。记录可能曾被改回旧状态，请运行 npx lianqian audit 查明。`,
            `Revocations on the published list ${path} that the record had lost are in the record again: ${back.join(', ')}. The record may have been set back: run npx lianqian audit.`,
          ),
        );
    } catch (fault) {
      // Revoking must not wait for the register; the list that is published next loses nothing either.
      if (!(fault instanceof RegisterFault)) throw fault;
      lines.push(
        say(
          `没有读到公布的吊销列表 ${path}，未能与记录核对。`,
          `The published list ${path} could not be read, and was not compared with the record.`,
        ),
      );
    }
  }
  return { record, lines };
}

/** A day in China, or an instant with its zone, not after `now`. */
function instantOf(text: string, now: string, say: Say): string {
  const form = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d))?$/.exec(text);
  const at = form ? Date.parse(form[2] ? text : `${form[1]}T00:00:00+08:00`) : Number.NaN;
  if (at <= Date.parse(now)) return new Date(at).toISOString();
  throw new BadUsage(
    say(
      '--since 应为日期（北京时间，如 2026-03-01）或者带时区的时刻（如 2026-03-01T09:30:00+08:00），且不晚于现在。',
      '--since takes a day (in China, as 2026-03-01) or an instant with its zone (as 2026-03-01T09:30:00+08:00), not after now.',
    ),
  );
}

function aftermath(record: AuthorityRecord, serial: string, say: Say): string[] {
  const isAuthority = record.authorities.some((one) => serialOf(one) === serial);
  const lines = [
    say(
      `证书 ${serial} 已吊销。新的吊销列表在服务下次启动时（云上几分钟内）公布。`,
      `Certificate ${serial} is revoked. The new list is published when the server starts next (in the cloud within minutes).`,
    ),
    isAuthority
      ? say(
          '凭它作出的签名，没有时间戳证明早于吊销的，核验时不再认可。',
          'Signatures under it hold only where a time-stamp proves that they are older.',
        )
      : say(
          '这张证书作出的签名，没有时间戳证明早于吊销的，核验时不再认可。',
          'The signature made with it holds only where a time-stamp proves that it is older.',
        ),
    say(
      '所涉文书尚未公示的，不再继续签署，也不会公示：请在控制台作废后重新签发。已经公示的不撤下，随吊销列表一并在公示目录标明哪一方的签名不再有效。已经公示的，或者已全部签署而不公示的，不能作废，请另行发文。',
      'Documents with such a signature are signed no further and not published: void them in the console and issue them anew. One that is published stays, and with the list the register says whose signature no longer counts. One that is published, or signed by all and not to be published, cannot be voided: issue another.',
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
