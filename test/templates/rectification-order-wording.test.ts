// What an order says of each kind of violation, and of no other.
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseVocabulary } from '../../functions/typeset/parse-vocabulary.ts';
import { textOfBlock } from '../../functions/typeset/text-of-block.ts';
import { RECTIFICATION_ORDER } from '../../templates/rectification-order/rectification-order.ts';
import { handlingOf, VIOLATION, WITHOUT_CURE_PERIOD } from '../../templates/rectification-order/violation.ts';
import { SEED } from '../seed.ts';
import { type Changes, problemsOf } from './filled.ts';
import { wordingOf } from './wording.ts';

const TYPES = VIOLATION.options.map(({ value }) => value);

function textOf(changes: Changes): string {
  return parseVocabulary(wordingOf(RECTIFICATION_ORDER, changes)).flatMap(textOfBlock).join('\n');
}

/** Everything that the choice of a violation asks for, each there or not. */
const filled = fc.record({
  'violation.type': fc.constantFrom(...TYPES),
  'violation.summary': fc.option(fc.constant('未批先建、擅自变更'), { nil: undefined }),
  'violation.transfer': fc.option(fc.constant('大通县自然资源局'), { nil: undefined }),
  'town.pledge': fc.option(fc.constant('63012120261008000001'), { nil: undefined }),
  'guidance.document': fc.option(fc.constant('《关于主导产业的指导意见》'), { nil: undefined }),
  'guidance.date': fc.option(fc.constantFrom('2025-08-20', '2026-11-12'), { nil: undefined }),
  'guidance.result': fc.option(fc.constant('三次现场指导，仍未引进龙头企业'), { nil: undefined }),
});

test('whatever is filled in, an order that may go out orders a cure that the policy grants', () => {
  let issued = 0;
  fc.assert(
    fc.property(filled, (changes) => {
      const type = changes['violation.type'];
      const refused = problemsOf(RECTIFICATION_ORDER, changes);
      expect(refused.includes('violation.type violation.no-cure-period')).toBe(WITHOUT_CURE_PERIOD.has(type));
      if (refused.length > 0) return;
      issued += 1;
      const text = textOf(changes);
      expect(text).toContain('限期整改，全部事项于2027年1月31日前（含当日）整改完成');
      if (type === 'unlawful-land') {
        expect(text).toContain('立即停止违法违规占地用地行为');
        expect(text).toContain('线索移送大通县自然资源局');
      }
      if (type === 'weak-industry') expect(text).toContain('已于2025年8月20日以《关于主导产业的指导意见》');
      if (type === 'other') expect(text).toContain('违法违规问题（未批先建、擅自变更）');
    }),
    { numRuns: 400, seed: SEED },
  );
  expect(issued).toBeGreaterThan(0);
});

test.each(TYPES)(
  '%s has its own finding, words of the policy, order and consequence, and no others',
  (type) => {
    const text = textOf({ 'violation.type': type });
    const { found, against, article, words, ordered, otherwise } = handlingOf(type);
    expect(text).toContain(`经查，小镇存在${found}（`);
    expect(text).toContain(`二、${against.heading}`);
    expect(text).toContain(`根据《实施意见》${article}关于“${words}”的规定，${ordered}，`);
    expect(text).toContain(otherwise);
    for (const other of TYPES.filter((one) => one !== type).map(handlingOf)) {
      for (const part of ['found', 'ordered'] as const) {
        if (other[part] !== handlingOf(type)[part])
          expect(text).not.toContain(other[part] + (part === 'found' ? '（' : ''));
      }
    }
  },
);

test("the words it quotes are the policy's own", () => {
  const told = new Set(TYPES.map((type) => handlingOf(type).words));
  expect(told).toEqual(
    new Set([
      '对违法违规占地用地，要及时制止并限期整改',
      '对主导产业薄弱的，要加强指导引导，长期不见效的要督促整改',
      '对违法违规的特色小镇予以及时整改或淘汰',
      '对投资主体缺失、无法进行有效建设运营的，以及以‘特色小镇’之名单纯进行变相房地产开发的，要坚决淘汰除名',
      '对存在挖山填湖、破坏山水田园问题的小镇，坚决从创建名单中淘汰',
    ]),
  );
});

test('only what is a violation is called one: a weak industry has not met what was asked', () => {
  const weak = textOf({ 'violation.type': 'weak-industry', 'violation.transfer': undefined });
  expect(weak).not.toMatch(/违法|违反的规定|责令/);
  expect(weak).toContain('督促小镇锁定产业主攻方向');
  expect(weak).toContain('第二十五条');
});

test('a provision may be quoted word for word', () => {
  const text = textOf({ 'legalBasis.2.text': undefined });
  expect(text).toContain(
    '第四十四条：“建设占用土地，涉及农用地转为建设用地的，应当办理农用地转用审批手续。”',
  );
  expect(text).toContain('《实施意见》第八条。');
  expect(text).toContain('（国办发〔2020〕33号）第十一条。');
});
