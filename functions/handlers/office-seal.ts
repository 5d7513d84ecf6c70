// The page on which staff look at what a provider of electronic seals gave for a party, and confirm it or set it aside.
import type { Hono } from 'hono';
import { Refusal } from '../domain/refusal.ts';
import { sealView } from '../pages/seal-view.ts';
import { load } from '../workflow/change.ts';
import { confirmSeal, setSealAside } from '../workflow/e-seal.ts';
import { returnedWhy } from '../workflow/returned-why.ts';
import { partyOf } from '../workflow/sign.ts';
import { mustSee } from '../workflow/staff.ts';
import { type Desk, type OfficeContext, type OfficeEnv, staffOf } from './office-desk.ts';
import { decided, partyOfAddress, sent } from './party-decision.ts';
import { statusOf } from './refusal-status.ts';

const PATH = '/documents/:id/seal/:role';

export function sealRoutes(app: Hono<OfficeEnv>, desk: Desk): void {
  const { world } = desk;

  app.get(PATH, (context) => show(desk, context));

  app.post(`${PATH}/confirm`, (context) =>
    decided(
      context,
      'seal-confirmed',
      ({ id, role }) =>
        confirmSeal(world, staffOf(context), id, {
          role,
          evidence: sent(context, 'evidence'),
          checked: sent(context, 'checked') === 'on',
        }),
      (refusal) => show(desk, context, refusal),
    ),
  );

  app.post(`${PATH}/refuse`, (context) =>
    decided(
      context,
      'seal-refused',
      ({ id, role }) =>
        setSealAside(world, staffOf(context), id, {
          role,
          evidence: sent(context, 'evidence'),
          reason: sent(context, 'reason'),
        }),
      (refusal) => show(desk, context, refusal),
    ),
  );
}

async function show(desk: Desk, context: OfficeContext, refusal?: Refusal): Promise<Response> {
  const { world } = desk;
  const { id, role } = partyOfAddress(context);
  const { state } = await load(world, id);
  mustSee(staffOf(context).scope, state);
  const seal = state.parties[role].other?.seal;
  if (!seal?.received) throw new Refusal('document.unknown');
  const { received } = seal;
  const { events } = (await world.documents.load(id))!;
  const told = events.findLast((event) => event.kind === 'SealReceived' && event.role === role);
  const view = sealView(id, state, {
    party: await partyOf(world, state, role),
    seal: { ...seal, received },
    owner: told?.kind === 'SealReceived' ? (told.owner ?? '') : '',
    refusedWhy: await returnedWhy(world.files, state, role),
  });
  const aboutReason = refusal?.code.startsWith('reason.') ?? false;
  return desk.page(
    context,
    'seal',
    {
      ...view,
      refusal: refusal && !aboutReason ? refusal.sentence : '',
      reasonError: refusal && aboutReason ? refusal.sentence : '',
      typedReason: refusal ? sent(context, 'reason') : '',
    },
    refusal ? statusOf(refusal.code) : 200,
  );
}
