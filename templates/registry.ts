// One row per document type.
import type { DocumentType } from '../functions/domain/document-type.ts';
import { CREATION_PLAN } from './creation-plan/creation-plan.ts';
import { PLEDGE } from './pledge/pledge.ts';
import { RECTIFICATION_ORDER } from './rectification-order/rectification-order.ts';

export const DOCUMENT_TYPES: readonly DocumentType[] = [PLEDGE, CREATION_PLAN, RECTIFICATION_ORDER];

export function documentType(id: string): DocumentType | undefined {
  return DOCUMENT_TYPES.find((type) => type.id === id);
}
