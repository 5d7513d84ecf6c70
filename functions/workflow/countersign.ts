// A second signature over the finished file in SM2 with SM3, as a record beside it. An experiment, off by default: the
// signatures of the parties are in the file, and stand without it.
import { countersign as decideCountersign } from '../domain/decide.ts';
import { currentRevision } from '../domain/document-questions.ts';
import { canonicalJson } from '../domain/trail.ts';
import { SM2_USER_ID, sm2Digest, verifySm2 } from '../sign/sm2.ts';
import { sm3 } from '../sign/sm3.ts';
import { type Changing, change, load } from './change.ts';
import { putJson } from './form.ts';
import type { World } from './world.ts';

/** `<file>.sm2.json`. */
interface Sm2Record {
  format: 'lianqian-sm2/1';
  notice: string;
  algorithm: 'SM2-SM3';
  userId: string;
  /** SubjectPublicKeyInfo, DER, Base64. */
  publicKey: string;
  /** Of the file, hexadecimal. */
  digest: { sm3: string; sha256: string };
  /** DER, Base64; over the whole file. */
  signature: string;
  /** The platform's word; the signature does not cover it. */
  at: string;
}

const NOTICE =
  '试验性。本记录由平台对旁边的 PDF 文件另作 SM2/SM3 签名，仅供技术验证；密钥未由电子认证服务机构签发证书，不是电子印章，不代替文件中各方的签名。';

/** It was asked for when the document was completed, and is not set up any more; or what the key made does not hold. */
class NoSecondSignature extends Error {
  override readonly name = 'NoSecondSignature';
}

type Countersigning = Changing & Pick<World, 'files' | 'secondSignature'>;

export async function countersign(world: Countersigning, id: string): Promise<void> {
  const { state } = await load(world, id);
  const revision = currentRevision(state);
  if (!revision || !state.second || state.second.revision === revision) return;
  const { secondSignature } = world;
  if (!secondSignature) throw new NoSecondSignature('off');
  const file = await world.files.get(revision);
  const publicKey = await secondSignature.publicKey();
  const signature = await secondSignature.sign(sm2Digest(publicKey, file));
  if (!verifySm2(publicKey, file, signature)) throw new NoSecondSignature('does not hold');
  const made: Sm2Record = {
    format: 'lianqian-sm2/1',
    notice: NOTICE,
    algorithm: 'SM2-SM3',
    userId: SM2_USER_ID,
    publicKey: Buffer.from(publicKey).toString('base64'),
    digest: { sm3: sm3(file), sha256: revision },
    signature: Buffer.from(signature).toString('base64'),
    at: world.clock.now(),
  };
  const record = await putJson(world.files, canonicalJson(made));
  await change(world, id, { kind: 'workflow' }, (current) =>
    decideCountersign(current, { revision, record }),
  );
}
