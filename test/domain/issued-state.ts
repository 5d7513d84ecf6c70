// A document that has just been issued, and what then happened to it: for the rules, which need neither files nor a store.
import { type DocumentState, fold } from '../../functions/domain/document.ts';
import type { Actor, EventBody } from '../../functions/domain/event.ts';
import { extendTrail } from '../../functions/domain/trail.ts';

const ISSUED_AT = '2026-11-24T02:00:00.000Z';
const ISSUED_DUE = '2026-12-20T15:59:59.999Z';
/** The digest of its base. */
const ISSUED_BASE = 'b';

/** drc signs over its link, county seals with a provider, enterprise on paper, at the same time. */
export function issuedThen(
  bodies: readonly EventBody[],
  { discloses = true, by = { kind: 'workflow' } as Actor } = {},
): DocumentState {
  const summary = { title: '书', town: '镇', region: '630121' };
  const issued: EventBody[] = [
    { kind: 'Drafted', type: 'pledge', input: 'i', summary },
    {
      kind: 'Issued',
      number: '1',
      data: 'd',
      template: 't',
      base: ISSUED_BASE,
      issuedOn: '2026-11-24',
      dueAt: ISSUED_DUE,
      order: [['drc', 'county', 'enterprise']],
      discloses,
      ways: { enterprise: 'wet-seal', county: 'e-seal' },
    },
  ];
  return fold(extendTrail([], [...issued, ...bodies], ISSUED_AT, by));
}
