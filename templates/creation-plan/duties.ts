// Who answers for the seven areas of work that art. 26 names; what each of them is, is the same for every town.
import type { GroupField } from '../../functions/domain/form/field.ts';

const area = (label: string) =>
  ({
    kind: 'group',
    label,
    fields: {
      lead: { kind: 'text', label: '责任单位', help: '只填一个单位', minLength: 2, maxLength: 60 },
      support: {
        kind: 'text',
        label: '配合单位',
        help: '用顿号分开',
        optional: true,
        minLength: 2,
        maxLength: 120,
      },
    },
  }) as const;

export const DUTIES = {
  kind: 'group',
  label: '责任分工',
  help: '第二十六条列举的7项工作，每项落实到单位',
  fields: {
    planning: area('规划编制'),
    application: area('创建申报'),
    projects: area('项目实施'),
    funds: area('资金管理'),
    data: area('数据监测'),
    progress: area('建设推进'),
    supervision: area('日常监督'),
  },
} as const satisfies GroupField;

export const TASKS: Readonly<Record<keyof (typeof DUTIES)['fields'], string>> = {
  planning: '编制和调整规划、本方案，落实三条控制线管控要求',
  application: '核实材料，按程序申报创建、命名和纳入清单',
  projects: '依法办理项目手续，按本方案的投资和时序实施',
  funds: '奖补资金专款专用，防控政府债务风险',
  data: '建立创建数据统计台账，每月如实填报',
  progress: '调度进展和年度目标，协调解决要素保障问题',
  supervision: '监督底线约束，自查自评自纠，按月报送报告',
};
