// The evidence report prints what strangers wrote: whatever that is, what is printed reads back, or no report is ever made.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { EvidenceFacts } from '../../functions/domain/evidence.ts';
import { uncoveredCharacters } from '../../functions/typeset/glyph-coverage.ts';
import { EVIDENCE_REPORT } from '../../templates/evidence/evidence-report.ts';
import { withBreaks } from '../../templates/evidence/with-breaks.ts';
import { SEED } from '../seed.ts';
import { testPress } from '../workflow/test-world.ts';

const AT = '2026-11-24T02:00:00.000Z';
const DIGEST = 'a'.repeat(64);
const FILE = { sha256: DIGEST, sm3: DIGEST, length: 1 };

interface Strange {
  agents?: readonly string[];
  replies?: readonly string[];
  reasons?: readonly string[];
}

function factsWith({ agents = [], replies = [], reasons = [] }: Strange): EvidenceFacts {
  const answered = (text: string) => ({
    relay: 'email-smtp.ap-southeast-1.example.com',
    code: 250,
    status: '2.0.0',
    text,
  });
  const once = { times: 1, from: AT, to: AT, uncertain: false, why: '邮件服务器暂不受理' };
  const party = {
    role: 'drc' as const,
    organization: '西宁市发展和改革委员会',
    code: '11630100DEM000022G',
    person: '张三',
    title: '主任',
    email: 'drc@example.gov.cn',
    receives: false,
    way: 'link' as const,
    prints: [],
    scans: [],
    seals: [],
    acts: [],
    mails: [],
  };
  return {
    id: 'd1',
    typeName: '承诺书',
    title: '承诺书',
    number: '63012120261124000001',
    issuedOn: '2026-11-24',
    dueAt: AT,
    statusName: '签署中',
    at: AT,
    through: 3,
    head: DIGEST,
    chainSound: true,
    headSound: true,
    parties: [
      {
        ...party,
        acts: agents.map((text) => ({
          sequence: 3,
          at: AT,
          words: '打开签署链接',
          from: { address: '203.0.113.7', forwarded: text, userAgent: text },
        })),
        mails: replies.map((text) => ({
          words: '签署邀请',
          messageId: '<m1@example.com>',
          accepted: { at: AT, reply: answered(text) },
          failed: [{ ...once, reply: answered(text) }],
        })),
      },
      ...reasons.map((reason) => ({
        ...party,
        scans: [
          {
            sequence: 3,
            at: AT,
            codeRound: 1,
            file: FILE,
            parts: [],
            outcome: { at: AT, by: '李四', words: '退回', reason },
          },
        ],
        declined: { at: AT, reason },
      })),
    ],
    revisions: [{ ...FILE, signedBy: [] }],
    archived: [],
    events: [{ sequence: 1, kind: 'Drafted', words: '起草', at: AT, by: '李四', digest: DIGEST }],
    platform: { organization: 'Test', url: 'http://127.0.0.1:3000', contact: '请与发文单位联系' },
  };
}

const printed = (strange: Strange) =>
  testPress().printer.print({
    type: EVIDENCE_REPORT,
    value: factsWith(strange),
    issue: { number: '63012120261124000001', issuedOn: '2026-11-24' },
    today: '2026-11-24',
    files: [],
  });
const differences = async (strange: Strange) => (await printed(strange)).differences;

const filledWith = (text: string, length: number) => text.repeat(length).slice(0, length).trim();
/** In none of these does a line end by itself. */
const ENDLESS = [
  ', ',
  '! ; : ? / ( ) ] }',
  '1( 1( ',
  '"',
  '" ',
  '. ',
  ') ',
  '( ',
  'a, , , ',
  '/ ',
  "' ",
  '- ',
  'W'.repeat(12).concat(' ,'),
];
const ENDLESS_CHINESE = [
  ...['。', '、', '，', '）', '（', '》', '《', '”', '“', '…', '—', '·', '～', '！', '々', 'ー', '％'],
  ...[
    '（ ',
    '。 ',
    '，a',
    '〔2026〕',
    'W）',
    '\u2e3b',
    '\u00a0',
    '\u00a0a',
    '５',
    '甲·',
    '（一二三四五六七八），，，，，，',
  ],
];

describe('a report can be made, and read back,', () => {
  test('where no line of what a browser calls itself, or of what a mail relay answers, can end by itself', async () => {
    const agents = ENDLESS.flatMap((text) => [filledWith(text, 400), filledWith(text, 30)]);
    const replies = ENDLESS.flatMap((text) => [filledWith(text, 160), filledWith(text, 40)]);
    expect(await differences({ agents, replies })).toEqual([]);
  });

  test('where no line of the reason of a refusal can end by itself', async () => {
    const reasons = ENDLESS_CHINESE.flatMap((text) => [filledWith(text, 500), filledWith(text, 30)]);
    expect(await differences({ reasons })).toEqual([]);
  });

  test('whatever printable ASCII a browser or a mail relay sends', async () => {
    const signs = fc.constantFrom(...' ,.;:!?/()[]{}"\'-+%$#&@<>\\|`~^*=_1aW');
    const marks = fc.constantFrom(...',.;:!?/)]}');
    const ascii = fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code));
    const text = (maxLength: number) =>
      fc
        .array(
          fc
            .tuple(
              fc.oneof(
                fc.string({ unit: signs, minLength: 1, maxLength: 6 }),
                fc.array(marks, { minLength: 1, maxLength: 4 }).map((few) => `${few.join(' ')} `),
                fc.string({ unit: ascii, minLength: 1, maxLength: 60 }),
              ),
              fc.integer({ min: 1, max: 60 }),
            )
            .map(([part, times]) => part.repeat(times)),
          { minLength: 1, maxLength: 6 },
        )
        .map((parts) => parts.join('').slice(0, maxLength));
    await fc.assert(
      fc.asyncProperty(
        fc.array(text(400), { minLength: 15, maxLength: 15 }),
        fc.array(text(160), { minLength: 15, maxLength: 15 }),
        async (agents, replies) => {
          expect(await differences({ agents, replies })).toEqual([]);
        },
      ),
      { seed: SEED, numRuns: 2, endOnFailure: true },
    );
  });

  test('whatever a reason is made of that the fonts have', async () => {
    const marks = fc.constantFrom(...' ，。、；：？！（）《》“”‘’〔〕【】…—·～％℃a1W.,(甲乙第条〇々ー\n');
    const character = fc
      .integer({ min: 0x20, max: 0xffff })
      .map((code) => String.fromCharCode(code))
      .filter(
        (one) =>
          !/[\p{C}\p{Default_Ignorable_Code_Point}]/u.test(one) && uncoveredCharacters(one).length === 0,
      );
    const reason = fc
      .array(
        fc
          .tuple(
            fc.oneof(
              fc.string({ unit: marks, minLength: 1, maxLength: 6 }),
              fc.string({ unit: character, minLength: 1, maxLength: 10 }),
            ),
            fc.integer({ min: 1, max: 60 }),
          )
          .map(([part, times]) => part.repeat(times)),
        { minLength: 1, maxLength: 6 },
      )
      .map((parts) => `甲${parts.join('').slice(0, 498)}乙`);
    await fc.assert(
      fc.asyncProperty(fc.array(reason, { minLength: 10, maxLength: 10 }), async (reasons) => {
        expect(await differences({ reasons })).toEqual([]);
      }),
      { seed: SEED, numRuns: 2, endOnFailure: true },
    );
  });
});

test.each([
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Linux; Android 14; zh-cn; 22041211AC) MicroMessenger/8.0.49(0x18003137) NetType/WIFI Language/zh_CN',
  '2.0.0 Ok: queued as 4F2A, 250 bytes; id=<20261124.a@relay.example>（smtp.example.com）',
  '用地红线与实际不符，请核对；详见《规划》第3条（2026年11月30日）。电话：0971-1234567。',
])('what people and their programs write stays as it is: %s', (text) => {
  expect(withBreaks(text, 16)).toBe(text);
});

test('what is broken by force stays what it was, but for white space', () => {
  for (const text of [...ENDLESS, ...ENDLESS_CHINESE].map((part) => filledWith(part, 400)))
    expect(withBreaks(text, 12).replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
});
