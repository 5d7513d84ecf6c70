// What must hold between the fields of a circular.
import type { Problem } from '../../functions/domain/form/field.ts';
import type { CalendarDate } from '../../functions/domain/time.ts';
import { officeRules } from '../office-fields.ts';
import { jointRules } from '../party-fields.ts';
import { found } from '../problems.ts';
import type { Circular } from './schema.ts';

export function circularRules(value: Circular, today: CalendarDate): Problem[] {
  const { matter, addressees } = value;
  const evaluation = matter.cause === 'evaluation';
  return [
    ...jointRules(value, today),
    ...officeRules(value.office),
    ...found(
      /[:：。；，、,;]$/.test(addressees.main) && {
        path: 'addressees.main',
        code: 'addressees.end',
        message: '主送机关末尾的标点由系统加上，请删去末尾的标点',
      },
      evaluation &&
        !matter.result && {
          path: 'matter.result',
          code: 'matter.result',
          message: '考核评估由省级发展改革部门组织（第二十五条），请填写考核评估结果文件的名称和文号',
        },
      evaluation &&
        !matter.decision && {
          path: 'matter.decision',
          code: 'matter.decision',
          message: '未通过考核评估的，应先作出清退出创建名单的决定再通报，请填写决定文号',
        },
    ),
  ];
}
