// What each kind of violation needs before a term may be set, and which have none (arts 18, 20).
import type { Problem } from '../../functions/domain/form/field.ts';
import { choiceLabel } from '../choice-label.ts';
import { found } from '../problems.ts';
import type { Order } from './schema.ts';
import { VIOLATION, WITHOUT_CURE_PERIOD } from './violation.ts';

export function violationRules({ violation, guidance, inspection }: Order): Problem[] {
  const removal = WITHOUT_CURE_PERIOD.get(violation.type);
  const { document, date, result } = guidance ?? {};
  const given = [document, date, result].some((part) => part !== undefined);
  const needed = violation.type === 'weak-industry' || given;
  const missing = (part: string | undefined, key: string, code: string, message: string) =>
    needed && part === undefined && { path: `guidance.${key}`, code, message };
  return found(
    removal !== undefined && {
      path: 'violation.type',
      code: 'violation.no-cure-period',
      message: `“${choiceLabel(VIOLATION, violation.type)}”没有整改期，${removal}，不能签发限期整改通知书，请改用“除名（退出）决定”`,
    },
    violation.type === 'unlawful-land' &&
      !violation.transfer && {
        path: 'violation.transfer',
        code: 'violation.transfer',
        message: '违法违规占地用地的线索应移送自然资源主管部门，请填写移送的部门',
      },
    violation.type === 'other' &&
      !violation.summary && {
        path: 'violation.summary',
        code: 'violation.summary',
        message: '问题类型选“其他违法违规”的，请概括是什么问题，如“未批先建、擅自变更项目内容”',
      },
    missing(
      document,
      'document',
      'guidance.document',
      '主导产业薄弱的应先加强指导引导，长期不见效的再督促整改（第二十条），请先出具指导意见；已经出具的，填写名称和文号',
    ),
    missing(date, 'date', 'guidance.date', '请填写指导意见的日期，以说明督促整改前已经指导'),
    missing(result, 'result', 'guidance.result', '请写明指导后的情况：采取了哪些措施，为何仍未见效'),
    date !== undefined &&
      date >= inspection.date && {
        path: 'guidance.date',
        code: 'guidance.late',
        message: `指导在前、督促整改在后：指导意见的日期应早于检查日期 ${inspection.date}，请核对`,
      },
  );
}
