// The repeated rows of a plan: its projects, and its targets year by year.
import type { ChoiceField, MoneyField, RowsField } from '../../functions/domain/form/field.ts';
import { eachYear, YEARS } from './years.ts';

export const FUNDING_SOURCE = {
  kind: 'choice',
  label: '资金来源',
  options: [
    { value: 'own', label: '企业自有资金' },
    { value: 'loan', label: '金融机构融资' },
    { value: 'social', label: '其他社会资本' },
    { value: 'fiscal', label: '财政资金' },
    { value: 'bond', label: '政府专项债券' },
  ],
} as const satisfies ChoiceField;

export const PROJECTS = {
  kind: 'rows',
  label: '项目清单',
  min: 1,
  max: 60,
  row: {
    kind: 'group',
    label: '项目',
    fields: {
      name: { kind: 'text', label: '项目名称', minLength: 2, maxLength: 60 },
      content: { kind: 'text', label: '建设内容', minLength: 4, maxLength: 200 },
      investment: { kind: 'money', label: '总投资', help: '应等于各年度投资之和' },
      annual: {
        kind: 'group',
        label: '年度投资',
        help: '第几年对应年度目标的第几行；当年没有投资的留空',
        fields: eachYear<MoneyField>({ kind: 'money' }, '投资'),
      },
      featured: {
        kind: 'flag',
        label: '特色产业投资项目',
        help: '计入“特色产业投资占总投资比例”指标',
      },
      source: FUNDING_SOURCE,
      publicWelfare: {
        kind: 'flag',
        label: '非产业化公益性资本支出项目',
        help: '政府专项债券只能用于此类项目（第九条）',
      },
      owner: { kind: 'text', label: '责任主体', minLength: 2, maxLength: 60 },
      code: {
        kind: 'text',
        label: '项目代码',
        help: '投资项目在线审批监管平台赋码，如 2611-630121-04-01-123456；尚未赋码的留空',
        optional: true,
        maxLength: 24,
        pattern: {
          source: '\\d{4}-\\d{6}-\\d{2}-\\d{2}-\\d{6}',
          wanted: '请按平台赋码填写24位代码，如 2611-630121-04-01-123456',
        },
      },
    },
  },
} as const satisfies RowsField;

export const TARGETS = {
  kind: 'rows',
  label: '年度目标',
  help: '每个年度一行，按先后填写；项目的年度投资和指标的年度目标都以此为准',
  min: 1,
  max: YEARS.length,
  row: {
    kind: 'group',
    label: '年度',
    fields: {
      year: { kind: 'number', label: '年度', unit: '年', decimals: 0, min: 2000, max: 2099 },
      investment: { kind: 'money', label: '当年投资', help: '应等于各项目当年投资之和' },
      enterprises: { kind: 'number', label: '入驻企业', unit: '家', decimals: 0, min: 0, max: 100_000 },
      incubators: {
        kind: 'number',
        label: '创业孵化机构',
        unit: '个',
        decimals: 0,
        min: 0,
        max: 1000,
      },
      training: {
        kind: 'number',
        label: '职业技能培训',
        unit: '人次',
        decimals: 0,
        min: 0,
        max: 1_000_000,
      },
      milestone: {
        kind: 'text',
        label: '年度主要任务',
        help: '当年开工、完工、投运的事项',
        minLength: 4,
        maxLength: 120,
      },
    },
  },
} as const satisfies RowsField;
