// The refund notice as a row of the registry.
import type { DocumentType } from '../../functions/domain/document-type.ts';
import { ISSUED_TO_BOTH, issuedView, titled } from '../common-row.ts';
import { officeNumber } from '../office-fields.ts';
import { wanyuan } from '../wanyuan.ts';
import { refundRules } from './rules.ts';
import sample from './sample.json' with { type: 'json' };
import { RECIPIENT, REFUND_FORM, type Refund } from './schema.ts';
import { sumOfGrants } from './sum-of-grants.ts';

const titleOf = (town: string) => `关于退还${town}创建奖补资金的通知`;

export const REFUND_NOTICE: DocumentType<Refund> = {
  id: 'refund-notice',
  name: '奖补资金退还通知',
  group: '退出与资金',
  purpose: '小镇违反承诺退出创建名单的，通知全额退还创建奖补资金，由县级政府和投资运营主体签收。',
  form: REFUND_FORM,
  rules: refundRules,
  ...titled(titleOf),
  ...ISSUED_TO_BOTH,
  layout: 'letter',
  number: (value, issuedOn) => officeNumber('refund-notice', value, '退资', issuedOn),
  view: (value, issue) => {
    const { grants, parties } = value;
    return {
      ...issuedView(value, issue),
      related: value.related,
      grants: grants.map(({ number, date, recipient, amount }) => ({
        document: number,
        date,
        recipient: parties[recipient as 'county' | 'enterprise'].organization,
        amount: wanyuan(amount),
      })),
      sum: wanyuan(sumOfGrants(grants)),
      total: value.refund.total,
      shares: RECIPIENT.options
        .map(({ value: role }) => ({
          organization: parties[role].organization,
          amount: sumOfGrants(grants, role),
        }))
        .filter(({ amount }) => amount > 0),
      by: value.refund.by,
      account: value.account,
      remedy: value.remedy,
    };
  },
  sample,
};
