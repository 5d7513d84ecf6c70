// Who works in the console, and what their region lets them see and do.

import { covers } from '../domain/divisions.ts';
import type { DocumentState } from '../domain/document.ts';
import type { Actor } from '../domain/event.ts';
import { Refusal } from '../domain/refusal.ts';

export interface Staff {
  /** The identity provider's subject; pseudonymous. */
  id: string;
  name: string;
  organization: string;
  /** Two, four or six digits: itself and what lies below. */
  scope: string;
}

export function actor(staff: Staff): Actor {
  return { kind: 'staff', id: staff.id, organization: staff.organization };
}

/** A document outside the region is as unknown as one that does not exist. */
export function mustSee(scope: string, state: DocumentState): void {
  if (!covers(scope, state.summary.region)) throw new Refusal('document.unknown');
}
