// The pledge as a row of the registry.
import type { DocumentType } from '../../functions/domain/document-type.ts';
import { WAYS, type Way } from '../../functions/domain/way.ts';
import { choiceLabel } from '../choice-label.ts';
import { ALL_SIGN, commonView, titled } from '../common-row.ts';
import { DEBT } from '../funding-fields.ts';
import { signatureBlocks } from '../signature-blocks.ts';
import { TOWN_CATEGORY } from '../town-fields.ts';
import { townView } from '../town-rules.ts';
import { pledgeRules } from './rules.ts';
import sample from './sample.json' with { type: 'json' };
import { PLEDGE_FORM, type Pledge } from './schema.ts';

const titleOf = (town: string) => `${town}创建三级联签承诺书`;

export const PLEDGE: DocumentType<Pledge> = {
  id: 'pledge',
  name: '三级联签承诺书',
  group: '创建',
  purpose: '市州发展改革部门、县（市、区、行委）政府和投资运营主体共同承诺守住创建底线，签齐后公示。',
  form: PLEDGE_FORM,
  rules: pledgeRules,
  ...titled(titleOf),
  ...ALL_SIGN,
  // Art. 24: the three promise side by side, nobody first.
  order: () => [['drc', 'county', 'enterprise']],
  // Art. 24 asks that the three sign and that the pledge is made public, and names no form. The pledge has its parties
  // agree on what they take as their confirmation (电子签名法 art. 13 para. 2), so every way they choose suffices. An
  // office that wants its organs' seals takes 'link' out of their rows: signed so, a pledge is completed, not published.
  sufficient: { drc: WAYS, county: WAYS, enterprise: WAYS },
  layout: 'pledge',
  number(value, issuedOn) {
    // 承诺编码: 行政区划 6 + 作出日期 8 + 流水 6, the key of the 信用承诺 collection template.
    const prefix = `${value.region.county}${issuedOn.replaceAll('-', '')}`;
    return {
      series: `pledge-${value.region.county}-${issuedOn.replaceAll('-', '')}`,
      format: (n) => `${prefix}${String(n).padStart(6, '0')}`,
    };
  },
  view(value, issue) {
    const { investment, subsidy, debt } = value;
    return {
      ...commonView(value, issue),
      title: titleOf(value.town.name),
      town: townView(value.town),
      plan: value.plan,
      investment: {
        ...investment,
        enterprise: investment.total - investment.government,
        governmentReason: investment.governmentReason ?? '',
      },
      period: value.period,
      debt: {
        warned: choiceLabel(DEBT.fields.warned, debt.warned),
        isWarned: debt.warned === 'yes',
        warnedSource: debt.warnedSource,
        reason: debt.reason ?? '',
      },
      subsidy: { received: subsidy.received ?? 0, document: subsidy.document ?? '' },
      validUntil: value.term.validUntil,
      ...confirmedBy(value),
      signatures: signatureBlocks(value),
    };
  },
  sample,
  disclosure: (value) => ({
    town: value.town.name,
    townCategory: choiceLabel(TOWN_CATEGORY, value.town.category),
    prefecture: value.region.prefecture,
    county: value.region.county,
    plannedAreaKm2: value.town.area,
    validUntil: value.term.validUntil,
  }),
};

/** What the parties agree to take as their confirmation: the ways of signing that this pledge uses. */
function confirmedBy({ parties }: Pledge): { confirmations: string[]; disclaimer: string } {
  const used = new Set(Object.values(parties).map(({ way }) => way ?? 'link'));
  return {
    confirmations: WAYS.filter((way) => used.has(way)).map((way) => CONFIRMATIONS[way]),
    disclaimer:
      used.size === 1 && used.has('link')
        ? '该电子签名不是电子印章。'
        : '平台载入的电子签名不是电子印章，只记载签署的方式和核对结果。',
  };
}

const CONFIRMATIONS: Readonly<Record<Way, string>> = {
  link: '签署人使用发往其登记邮箱的专用链接查看全文，并以一次性验证码确认后作出的电子签名',
  'wet-seal': '在打印件上加盖印章，其扫描件经发文单位逐页核对一致后，由平台载入的签署',
  'e-seal': '使用电子印章服务对本承诺书加盖电子印章，经平台验证后载入的签署',
};
