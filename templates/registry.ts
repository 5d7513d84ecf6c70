// One row per document type.
import type { DocumentType } from '../functions/domain/document-type.ts';
import { AUTHORIZATION } from './authorization/authorization.ts';
import { CIRCULAR } from './circular/circular.ts';
import { CLOSING_RECORD } from './closing-record/closing-record.ts';
import { CREATION_PLAN } from './creation-plan/creation-plan.ts';
import { EXTENSION_REPLY } from './extension-reply/extension-reply.ts';
import { EXTENSION_REQUEST } from './extension-request/extension-request.ts';
import { PLEDGE } from './pledge/pledge.ts';
import { RECTIFICATION_ORDER } from './rectification-order/rectification-order.ts';
import { RECTIFICATION_REPORT } from './rectification-report/rectification-report.ts';
import { REFUND_NOTICE } from './refund-notice/refund-notice.ts';
import { REMOVAL_DECISION } from './removal-decision/removal-decision.ts';
import { REVIEW_OPINION } from './review-opinion/review-opinion.ts';
import { SERVICE_CONFIRMATION } from './service-confirmation/service-confirmation.ts';
import { SERVICE_RECEIPT } from './service-receipt/service-receipt.ts';

export const DOCUMENT_TYPES: readonly DocumentType[] = [
  PLEDGE,
  CREATION_PLAN,
  RECTIFICATION_ORDER,
  SERVICE_CONFIRMATION,
  SERVICE_RECEIPT,
  RECTIFICATION_REPORT,
  EXTENSION_REQUEST,
  EXTENSION_REPLY,
  REVIEW_OPINION,
  CLOSING_RECORD,
  REMOVAL_DECISION,
  REFUND_NOTICE,
  CIRCULAR,
  AUTHORIZATION,
];

export function documentType(id: string): DocumentType | undefined {
  return DOCUMENT_TYPES.find((type) => type.id === id);
}
