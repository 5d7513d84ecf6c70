// Where the town lies and what its land is for (arts 8, 14, 15, 17).
import type { GroupField } from '../../functions/domain/form/field.ts';

const share = (label: string) =>
  ({ kind: 'number', label, unit: '%', decimals: 1, min: 0, max: 100 }) as const;

export const LAND = {
  kind: 'group',
  label: '空间布局与用地',
  fields: {
    construction: { kind: 'area', label: '建设用地面积', help: '不大于规划面积' },
    existing: { kind: 'area', label: '其中：盘活存量建设用地' },
    collective: {
      kind: 'area',
      label: '其中：集体经营性建设用地入市',
      help: '没有的填0（第八条）',
    },
    opinion: {
      kind: 'text',
      label: '国土空间规划符合性意见',
      help: '自然资源部门出具，填写单位和文号或日期，如“大通回族土族自治县自然资源局（大自然资函〔2026〕58号）”',
      minLength: 6,
      maxLength: 100,
    },
    spaces: {
      kind: 'group',
      label: '生产、生活、生态空间比例',
      help: '三项之和为100%（第十五条）',
      fields: { production: share('生产空间'), living: share('生活空间'), ecology: share('生态空间') },
    },
    layout: {
      kind: 'text',
      label: '空间布局',
      help: '功能分区及其主要内容，分段填写',
      multiline: true,
      minLength: 20,
      maxLength: 2000,
    },
    housing: {
      kind: 'text',
      label: '住宅用地和供应时序',
      help: '吸纳就业和常住人口规模、所在地区商品住房库存消化周期、供应时序（第十七条）',
      multiline: true,
      minLength: 10,
      maxLength: 600,
    },
  },
} as const satisfies GroupField;
