// The list of revoked certificates that every signer's certificate points to (RFC 5280 §5).
import { CertificateRevocationList } from 'pkijs';
import { equal, owned, toHex } from './bytes.ts';
import { type Authority, keyOfRoot } from './certificate-authority.ts';
import { revocationListExtensions } from './certificate-extensions.ts';
import { publicKeyOf, readCertificate } from './certificate-path.ts';
import { bits, integer, sequence, tagged, time } from './der.ts';
import { ecdsaSha256, lowS, verifyP256 } from './p256.ts';

/**
 * An empty list, version 2, DER: a key is gone once it has signed, so that none can be stolen and no certificate
 * has had to be revoked. `number` is a positive integer that rises from list to list (§5.2.3). Throws RangeError
 * for another number and for a list that ends before it begins.
 */
export async function createRevocationList(
  authority: Authority,
  list: { thisUpdate: Date; nextUpdate: Date; number: number },
): Promise<Uint8Array> {
  const { thisUpdate, nextUpdate, number } = list;
  if (!Number.isSafeInteger(number) || number < 1) throw new RangeError('not the number of a list');
  if (!(thisUpdate < nextUpdate)) throw new RangeError('the list would never be in force');
  const { root, publicKey } = await keyOfRoot(authority);
  const number64 = new Uint8Array(8);
  new DataView(number64.buffer).setBigUint64(0, BigInt(number));
  // §5.1.2: revokedCertificates is absent when there are none (§5.1.2.6).
  const content = sequence(
    integer(Uint8Array.of(1)),
    ecdsaSha256(),
    new Uint8Array(root.subject.valueBeforeDecode),
    time(thisUpdate),
    time(nextUpdate),
    tagged(0, await revocationListExtensions(publicKey, number64)),
  );
  return sequence(content, ecdsaSha256(), bits(lowS(await authority.key.sign(content))));
}

/**
 * When a list begins and ends, and which serial numbers it revokes (hexadecimal); undefined for what is not, octet for
 * octet, a list that the root `certificate` has signed.
 */
export async function readRevocationList(
  certificate: Uint8Array,
  der: Uint8Array,
): Promise<{ thisUpdate: Date; nextUpdate: Date; revoked: string[] } | undefined> {
  const root = readCertificate(certificate).content;
  const list = parse(der);
  const nextUpdate = list?.nextUpdate?.value;
  if (!list || !nextUpdate) return undefined;
  const issuer = new Uint8Array(list.issuer.valueBeforeDecode);
  const signature = new Uint8Array(list.signatureValue.valueBlock.valueHexView);
  const ours =
    equal(der, sequence(list.tbsView, ecdsaSha256(), bits(signature))) &&
    equal(issuer, new Uint8Array(root.subject.valueBeforeDecode)) &&
    (await verifyP256(publicKeyOf(root), list.tbsView, signature));
  const revoked = (list.revokedCertificates ?? []).map(({ userCertificate }) =>
    toHex(new Uint8Array(userCertificate.valueBlock.valueHexView)).replace(/^00(?=[89a-f])/, ''),
  );
  return ours ? { thisUpdate: list.thisUpdate.value, nextUpdate, revoked } : undefined;
}

function parse(der: Uint8Array): CertificateRevocationList | undefined {
  try {
    return CertificateRevocationList.fromBER(owned(der));
  } catch {
    return undefined;
  }
}
