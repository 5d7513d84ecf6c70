// 创建方案: what its form asks, chapter by chapter (青政办〔2021〕5号, arts 21, 24, 26).
import type { GroupField, ValueOf } from '../../functions/domain/form/field.ts';
import { DEBT, GOVERNMENT_SHARE_REASON, PERIOD } from '../funding-fields.ts';
import { OFFICE } from '../office-fields.ts';
import { PARTIES, REGION, SIGNING } from '../party-fields.ts';
import { TOWN } from '../town-fields.ts';
import { PROJECTS, TARGETS } from './rows.ts';

const chapter = (label: string, help: string) =>
  ({ kind: 'text', label, help, multiline: true, minLength: 20, maxLength: 2000 }) as const;

export const OPERATION_MODE = {
  kind: 'choice',
  label: '运营模式',
  options: [
    { value: 'self', label: '投资建设主体自身参与运营' },
    { value: 'joint', label: '政企合作运营' },
    { value: 'professional', label: '引入专业化运营商' },
  ],
} as const;

export const ENTERPRISE_ROLE = {
  kind: 'choice',
  label: '企业作用',
  options: [
    { value: 'alone', label: '独立打造' },
    { value: 'lead', label: '牵头打造' },
  ],
} as const;

export const PLAN_FORM = {
  kind: 'group',
  label: '创建方案',
  fields: {
    region: REGION,
    town: TOWN,
    office: OFFICE,
    version: {
      kind: 'group',
      label: '方案版本',
      fields: { text: { kind: 'text', label: '版本', help: '如“第1版”', maxLength: 20 } },
    },
    basis: {
      kind: 'group',
      label: '基础与思路',
      fields: {
        conditions: chapter('基础条件', '区位、资源、交通、产业和人口，分段填写'),
        approach: chapter('总体思路与定位', '发展定位、目标、在河湟谷地或周边小镇中的位置'),
      },
    },
    land: {
      kind: 'group',
      label: '空间布局与用地',
      fields: {
        construction: { kind: 'area', label: '建设用地面积', help: '不大于规划面积' },
        existing: { kind: 'area', label: '其中：盘活存量建设用地' },
        layout: chapter('空间布局', '功能分区，生产、生活、生态空间安排'),
      },
    },
    industry: {
      kind: 'group',
      label: '产业与功能',
      fields: {
        development: chapter('主导产业培育', '产业基础、主攻方向、龙头企业、配套设施'),
        functions: chapter('产城人文融合', '社区、文化、旅游、生态功能和公共服务'),
      },
    },
    projects: PROJECTS,
    investment: {
      kind: 'group',
      label: '投融资',
      fields: {
        total: { kind: 'money', label: '总投资', help: '应等于项目清单各项投资之和' },
        governmentReason: GOVERNMENT_SHARE_REASON,
        financing: chapter('资金筹措与还款来源', '自有资金、融资安排、综合债务率与财力、还款来源'),
      },
    },
    debt: DEBT,
    period: PERIOD,
    targets: TARGETS,
    operation: {
      kind: 'group',
      label: '运营主体与机制',
      fields: {
        mode: OPERATION_MODE,
        role: ENTERPRISE_ROLE,
        mechanism: chapter('运营机制', '管理架构、招商、居民参与和收益共享'),
      },
    },
    safeguards: {
      kind: 'group',
      label: '保障措施',
      fields: {
        duties: chapter('责任分工', '市州、县级部门和运营主体各自负责的事项'),
        safety: chapter('安全与应急', '抗震、防洪、防火、防灾、防疫和应急指挥'),
      },
    },
    exit: {
      kind: 'group',
      label: '退出与退还',
      help: '违反承诺时按创建方案退出和退还（第二十四条），没有此条款的方案不能签发',
      fields: {
        included: { kind: 'flag', label: '方案载明退出创建名单和退还创建奖补资金的条款' },
        clause: {
          kind: 'text',
          label: '退出与退还条款',
          help: '写明退出情形、程序，以及全额退还创建奖补资金的主体、期限和方式',
          multiline: true,
          minLength: 20,
          maxLength: 2000,
        },
      },
    },
    parties: PARTIES,
    signing: SIGNING,
  },
} as const satisfies GroupField;

export type Plan = ValueOf<typeof PLAN_FORM>;
