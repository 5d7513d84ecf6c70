// The receipt of service as a row of the registry.
import type { DocumentType } from '../../functions/domain/document-type.ts';
import { ROLES, type Role } from '../../functions/domain/party.ts';
import { choiceLabel } from '../choice-label.ts';
import { commonView, titled } from '../common-row.ts';
import { officeNumber } from '../office-fields.ts';
import { eitherParty } from '../party-choice.ts';
import { partiesOf, placeName } from '../party-fields.ts';
import { signatureBlocks } from '../signature-blocks.ts';
import { receiptRules } from './rules.ts';
import sample from './sample.json' with { type: 'json' };
import { RECEIPT_FORM, type Receipt, SERVICE_METHOD } from './schema.ts';

const titleOf = (town: string) => `${town}文书送达回证`;

const CAPACITIES: Readonly<Record<Role, string>> = {
  drc: '送达机关',
  county: '受送达人签收',
  enterprise: '受送达人签收',
};

/** Who refused to take the document is not asked to sign for it. */
function signers(value: Receipt): Pick<Receipt, 'parties'> {
  const { drc } = value.parties;
  return value.service.method === 'left' ? { parties: { drc } } : value;
}

export const SERVICE_RECEIPT: DocumentType<Receipt> = {
  id: 'service-receipt',
  name: '送达回证',
  group: '送达',
  purpose: '证明文书已经送达：由市州发展改革部门填写，受送达的县级政府或者投资运营主体签收。',
  form: RECEIPT_FORM,
  rules: receiptRules,
  ...titled(titleOf),
  parties: (value) => partiesOf(signers(value)),
  order: (value) => partiesOf(signers(value)).map(({ role }) => [role]),
  receivers: ['county', 'enterprise'],
  signBy: (value) => value.signing.signBy,
  layout: 'pledge',
  number: (value, issuedOn) => officeNumber('service-receipt', value, '送达', issuedOn),
  view: (value, issue) => {
    const recipient = eitherParty(value);
    return {
      ...commonView(value, issue),
      // The province is in nobody's doubt; without it the line fits.
      place: placeName(value.region).replace('青海省', ''),
      related: value.related,
      recipient: { organization: recipient?.organization ?? '', code: recipient?.code ?? '' },
      method: choiceLabel(SERVICE_METHOD, value.service.method),
      electronic: value.service.method === 'electronic',
      left: value.service.method === 'left',
      servicePlace: value.service.place ?? '',
      confirmation: value.service.confirmation ?? '',
      received: { date: value.service.date, time: clockTime(value.service.time) },
      servers: value.servers.map(({ name, title }) => `${name}（${title}）`),
      refusal: { reason: value.refusal?.reason ?? '', proof: value.refusal?.proof ?? '' },
      remark: value.remark.text ?? '',
      signatures: signatureBlocks(signers(value), ROLES, CAPACITIES),
    };
  },
  sample,
};

/** 15:30 as 15时30分, 09:05 as 9时5分. */
function clockTime(time: string): string {
  const [hour, minute] = time.split(':').map(Number);
  return `${hour}时${minute}分`;
}
