// A time-stamping authority (RFC 3161) in this process: real tokens under a root of its own, and every way to be wrong.
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { ascii, concatenate, equal } from '../../functions/sign/bytes.ts';
import {
  bits,
  boolean,
  type Der,
  enumerated,
  integer,
  members,
  objectId,
  octets,
  sequence,
  setOf,
  tagged,
  taggedPrimitive,
  time,
  utf8,
} from '../../functions/sign/der.ts';
import { canonicalToken } from '../../functions/sign/time-stamp-form.ts';

const SHA256 = '2.16.840.1.101.3.4.2.1';
const HASHES = { sha256: SHA256, sha1: '1.3.14.3.2.26' } as const;
/** With these keys and hashes. */
const SIGNATURES = {
  ec: { sha256: '1.2.840.10045.4.3.2', sha1: '1.2.840.10045.4.1' },
  rsa: { sha256: '1.2.840.113549.1.1.11', sha1: '1.2.840.113549.1.1.5' },
} as const;
type Hash = keyof typeof HASHES;
const one = integer(Uint8Array.of(1));

/** What this authority does wrong; nothing if left out. */
export interface Faults {
  /** Answers with status 2, rejection. */
  rejects?: boolean;
  wrongImprint?: boolean;
  wrongNonce?: boolean;
  wrongSignature?: boolean;
  /** Key purposes of its certificate. */
  purposes?: readonly string[];
  purposesCritical?: boolean;
  notAfter?: Date;
  namesAnotherCertificate?: boolean;
  /** Its root is not for signing lists. */
  rootWithoutLists?: boolean;
  /** What its certificate, and its token, are signed over. */
  certificateHash?: Hash;
  tokenHash?: Hash;
  /** Its tokens name the certificate above its own as well. */
  namesIntermediate?: boolean;
}

/** A curve, or the bits of an RSA key. */
type Key = 'P-256' | 'P-384' | 'P-521' | 'secp256k1' | number;

export interface TimeStampingAuthority {
  root: Uint8Array;
  /** TimeStampResp to a TimeStampReq, DER. */
  answer(request: Uint8Array): Uint8Array;
  /** A token over SHA-256 of `data`, as it is kept when it has been asked for. */
  stamp(data: Uint8Array): Uint8Array;
  /** Its certificate, DER. */
  certificate: Uint8Array;
  /** The one between its own and the root, where there is one. */
  intermediate?: Uint8Array;
  /** The list of its root, in force from the start of 2026 unless it says otherwise; by default nothing is revoked. */
  list(content?: ListContent): Uint8Array;
}

export interface ListContent {
  from?: string;
  /** Left out of the list when it is `never`. */
  until?: string | 'never';
  /** The authority's certificate is in the list. */
  revoked?: { at: string; reason?: number };
  /** Entries of others. */
  others?: number;
  /** A critical extension: a part of a list (RFC 5280 §5.2.5). */
  partial?: boolean;
  by?: 'root' | 'own';
}

export function timeStampingAuthority({
  now = () => new Date('2026-01-08T02:03:04Z'),
  faults = {},
  listUrls = [],
  until = new Date('2035-01-01T00:00:00Z'),
  keys: { root: rootKind = 'P-256', own: ownKind = 'P-256', intermediate: betweenKind } = {},
}: {
  now?: () => Date;
  /** With `intermediate` one more certificate, between its own and the root. */
  keys?: { root?: Key; own?: Key; intermediate?: Key };
  /** When root and certificate end. */
  until?: Date;
  faults?: Faults;
  /** Where its certificate says that the list of its root is. */
  listUrls?: readonly string[];
} = {}): TimeStampingAuthority {
  const rootKey = keyPair(rootKind);
  const key = keyPair(ownKind);
  const rootName = name('时间戳根');
  const root = certificate({
    subject: rootName,
    issuer: rootName,
    key: rootKey.publicKey,
    by: rootKey.privateKey,
    notAfter: until,
    extensions: [
      extension('2.5.29.19', sequence(boolean(true)), true),
      // keyCertSign, cRLSign
      extension(
        '2.5.29.15',
        faults.rootWithoutLists ? bits(Uint8Array.of(0x04), 2) : bits(Uint8Array.of(0x06), 1),
        true,
      ),
    ],
  });
  const purposes = faults.purposes ?? ['1.3.6.1.5.5.7.3.8'];
  const betweenName = name('时间戳中间证书');
  const betweenKey = betweenKind === undefined ? undefined : keyPair(betweenKind);
  const between =
    betweenKey &&
    certificate({
      subject: betweenName,
      issuer: rootName,
      key: betweenKey.publicKey,
      by: rootKey.privateKey,
      extensions: [extension('2.5.29.19', sequence(boolean(true)), true)],
      notAfter: until,
    });
  const own = certificate({
    subject: name('时间戳服务'),
    issuer: betweenKey ? betweenName : rootName,
    key: key.publicKey,
    by: (betweenKey ?? rootKey).privateKey,
    extensions: [
      extension('2.5.29.37', sequence(...purposes.map(objectId)), faults.purposesCritical ?? true),
      ...(listUrls.length > 0 ? [distributionPoints(listUrls)] : []),
    ],
    notAfter: faults.notAfter ?? until,
    hash: faults.certificateHash ?? 'sha256',
  });
  const tokenHash = faults.tokenHash ?? 'sha256';
  const token = (imprint: Uint8Array, nonce: Uint8Array | undefined): Der => {
    const hashed = faults.wrongImprint ? randomBytes(32) : imprint;
    const info = sequence(
      one,
      objectId('1.2.3.4.1'),
      sequence(sequence(objectId(SHA256)), octets(hashed)),
      integer(randomBytes(8)),
      generalizedTime(now()),
      ...(nonce ? [integer(faults.wrongNonce ? randomBytes(8) : nonce)] : []),
    );
    const named = faults.namesAnotherCertificate ? root : own;
    const ids = [named, ...(between && faults.namesIntermediate ? [between] : [])];
    const attributes = setOf(
      attribute('1.2.840.113549.1.9.3', objectId('1.2.840.113549.1.9.16.1.4')),
      attribute('1.2.840.113549.1.9.4', octets(hash(info, tokenHash))),
      attribute(
        '1.2.840.113549.1.9.16.2.47',
        sequence(sequence(...ids.map((id) => sequence(octets(hash(id)))))),
      ),
    );
    const signature = sign(tokenHash, faults.wrongSignature ? info : attributes, key.privateKey);
    const [, serial, , issuer] = members(members(members(own)[0]!.content)[0]!.content);
    const signerInfo = sequence(
      one,
      sequence(issuer!.whole, serial!.whole),
      sequence(objectId(HASHES[tokenHash])),
      retagged(attributes, 0xa0),
      sequence(objectId(signatureId(key.privateKey, tokenHash))),
      octets(signature),
    );
    return sequence(
      objectId('1.2.840.113549.1.7.2'),
      tagged(
        0,
        sequence(
          integer(Uint8Array.of(3)),
          setOf(sequence(objectId(HASHES[tokenHash]))),
          sequence(objectId('1.2.840.113549.1.9.16.1.4'), tagged(0, octets(info))),
          retagged(setOf(own, root, ...(between ? [between] : [])), 0xa0),
          setOf(signerInfo),
        ),
      ),
    );
  };
  const signedList = ({
    from = '2026-01-01',
    until = '2036-01-01',
    revoked,
    others = 0,
    partial,
    by = 'root',
  }: ListContent): Der => {
    const signer = by === 'root' ? rootKey.privateKey : key.privateKey;
    const algorithm = sequence(objectId(signatureId(signer, 'sha256')));
    const [, serial] = members(members(members(own)[0]!.content)[0]!.content);
    const strangers = Array.from({ length: others }, () =>
      sequence(integer(Uint8Array.of(2, ...randomBytes(8))), time(new Date(from))),
    );
    const reason = revoked?.reason === undefined ? [] : [enumerated(revoked.reason)];
    const reasons = reason.map((one) => sequence(extension('2.5.29.21', one, false)));
    const entries = [
      ...(revoked ? [sequence(serial!.whole, time(new Date(revoked.at)), ...reasons)] : []),
      ...strangers,
    ];
    const extensions = [
      extension('2.5.29.20', integer(Uint8Array.of(1)), false),
      ...(partial ? [extension('2.5.29.28', sequence(), true)] : []),
    ];
    const content = sequence(
      one,
      algorithm,
      rootName,
      time(new Date(from)),
      ...(until === 'never' ? [] : [time(new Date(until))]),
      ...(entries.length > 0 ? [sequence(...entries)] : []),
      tagged(0, sequence(...extensions)),
    );
    return sequence(content, algorithm, bits(sign('sha256', content, signer)));
  };
  /** Signed once, as it is served. */
  const signedLists = new Map<string, Der>();
  const list = (content: ListContent = {}): Der => {
    const asked = JSON.stringify(content);
    const made = signedLists.get(asked) ?? signedList(content);
    signedLists.set(asked, made);
    return made;
  };
  return {
    root,
    certificate: own,
    ...(between ? { intermediate: between } : {}),
    list,
    stamp: (data) =>
      canonicalToken(token(hash(data), undefined), (one) => (equal(one, root) ? undefined : one)),
    answer(request) {
      if (faults.rejects) return sequence(sequence(integer(Uint8Array.of(2))));
      const [, imprint, nonce] = members(members(request)[0]!.content);
      const hashed = members(imprint!.content)[1]!.content;
      const digits = nonce?.tag === 2 ? nonce.content : undefined;
      return sequence(sequence(integer(Uint8Array.of(0))), token(hashed, digits));
    },
  };
}

/** Serves it on loopback; `asked` counts requests. */
export async function serveTimeStamps(
  authority: TimeStampingAuthority,
): Promise<{ url: string; asked(): number; close(): Promise<void> }> {
  let asked = 0;
  const server: Server = createServer((request, response) => {
    asked += 1;
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      response.setHeader('content-type', 'application/timestamp-reply');
      response.end(authority.answer(Buffer.concat(parts)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}/tsa`,
    asked: () => asked,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

interface CertificateParts {
  subject: Der;
  issuer: Der;
  key: KeyObject;
  by: KeyObject;
  extensions: Der[];
  notAfter: Date;
  hash?: Hash;
}

function keyPair(kind: Key): { publicKey: KeyObject; privateKey: KeyObject } {
  return typeof kind === 'number'
    ? generateKeyPairSync('rsa', { modulusLength: kind })
    : generateKeyPairSync('ec', { namedCurve: kind });
}

const signatureId = (key: KeyObject, hash: Hash): string =>
  SIGNATURES[key.asymmetricKeyType as 'ec' | 'rsa'][hash];

function certificate({
  subject,
  issuer,
  key,
  by,
  extensions,
  notAfter,
  hash = 'sha256',
}: CertificateParts): Der {
  const algorithm = sequence(objectId(signatureId(by, hash)));
  const content = sequence(
    tagged(0, integer(Uint8Array.of(2))),
    integer(Uint8Array.of(1, ...randomBytes(8))),
    algorithm,
    issuer,
    sequence(time(new Date('2025-01-01T00:00:00Z')), time(notAfter)),
    subject,
    new Uint8Array(key.export({ type: 'spki', format: 'der' })),
    tagged(3, sequence(...extensions)),
  );
  return sequence(content, algorithm, bits(sign(hash, content, by)));
}

/** DistributionPoint { [0] DistributionPointName { [0] fullName { uniformResourceIdentifier } } }, RFC 5280 §4.2.1.13 */
const distributionPoints = (urls: readonly string[]): Der =>
  extension(
    '2.5.29.31',
    sequence(...urls.map((url) => sequence(tagged(0, tagged(0, taggedPrimitive(6, ascii(url))))))),
    false,
  );
const extension = (id: string, value: Der, critical: boolean): Der =>
  sequence(objectId(id), ...(critical ? [boolean(true)] : []), octets(value));
const attribute = (id: string, value: Der): Der => sequence(objectId(id), setOf(value));
const name = (text: string): Der => sequence(setOf(sequence(objectId('2.5.4.3'), utf8(text))));
const hash = (bytes: Uint8Array, algorithm: Hash = 'sha256'): Uint8Array =>
  createHash(algorithm).update(bytes).digest();

function retagged(der: Der, tag: number): Der {
  return concatenate(Uint8Array.of(tag), der.subarray(1));
}

function generalizedTime(instant: Date): Der {
  const digits = ascii(`${instant.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`);
  return concatenate(Uint8Array.of(0x18, digits.length), digits);
}
