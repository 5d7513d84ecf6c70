// The archival revision: it may be appended by anybody who finds a time-stamping authority, so it is attacked as well.
import { archiveRevision } from '../../functions/sign/archive-revision.ts';
import { concatenate } from '../../functions/sign/bytes.ts';
import { writeRevision, writeValue } from '../../functions/sign/pdf-writer.ts';
import { createRevocationList } from '../../functions/sign/revocation-list.ts';
import { coverAllBut, timeStampDictionary } from '../../functions/sign/signature-dictionary.ts';
import { verifySignedPdf } from '../../functions/sign/verify.ts';
import { timeStampingAuthority } from '../fakes/time-stamping-authority.ts';
import { appended, findObject, latin1, object, otherToken, signedWithExtra } from '../sign/attacker.ts';
import { authority } from '../sign/sample-documents.ts';
import {
  type Attack,
  type AttackGroup,
  bytes,
  catalogOf,
  clock,
  contentOf,
  fieldsIn,
  freeNumber,
  joined,
  lastRevision,
  lastSignature,
  numbersOf,
  over,
  rows,
  withEntries,
} from './attack.ts';
import { PAINT } from './paint.ts';
import type { Subject } from './subject.ts';

type Row = [string, string, Attack['verdict'], Attack['build']];
type Request = Parameters<typeof archiveRevision>[1];

export async function archived(subject: Subject, changes: Partial<Request> = {}): Promise<Uint8Array> {
  const { file, issuer } = subject;
  const [thisUpdate, nextUpdate] = [new Date('2026-03-01T00:00:00Z'), new Date('2026-05-30T00:00:00Z')];
  const list = await createRevocationList(issuer, { thisUpdate, nextUpdate, number: 1 });
  const stamp = async (covered: Uint8Array) => clock.stamp(covered);
  return archiveRevision(file, { certificates: [issuer.certificate], lists: [list], stamp, ...changes });
}
const archiving =
  (changes: (subject: Subject) => Partial<Request> | Promise<Partial<Request>>): Attack['build'] =>
  async (subject) =>
    archived(subject, await changes(subject));
const after =
  (change: (file: Uint8Array, subject: Subject) => Uint8Array | Promise<Uint8Array>): Attack['build'] =>
  async (subject) =>
    change(await archived(subject), subject);

/** The archival revision with other objects, stamped anew: what anybody can have done. */
const anew =
  (
    change: (bodies: Map<number, string>, subject: Subject, free: number) => Map<number, string> | undefined,
  ): Attack['build'] =>
  async (subject) => {
    const file = await archived(subject);
    const { start, size } = lastRevision(file);
    const found = latin1(file.subarray(start)).matchAll(/(\d+) 0 obj\n(.*?)\nendobj\n/gs);
    const old = new Map([...found].map(([, number, body]) => [Number(number), body!]));
    const value = findObject(file, (dictionary) => dictionary.has('ByteRange') && !dictionary.has('M'));
    const empty = latin1(timeStampDictionary());
    const bodies = change(old, subject, size) ?? old;
    const objects = [...bodies].map(([number, body]) => {
      const blank = body.replace(
        /\/ByteRange \[[^\]]*\] \/Contents <[0-9a-f]*>/,
        () => /\/ByteRange .*>(?= >>)/s.exec(empty)![0],
      );
      return { number, body: bytes(blank) };
    });
    const before = lastRevision(subject.file);
    const entry = (key: string) => writeValue(before.trailer.get(key)!);
    const id = /\/ID \[[^\]]*\]/.exec(latin1(file.subarray(-600)))![0];
    const trailer = `/Root ${entry('Root')} /Info ${entry('Info')} ${id} /Prev ${before.xref}`;
    const written = writeRevision(
      subject.file,
      objects,
      Math.max(before.size, ...[...bodies.keys()].map((n) => n + 1)),
      trailer,
    );
    const where =
      [...bodies].find(([, body]) => body.includes('/DocTimeStamp') || body.includes('/ByteRange'))?.[0] ??
      value;
    const { covered, fill } = coverAllBut(written.file, written.bodyOffsets.get(where)!);
    fill(clock.stamp(concatenate(...covered)));
    return written.file;
  };
const replacing = (from: string | RegExp, to: string): Attack['build'] =>
  anew((bodies) => new Map([...bodies].map(([number, body]) => [number, body.replace(from, to)])));
/** One of its objects moved onto an object of the base: `part` tells which. */
const onto = (target: (subject: Subject) => number, part: RegExp): Attack['build'] =>
  anew((bodies, subject) => {
    const [moved] = [...bodies].find(([, body]) => part.test(body))!;
    const last = Math.max(...bodies.keys());
    const to = target(subject);
    // The last number fills the hole that the moved one leaves.
    const names = new Map([[moved, to], ...(last === moved ? [] : [[last, moved] as const])]);
    const renamed = (body: string) =>
      body.replace(/(\d+) 0 R/g, (whole, number: string) =>
        `${names.get(Number(number)) ?? number} 0 R`.padStart(whole.length),
      );
    return new Map(
      [...bodies].map(([number, body]) => [
        names.get(number) ?? number,
        body.startsWith('<< /Length') ? body : renamed(body),
      ]),
    );
  });

const ROWS: Row[] = [
  [
    'content-as-store',
    "a page's content written again as a revocation list",
    'V5',
    onto(({ file }) => contentOf(file, 0), /^<< \/Length \d+ >>\nstream\n/),
  ],
  [
    'content-as-field',
    "a page's content written again as the field of the time-stamp",
    'V5',
    onto(({ file }) => contentOf(file, 0), /^<< \/FT \/Sig/),
  ],
  [
    'font-as-store',
    'a font written again as the security store',
    'V5',
    onto(({ file }) => numbersOf(file, 'Font')[0]!, /^<< \/Type \/DSS/),
  ],
  [
    'signature-as-stamp',
    "a signer's value written again as the time-stamp",
    'V5',
    onto(({ file }) => numbersOf(file, 'Sig')[0]!, /\/DocTimeStamp/),
  ],
  [
    'tags-as-store',
    'the tags written again as the security store',
    'V5',
    onto(({ file }) => numbersOf(file, 'StructTreeRoot')[0]!, /^<< \/Type \/DSS/),
  ],
  [
    'page',
    'a page as well',
    'V5',
    anew((bodies, { file }) =>
      bodies.set(contentOf(file, 0), `<< /Length ${PAINT.length} >>\nstream\n${PAINT}\nendstream`),
    ),
  ],
  [
    'sleeping',
    'an object that nothing leads to',
    'V5',
    anew((bodies, _, free) => bodies.set(free, '<< /Type /Page >>')),
  ],
  ['action', 'an action in the catalogue', 'V5', replacing(/\/DSS (?=\d)/, '/OpenAction 3 0 R /DSS ')],
  ['lang', 'another language', 'V5', replacing(/\/Lang (\([^)]*\)|<[^>]*>)/, '/Lang (en)')],
  ['form', 'fields that the reader draws', 'V5', replacing('/SigFlags', '/NeedAppearances true /SigFlags')],
  ['fields', 'a field of a signer taken away', 'V5', replacing(/\/Fields \[\d+ 0 R /, '/Fields [')],
  [
    'name',
    'the field of the time-stamp under another name',
    'V5',
    replacing(/\/T <feff[0-9a-f]+>/, '/T <feff0061>'),
  ],
  [
    'widget',
    'a time-stamp with a box',
    'V5',
    replacing('<< /FT /Sig', '<< /Subtype /Widget /Rect [0 0 595 842] /FT /Sig'),
  ],
  ['type', 'a signature in place of the time-stamp', 'V5', replacing('/Type /DocTimeStamp', '/Type /Sig')],
  ['format', 'another format of the time-stamp', 'V8', replacing('/ETSI.RFC3161', '/ETSI.CAdES.detached')],
  [
    'reason',
    'a reason in the time-stamp',
    'V5',
    replacing('/Type /DocTimeStamp', '/Type /DocTimeStamp /Reason (void)'),
  ],
  ['vri', 'an entry more in the security store', 'V5', replacing('/Type /DSS', '/Type /DSS /VRI << >>')],
  [
    'filter',
    'a filter on what is stored',
    'V5',
    replacing(/<< \/Length (\d+) >>/, '<< /Filter /FlateDecode /Length $1 >>'),
  ],
  [
    'other-bytes',
    'a time-stamp over other bytes',
    'V7',
    archiving(() => ({ stamp: async (covered) => clock.stamp(covered.subarray(1)) })),
  ],
  [
    'stranger',
    'a time-stamp under a root that is not pinned',
    'V7',
    archiving(() => ({ stamp: async (covered) => timeStampingAuthority().stamp(covered) })),
  ],
  [
    'behind',
    'an octet behind the token',
    'V4',
    archiving(() => ({ stamp: async (covered) => Uint8Array.of(...clock.stamp(covered), 1) })),
  ],
  [
    'other-value',
    'the other value of the ECDSA signature of the time-stamp',
    'V7',
    archiving(() => ({ stamp: async (covered) => otherToken(clock.stamp(covered)) })),
  ],
  ['no-token', 'no token', 'V7', archiving(() => ({ stamp: async () => new Uint8Array() }))],
  [
    'certificate',
    'a certificate that no signature uses',
    'V5',
    archiving(async () => ({ certificates: [(await authority()).certificate] })),
  ],
  [
    'certificate-twice',
    'a certificate twice',
    'V5',
    archiving(({ issuer }) => ({ certificates: [issuer.certificate, issuer.certificate] })),
  ],
  [
    'list',
    'a revocation list of somebody else',
    'V7',
    archiving(async () => ({ lists: [await emptyList(await authority())] })),
  ],
  ['revoked', 'a revocation list that names a signer', 'V7', archiving(revokedSigner)],
  [
    'list-noise',
    'a revocation list that is none',
    'V7',
    archiving(() => ({ lists: [Uint8Array.of(1, 2, 3)] })),
  ],
  [
    'lists',
    'a thousand revocation lists',
    'V11',
    archiving(async ({ issuer }) => ({ lists: Array<Uint8Array>(1000).fill(await emptyList(issuer)) })),
  ],
  [
    'list-long',
    'a revocation list of a megabyte',
    'V11',
    archiving(() => ({ lists: [new Uint8Array(1_000_000)] })),
  ],
  [
    'store-deleted',
    'the security store deleted',
    'V5',
    after((file) => withEntries(file, catalogOf(file), { DSS: undefined })),
  ],
  [
    'store-clobbered',
    'the security store emptied',
    'V5',
    after((file) => withEntries(file, numbersOf(file, 'DSS')[0]!, { Certs: [], CRLs: [] })),
  ],
  [
    'list-clobbered',
    'the revocation list written again',
    'V5',
    after((file) => appended(file, [object(freeNumber(file) - 1, '<< /Length 0 >>\nstream\n\nendstream')])),
  ],
  [
    'stamp-clobbered',
    'the time-stamp written again',
    'V5',
    after((file) => withEntries(file, numbersOf(file, 'DocTimeStamp')[0]!, {})),
  ],
  [
    'field-deleted',
    'the field of the time-stamp deleted',
    'V5',
    after((file) => appended(file, [object(fieldsIn(file).at(-1)!, 'null')])),
  ],
  [
    'flipped',
    'a digit of the token flipped',
    'V7',
    after((file) => {
      const {
        contents: [start],
      } = lastSignature(file);
      const at = start + 700;
      return over(file, [at, at + 1], file[at] === 0x30 ? '1' : '0');
    }),
  ],
  [
    'padding',
    'a digit behind the token flipped',
    'V4',
    after((file) => {
      const {
        contents: [, end],
      } = lastSignature(file);
      return over(file, [end - 2, end - 1], '1');
    }),
  ],
  ['tail', 'a byte behind it', 'V3', after((file) => joined(file, '\n'))],
  [
    'signature',
    'a signature behind it',
    'V5',
    after((file, { issuer, signatures }) =>
      signedWithExtra(file, fieldsIn(file)[signatures % 3]!, issuer, () => []),
    ),
  ],
  ['unsigned', 'over no signature', 'V5', (subject) => archived({ ...subject, file: subject.base })],
];
async function revokedSigner({ file, issuer }: Subject): Promise<Partial<Request>> {
  const found = await verifySignedPdf(file, [issuer.certificate]);
  if (found.verdict === 'unsound') throw new Error(found.detail);
  const revoked = [{ serial: found.signatures[0]!.serial, at: new Date('2026-02-01T00:00:00Z') }];
  const [thisUpdate, nextUpdate] = [new Date('2026-03-01T00:00:00Z'), new Date('2026-05-30T00:00:00Z')];
  return { lists: [await createRevocationList(issuer, { thisUpdate, nextUpdate, number: 2, revoked })] };
}
async function emptyList(by: Subject['issuer']): Promise<Uint8Array> {
  return createRevocationList(by, {
    thisUpdate: new Date('2026-03-01T00:00:00Z'),
    nextUpdate: new Date('2026-05-30T00:00:00Z'),
    number: 1,
  });
}

export const ARCHIVED: AttackGroup = { title: 'The archival revision', attacks: rows('archive', ROWS) };
