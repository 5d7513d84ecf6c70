// The report about a file: who signed, what each revision added, what the register adds, and which rule broke.
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { checkFile, isPdf, type Question } from '../../functions/check/check-file.ts';
import type { RegisterAnswer } from '../../functions/check/register-answer.ts';
import { type CheckReport, isSound } from '../../functions/check/report.ts';
import { reportWords } from '../../functions/check/report-words.ts';
import { isName } from '../../functions/sign/pdf-values.ts';
import { findObject, replaced, signedWithExtra } from '../sign/attacker.ts';
import { base, subject } from '../sign/sample-documents.ts';
import { type CheckedFiles, checkedFiles } from './checked-files.ts';

const NOW = '2026-11-24T02:00:00.000Z';
const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

let files: CheckedFiles;
beforeAll(async () => {
  files = await checkedFiles();
});

const NOT_ASKED: RegisterAnswer = { state: 'not-asked' };
const check = (
  file: Uint8Array,
  { register = NOT_ASKED, timeRoots = [files.time.root], now = NOW, ...rest }: Partial<Question> = {},
): Promise<CheckReport> =>
  checkFile(file, { roots: [files.issuer.certificate], timeRoots, register, now, ...rest });
const fieldOf = (file: Uint8Array) =>
  findObject(file, (dictionary) => isName(dictionary.get('FT'), 'Sig') && dictionary.has('Rect'));

const record = (state: 'published' | 'earlier') => ({
  state,
  number: '63012120261124000001',
  title: '某镇承诺书',
  town: '某镇',
  revision: state === 'published' ? 5 : 3,
  revisions: 5,
  signedBy: [],
  published: 'f'.repeat(64),
  publishedAt: NOW,
  stamps: state === 'published' ? 1 : 0,
  publishedStamps: 1,
  stampedAt: '2026-03-01T02:10:00.000Z',
  page: 'pledges/63012120261124000001/index.html',
  pdf: 'pledges/63012120261124000001/63012120261124000001.pdf',
});

describe('a sound file', () => {
  test('is reported in the documented form', async () => {
    const report = await check(files.archived);
    const stamp = {
      at: '2026-03-01T02:10:00.000Z',
      authority: '时间戳服务',
      serial: expect.stringMatching(/^[0-9a-f]+$/),
      until: '2035-01-01T00:00:00.000Z',
    };
    const party = (field: string) => ({
      field,
      way: 'link',
      organization: subject.organization,
      organizationCode: subject.organizationCode,
      person: subject.person,
      post: subject.role,
      serial: expect.stringMatching(/^[0-9a-f]+$/),
      claimedAt: '2026-03-01T02:00:00.000Z',
    });
    const ends = files.revisions.map((bytes, at) => ({
      revision: at + 1,
      length: bytes.length,
      sha256: hash(bytes),
    }));
    const { organization } = subject;
    expect(report).toEqual({
      format: 'lianqian-check/1',
      outcome: 'sound',
      checkedAt: NOW,
      file: { length: files.archived.length, sha256: hash(files.archived) },
      believed: { roots: [hash(files.issuer.certificate)], timeRoots: [hash(files.time.root)] },
      parties: [
        { ...party('drc'), trusted: stamp },
        { ...party('county'), trusted: stamp },
        party('enterprise'),
      ],
      open: [],
      revisions: [
        { ...ends[0], change: 'issued' },
        { ...ends[1], change: 'signature', field: 'drc', way: 'link', organization },
        { ...ends[2], change: 'signature', field: 'county', way: 'link', organization },
        { ...ends[3], change: 'signature', field: 'enterprise', way: 'link', organization },
        { ...ends[4], change: 'archive', ...stamp },
      ],
      archive: stamp,
      revocation: 'archived-lists',
      register: { state: 'not-asked' },
    });
  });

  test('names those who have not signed yet', async () => {
    const report = await check(files.revisions[1]!);
    expect([report.outcome, report.open]).toEqual(['sound', ['county', 'enterprise']]);
    const { open } = reportWords(report, 'zh');
    expect(open).toContain('尚未签署：县（市、区、行委）政府、投资运营主体。');
    expect(open).toContain('还不是最终的文件');
  });

  test.each([
    [record('published'), 'published', '一致：这是公示的文件，签名有效', '最新版本'],
    [record('earlier'), 'earlier', '较早版本', '第3版，共5版'],
    [{ state: 'unknown' } as const, 'unlisted', '公示记录中没有这个文件', '没有这个文件'],
    [{ state: 'no-answer' } as const, 'sound', '没有与公示记录比对', '没有读到'],
  ])('with the register’s answer %j is %s', async (register, outcome, headline, line) => {
    const report = await check(files.archived, { register });
    const words = reportWords(report, 'zh');
    expect([report.outcome, report.register]).toEqual([outcome, register]);
    expect(words.headline).toContain(headline);
    expect(words.register).toContain(line);
  });

  test('whose archival time-stamp was taken off is told what the published file has since', async () => {
    const report = await check(files.signed, { register: record('earlier') });
    expect(report.outcome).toBe('earlier');
    expect(reportWords(report, 'zh').register).toContain('加了存档时间戳（2026年3月1日 10:10），这份没有');
    expect(reportWords(report, 'en').register).toContain(
      'got an archival time-stamp since (2026-03-01 10:10',
    );
    const renewed = { ...record('earlier'), stamps: 1, publishedStamps: 2 };
    const again = reportWords(await check(files.archived, { register: renewed }), 'zh');
    expect(again.register).toContain('续加了存档时间戳');
    const same = { ...record('earlier'), stamps: 1 };
    expect(reportWords(await check(files.archived, { register: same }), 'zh').register).not.toContain(
      '时间戳',
    );
  });

  describe('that the register does not have, when it is asked further,', () => {
    const asking = (of: (sha256: string) => RegisterAnswer) => ({
      register: { state: 'unknown' } as const,
      ask: { record: async (sha256: string) => of(sha256), list: async () => undefined },
    });

    test('is a variant of a document that it does have, and not to be relied on', async () => {
      const base = hash(files.revisions[0]!);
      const known = asking((sha256) => (sha256 === base ? record('earlier') : { state: 'unknown' }));
      const report = await check(files.signed, known);
      expect(report).toMatchObject({
        outcome: 'variant',
        register: { ...record('earlier'), state: 'variant' },
      });
      expect(isSound(report.outcome)).toBe(false);
      const [zh, en] = [reportWords(report, 'zh'), reportWords(report, 'en')];
      expect(zh.headline).toContain('不是公示的文件');
      expect(zh.todo).toContain('从公示目录下载');
      expect(zh.register).toContain('没有一版与这个文件逐字节相同');
      expect(en.register).toContain('no revision that is byte for byte this file');
    });

    test.each(['unknown', 'no-answer'] as const)(
      'stays unlisted when of its base it is %s',
      async (state) => {
        const report = await check(
          files.signed,
          asking(() => ({ state })),
        );
        expect([report.outcome, report.register]).toEqual(['unlisted', { state: 'unknown' }]);
      },
    );
  });

  test('is told revision by revision, with the time that is attested and the one that is claimed', async () => {
    const report = await check(files.archived);
    const [zh, en] = [reportWords(report, 'zh'), reportWords(report, 'en')];
    expect(zh.revisions).toEqual([
      '第1版：签发时的文件，尚无签名',
      ...[2, 3, 4].map((n) => `第${n}版：增加海东市发展和改革委员会的电子签名，其余未变`),
      '第5版：增加存档时间戳（2026年3月1日 10:10，时间戳服务），其余未变',
    ]);
    expect(zh.parties.map(({ time }) => time)).toEqual([
      '不晚于 2026年3月1日 10:10（由“时间戳服务”的时间戳证明）',
      '不晚于 2026年3月1日 10:10（由“时间戳服务”的时间戳证明）',
      '2026年3月1日 10:00（时间由平台记载，没有时间戳）',
    ]);
    expect(zh.parties[0]).toMatchObject({ role: '市州发展改革部门', signer: '张三（主任）' });
    expect(en.revisions[4]).toBe(
      'Revision 5: adds an archival time-stamp (2026-03-01 10:10 (UTC+8), 时间戳服务), and changes nothing else',
    );
    expect(zh.archive).toContain('可证明到 2035年1月1日 08:00');
  });

  test('says of revoked certificates only what it has seen', async () => {
    const told = async (file: Uint8Array) => {
      const report = await check(file);
      return [report.revocation, reportWords(report, 'zh').revocation];
    };
    expect(await told(files.archived)).toEqual([
      'archived-lists',
      expect.stringContaining('存档之后是否吊销，没有查询'),
    ]);
    expect(await told(files.signed)).toEqual(['not-asked', expect.stringContaining('没有查询签名者的证书')]);
    expect(reportWords(await check(files.bad.changed), 'zh').revocation).toBe('');
  });

  test('whose archival time-stamp has run out says so', async () => {
    const report = await check(files.archived, { now: '2035-01-02T00:00:00.000Z' });
    expect(reportWords(report, 'zh').archive).toContain('已于 2035年1月1日 08:00 到期');
  });

  test('shows the fingerprint of the root as certificate viewers do', async () => {
    const [print] = reportWords(await check(files.signed), 'zh').roots;
    expect(print).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
    expect(print!.replaceAll(':', '').toLowerCase()).toBe(hash(files.issuer.certificate));
  });
});

describe('an unsound file', () => {
  test.each([
    ['changed', 'V1', '核验不通过：签名与文件内容不符'],
    ['appended', 'V3', '核验不通过：文件中有来历不明的部分'],
    ['overlaid', 'V5', '核验不通过：签署之后还改动了别的内容'],
    ['scripted', 'V5', '核验不通过：签署之后还改动了别的内容'],
    ['foreign', 'V7', '核验不通过：签名者的证书不是由所信任的证书机构签发的'],
  ] as const)('that was %s breaks %s, in words', async (name, rule, headline) => {
    const report = await check(files.bad[name]);
    expect([report.outcome, report.broken?.rule, report.parties]).toEqual(['unsound', rule, []]);
    const words = reportWords(report, 'zh');
    expect(words.headline).toBe(headline);
    expect(words.detail).toBe(`${rule}: ${report.broken?.detail}`);
    expect(words.todo).not.toBe('');
  });

  test('says how far it is in order, and who had signed there', async () => {
    const report = await check(files.bad.overlaid);
    const { intact } = report.broken!;
    expect([intact?.length, intact?.sha256]).toEqual([files.signed.length, hash(files.signed)]);
    expect(intact?.parties.map(({ field }) => field)).toEqual(['drc', 'county', 'enterprise']);
    expect(reportWords(report, 'zh').where).toContain(`前 ${files.signed.length} 字节是一份完好的文件`);
  });

  /** With one character of the first content of the base, or of the last octets of the last signature, another. */
  const altered = (place: 'base' | 'signature') => {
    const text = Buffer.from(files.signed).toString('latin1');
    const contents = text.lastIndexOf('/Contents <');
    const padded = text.slice(contents, text.indexOf('>', contents));
    const at =
      place === 'base' ? text.indexOf('stream\n') + 20 : contents + padded.replace(/0+$/, '').length - 8;
    const file = files.signed.slice();
    file[at] = file[at] === 0x37 ? 0x38 : 0x37;
    return file;
  };

  test.each([
    [
      'the base',
      () => altered('base'),
      { rule: 'V1', revision: 2, field: 'drc' },
      '问题在第1次签署：市州发展改革部门（文件的第2版）。改动在签发时的文件（第1版）或者这一版之中',
      'The fault is at signature 1: prefecture development and reform commission (revision 2 of the file). What',
    ],
    [
      'the revision of the second signature',
      () => replaced(files.signed, 'D:20260301', 'D:20260401', files.revisions[1]!.length),
      { rule: 'V1', revision: 3, field: 'county' },
      '问题在第2次签署：县（市、区、行委）政府（文件的第3版）。文件的前',
      'The fault is at signature 2: county government (revision 3 of the file). The first',
    ],
    [
      'the value of the last signature',
      () => altered('signature'),
      { rule: 'V1', revision: 4, field: 'enterprise' },
      '问题在第3次签署：投资运营主体（文件的第4版）。',
      'The fault is at signature 3: operating enterprise (revision 4 of the file). ',
    ],
    [
      'the syntax of the second signature’s revision',
      () => replaced(files.signed, ' obj\n<<', ' obj <<', files.revisions[1]!.length),
      { rule: 'V2', revision: 3 },
      '问题在文件的第3版。',
      'The fault is in revision 3 of the file. ',
    ],
  ])('with a byte changed in %s says at which signature or revision', async (_, build, place, zh, en) => {
    const report = await check(build());
    expect(report.broken).toMatchObject(place);
    expect(reportWords(report, 'zh').where.startsWith(zh)).toBe(true);
    expect(reportWords(report, 'en').where.startsWith(en)).toBe(true);
  });

  test('whose end is no revision is in order up to the last one', async () => {
    const { intact } = (await check(files.bad.appended)).broken!;
    expect([intact?.length, intact?.sha256]).toEqual([files.signed.length, hash(files.signed)]);
  });

  test('with a fault at its beginning has no part in order', async () => {
    const report = await check(files.bad.foreign);
    expect(report.broken?.intact).toBeUndefined();
    expect(reportWords(report, 'zh').where).toBe(
      '问题在第1次签署：市州发展改革部门（文件的第2版）。没有找到可以单独采信的部分。',
    );
  });

  test('is so with the register’s word for it as well', async () => {
    const report = await check(files.bad.changed, { register: record('published') });
    expect(report.outcome).toBe('unsound');
    expect(reportWords(report, 'zh').register).toContain('公示的文件');
  });

  test('without any signature is called unsigned', async () => {
    const report = await check(files.revisions[0]!);
    expect([report.outcome, report.broken?.reason]).toEqual(['unsigned', 'V6-unsigned']);
    expect(reportWords(report, 'zh')).toMatchObject({ headline: '文件没有电子签名', where: '' });
  });

  test.each([
    ['a PDF of nobody’s', '%PDF-1.7\nhello\n', 'unsigned', 'no-signature'],
    ['a PDF that others have signed', '%PDF-1.7\n<< /ByteRange [0 1 2 3] >>\n', 'unsound', 'V3'],
  ])('%s is told apart, with what to do', async (_, text, outcome, reason) => {
    const report = await check(new TextEncoder().encode(text));
    expect([report.outcome, report.broken?.reason]).toEqual([outcome, reason]);
    const words = reportWords(report, 'zh');
    expect(words.headline.startsWith('核验不通过')).toBe(outcome === 'unsound');
    expect(words.todo).toMatch(/请.*索取/);
  });

  test('in whose signature stands another name than in the certificate says so', async () => {
    const broken = { rule: 'V7', reason: 'V7-name', detail: 'the signature names another' } as const;
    const file = await signedWithExtra(await base(), fieldOf(files.signed), files.issuer, () => [], {
      value: (text) => text.replace(/\/Name <[^>]*>/, '/Name (Governor)'),
    });
    const report = await check(file);
    expect(report).toMatchObject({
      outcome: 'unsound',
      broken: { ...broken, detail: expect.stringContaining(broken.detail) },
    });
    expect(reportWords(report, 'zh').headline).toContain('签名中写的签名者与证书不符');
  });

  test('for want of a root of its time-stamps names that', async () => {
    const report = await check(files.archived, { timeRoots: [] });
    expect(report.broken?.reason).toBe('V7-time-stamp');
  });

  test('cannot speak to a terminal: control characters and turned directions are spelled out', async () => {
    const report = await check(files.bad.changed);
    const hostile = { ...report, broken: { ...report.broken!, detail: '\u001b[2J\u202eevil\n' } };
    expect(reportWords(hostile, 'en').detail).toBe('V1: \\u{1b}[2J\\u{202e}evil\\u{a}');
  });
});

test('only what says that it is a PDF is looked at', () => {
  const text = (content: string) => new TextEncoder().encode(content);
  expect(isPdf(files.signed)).toBe(true);
  expect(isPdf(text(`junk\n%PDF-1.7\n`))).toBe(true);
  expect(isPdf(text('PK\u0003\u0004'))).toBe(false);
  expect(isPdf(new Uint8Array())).toBe(false);
});
