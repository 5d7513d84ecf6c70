// The characteristic town itself: what a pledge and a plan both say about it (青政办〔2021〕5号, arts 1, 2, 14, 15).
import type { ChoiceField, GroupField } from '../functions/domain/form/field.ts';

/** Art. 1: the last three may not be named 特色小镇. */
export const ENTITY_NATURE = {
  kind: 'choice',
  label: '空间单元性质',
  help: '行政建制镇、传统产业园区、特色街区不得命名为特色小镇（青政办〔2021〕5号第一条）',
  options: [
    { value: 'cluster', label: '微型产业集聚区' },
    { value: 'administrative-town', label: '行政建制镇' },
    { value: 'traditional-park', label: '传统产业园区' },
    { value: 'themed-street', label: '特色街区' },
  ],
} as const satisfies ChoiceField;

/** The classes of 发改规划〔2021〕1383号; 农业田园类 is the policy's name for its 三产融合类. */
export const TOWN_CATEGORY = {
  kind: 'choice',
  label: '小镇类型',
  help: '文化旅游类、体育类、农业田园类的规划面积上限可适当提高',
  options: [
    { value: 'manufacturing', label: '先进制造类' },
    { value: 'technology', label: '科技创新类' },
    { value: 'design', label: '创意设计类' },
    { value: 'digital', label: '数字经济类' },
    { value: 'finance', label: '金融服务类' },
    { value: 'trade', label: '商贸流通类' },
    { value: 'culture-tourism', label: '文化旅游类' },
    { value: 'sports', label: '体育类' },
    { value: 'rural', label: '农业田园类' },
  ],
} as const satisfies ChoiceField;

/** Art. 2. */
export const LEADING_INDUSTRY = {
  kind: 'choice',
  label: '主导产业',
  options: [
    { value: 'biomedicine', label: '高原生物医药' },
    { value: 'solar-lithium', label: '光伏锂电' },
    { value: 'light-industry', label: '特色轻工' },
    { value: 'handicraft', label: '民族手工艺品' },
    { value: 'e-commerce', label: '电子商务' },
    { value: 'farm-processing', label: '农产加工' },
    { value: 'rural-complex', label: '田园综合体' },
    { value: 'culture-tourism', label: '文化旅游' },
    { value: 'folk-culture', label: '少数民族民俗' },
    { value: 'health', label: '高原康养' },
    { value: 'sports-leisure', label: '运动休闲' },
    { value: 'leisure-farming', label: '休闲农业' },
    { value: 'other', label: '其他' },
  ],
} as const satisfies ChoiceField;

export const LINE_CONCLUSION = {
  kind: 'choice',
  label: '审查结论',
  options: [
    { value: 'conforms', label: '符合' },
    { value: 'not-touched', label: '不涉及' },
    { value: 'conflict', label: '冲突' },
  ],
} as const satisfies ChoiceField;

const line = {
  conclusion: LINE_CONCLUSION,
  authority: { kind: 'text', label: '出具意见单位', minLength: 4, maxLength: 60 },
  reference: {
    kind: 'text',
    label: '意见文号或日期',
    help: '如“大自然资函〔2026〕18号”',
    minLength: 4,
    maxLength: 60,
  },
} as const;

export const RESIDENTS = {
  kind: 'choice',
  label: '原住居民',
  help: '不得将原住居民整体迁出（第十五条）',
  options: [
    { value: 'stay', label: '不涉及搬迁' },
    { value: 'partial', label: '部分搬迁，留存原住居民生活空间' },
    { value: 'whole', label: '整体迁出' },
  ],
} as const satisfies ChoiceField;

const side = (label: string) =>
  ({ kind: 'text', label, help: `填写界线名称，不必写“${label}”`, minLength: 2, maxLength: 60 }) as const;

/** With it a title has four lines at most, and the first page room for text (GB/T 9704-2012 7.3.1, 7.3.3). */
const NAME = {
  kind: 'text',
  label: '小镇名称',
  minLength: 3,
  maxLength: 24,
  ifLonger: '标题和首页排不下，请填写规范的名称，不带所在地的省、市（州）、县名',
} as const;

export const TOWN = {
  kind: 'group',
  label: '小镇基本情况',
  fields: {
    name: { ...NAME, help: '填写全称，如“大通老爷山河湟文旅小镇”' },
    nature: ENTITY_NATURE,
    category: TOWN_CATEGORY,
    industry: LEADING_INDUSTRY,
    industryDetail: {
      kind: 'text',
      label: '主导产业说明',
      help: '细分方向；主导产业选“其他”时必填',
      optional: true,
      minLength: 2,
      maxLength: 60,
    },
    area: { kind: 'area', label: '规划面积', help: '原则上为1—5平方公里（第十四条）' },
    areaReason: {
      kind: 'text',
      label: '规划面积超出范围的理由',
      help: '规划面积不在规定范围内时必填，不少于10字，并载入文书',
      optional: true,
      multiline: true,
      minLength: 10,
      maxLength: 300,
    },
    boundaries: {
      kind: 'group',
      label: '四至范围',
      fields: { east: side('东至'), south: side('南至'), west: side('西至'), north: side('北至') },
    },
    controlLines: {
      kind: 'group',
      label: '三条控制线',
      help: '只填结论，不填图件和坐标',
      fields: {
        ecology: { kind: 'group', label: '生态保护红线', fields: line },
        farmland: { kind: 'group', label: '永久基本农田', fields: line },
        urban: { kind: 'group', label: '城镇开发边界', fields: line },
      },
    },
    residents: RESIDENTS,
    residentsPlan: {
      kind: 'text',
      label: '原住居民安置与留存安排',
      help: '部分搬迁时必填，不少于10字',
      optional: true,
      multiline: true,
      minLength: 10,
      maxLength: 300,
    },
    residentialShare: {
      kind: 'number',
      label: '住宅用地占建设用地比例',
      help: '不超过30%，鼓励不超过25%（发改规划〔2021〕1383号）',
      unit: '%',
      decimals: 2,
      min: 0,
      max: 100,
    },
  },
} as const satisfies GroupField;

/** For documents that only name the town. */
export const TOWN_NAME = {
  kind: 'group',
  label: '小镇',
  fields: { name: NAME },
} as const satisfies GroupField;
