// 创建方案: what its form asks, chapter by chapter (青政办〔2021〕5号, arts 21, 24, 26).
import type { ChoiceField, GroupField, ValueOf } from '../../functions/domain/form/field.ts';
import { DEBT, GOVERNMENT_SHARE_REASON, PERIOD } from '../funding-fields.ts';
import { OFFICE } from '../office-fields.ts';
import { PARTIES, REGION, SIGNING } from '../party-fields.ts';
import { TOWN } from '../town-fields.ts';
import { DUTIES } from './duties.ts';
import { EXIT, REFUND } from './exit-fields.ts';
import { INDICATOR_FIELDS } from './indicator-fields.ts';
import { LAND } from './land-fields.ts';
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
} as const satisfies ChoiceField;

export const ENTERPRISE_ROLE = {
  kind: 'choice',
  label: '企业作用',
  options: [
    { value: 'alone', label: '独立打造' },
    { value: 'lead', label: '牵头打造' },
  ],
} as const satisfies ChoiceField;

const { mark, authority, copies } = OFFICE.fields;

export const PLAN_FORM = {
  kind: 'group',
  label: '创建方案',
  fields: {
    region: REGION,
    town: TOWN,
    office: {
      kind: 'group',
      label: '编号和核准',
      fields: {
        mark: { ...mark, label: '核准机关代字', help: '如“宁发改”，方案编号由系统按年编排' },
        authority,
        copies: { ...copies, label: '分送单位', help: '方案签齐后还要送哪些单位，用逗号分开，末尾不加句号' },
      },
    },
    version: {
      kind: 'group',
      label: '方案版本',
      fields: {
        text: {
          kind: 'text',
          label: '版本',
          help: '如“第1版”；调整后的方案另编版本，重新签署',
          maxLength: 20,
        },
      },
    },
    basis: {
      kind: 'group',
      label: '基础与思路',
      fields: {
        location: chapter('区位与交通', '所在城市群、城镇区或者县城周边的位置，对外交通'),
        conditions: chapter('资源与产业基础', '资源禀赋、产业现状、人口，分段填写'),
        problems: chapter('短板与制约', '设施、产业、资金、人才等方面需要解决的问题'),
        approach: chapter('总体思路', '指导原则和建设路径'),
        positioning: chapter('发展定位', '产业、文化、功能定位，在河湟谷地或周边小镇中的位置'),
      },
    },
    land: LAND,
    industry: {
      kind: 'group',
      label: '产业与功能',
      fields: {
        development: chapter('主导产业培育', '产业基础、主攻方向、龙头企业、产业链'),
        employment: chapter(
          '创业就业与产业配套',
          '众创空间、孵化机构、技能培训、标准厂房、检验检测、仓储物流',
        ),
        community: chapter('社区功能', '教育、医疗、养老、社区和商业服务、交通站点'),
        culture: chapter('文化功能', '文化传承、公共文化空间'),
        tourism: chapter('旅游功能', '遗产遗迹保护、游览和服务设施、风貌塑造'),
        ecology: chapter('生态功能', '绿化、环境治理和生态修复'),
      },
    },
    period: PERIOD,
    targets: TARGETS,
    projects: PROJECTS,
    construction: {
      kind: 'group',
      label: '建设内容',
      fields: {
        overview: chapter('建设任务概述', '项目的分类、先后和相互关系；综合体项目整体立项的写明子项目'),
        infrastructure: chapter('基础设施配套', '道路、供水、供电、供气、通信、物流、污水垃圾处理'),
      },
    },
    investment: {
      kind: 'group',
      label: '投融资',
      fields: {
        total: { kind: 'money', label: '总投资', help: '应等于项目清单各项投资之和' },
        governmentReason: GOVERNMENT_SHARE_REASON,
        financing: chapter('资金筹措与还款来源', '自有资金、融资安排和落实情况、还款来源'),
        debtRatio: chapter('综合债务率与财力评估', '所在县级地区综合债务率、现有财力、本方案对债务的影响'),
      },
    },
    debt: DEBT,
    indicators: INDICATOR_FIELDS,
    operation: {
      kind: 'group',
      label: '运营主体与机制',
      fields: {
        mode: OPERATION_MODE,
        role: ENTERPRISE_ROLE,
        capacity: chapter('运营主体情况', '企业规模、出资、业绩、专业团队'),
        mechanism: chapter('运营机制', '管理架构、招商、运营收入'),
        residents: chapter('居民参与', '就业、入股、分配和意见征询'),
      },
    },
    duties: DUTIES,
    safeguards: {
      kind: 'group',
      label: '保障措施',
      fields: {
        leadership: chapter('组织领导', '工作机制、会商和督办安排'),
        support: chapter('要素与政策保障', '用地、资金、人才、审批改革'),
        safety: chapter('安全与应急', '安全生产、抗震、防洪、防火、防灾、防疫和应急指挥'),
      },
    },
    exit: EXIT,
    refund: REFUND,
    parties: PARTIES,
    signing: SIGNING,
  },
} as const satisfies GroupField;

export type Plan = ValueOf<typeof PLAN_FORM>;
