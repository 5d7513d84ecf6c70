// `lianqian ca create` and `rotate`: a new root or a new issuing certificate, and what is to be done then.
import { type AuthorityRecord, founded, isRoot, renewed } from '../adapters/authority-record.ts';
import { saveAuthority } from '../adapters/dynamo-authority.ts';
import { organizationOf } from '../sign/organization-of.ts';
import type { OpenAuthority } from './authority-place.ts';
import { describe } from './ca-show.ts';
import type { Answer } from './command.ts';
import type { Say } from './say.ts';

export async function create(open: OpenAuthority, organization: string, say: Say): Promise<Answer> {
  if (open.record.authorities.length > 0) {
    const stands = say(
      '已有证书机构，没有改动。更换请用 npx lianqian ca rotate。',
      'There is an authority; nothing was changed. To replace it: npx lianqian ca rotate.',
    );
    return { status: 1, lines: [stands] };
  }
  return added(open, await founded(open.record, { ...open.founding, organization }), say);
}

/** Who stands behind the present certificates stands behind the next, unless another is named. */
export async function rotate(
  open: OpenAuthority,
  { root, organization }: { root: boolean; organization: string | undefined },
  say: Say,
): Promise<Answer> {
  const { record, founding } = open;
  const present = record.authorities.findLast(isRoot)!;
  const next = { ...founding, organization: organization ?? organizationOf(present.certificate) };
  return added(open, await (root ? founded : renewed)(record, next), say);
}

async function added(open: OpenAuthority, record: AuthorityRecord, say: Say): Promise<Answer> {
  await saveAuthority(open.place, record);
  const before = open.record.authorities.length;
  const fresh = record.authorities.slice(before);
  const lines = fresh.flatMap((one) => [...describe(one, { ...open, record }, say), '']);
  const root = record.authorities.findLast(isRoot)!;
  if (root.kind === 'root') {
    const { where } = open.keyAt(root.key);
    lines.push(
      say(
        `根证书的密钥 ${where} 只在更换和吊销签发证书时使用，现在可以移到保险柜（KMS：停用）。`,
        `The root's key ${where} is used only to replace and to revoke an issuing certificate: move it to a safe now (KMS: disable it).`,
      ),
    );
  }
  if (fresh.some(isRoot))
    lines.push(
      say(
        '请把根证书交给使用者安装：npx lianqian ca export --format acrobat（Acrobat）、--format wps（WPS）。',
        'Hand the root to those who install it: npx lianqian ca export --format acrobat (Acrobat), --format wps (WPS).',
      ),
    );
  if (before > 0)
    lines.push(
      say(
        '此前的签名仍凭原来的证书核验，原来的根证书不要删除。因没有可用的签发证书而停下的文书会自动继续。',
        'Earlier signatures are verified under their own certificates: nobody should remove an earlier root. Documents that waited for a certificate go on by themselves.',
      ),
    );
  lines.push(
    say(
      '新证书在服务下次启动时（云上一分钟内）公布。',
      'The new certificates are published when the server starts next (in the cloud within a minute).',
    ),
  );
  return { status: 0, lines };
}
