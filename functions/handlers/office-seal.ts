// The page on which staff look at what a provider of electronic seals gave for a party, and confirm it or set it aside.
import type { Hono } from 'hono';
import { ROLES, type Role } from '../domain/party.ts';
import { Refusal } from '../domain/refusal.ts';
import { sealView } from '../pages/seal-view.ts';
import { load } from '../workflow/change.ts';
import { confirmSeal, setSealAside } from '../workflow/e-seal.ts';
import { returnedWhy } from '../workflow/returned-why.ts';
import { partyOf } from '../workflow/sign.ts';
import { mustSee } from '../workflow/staff.ts';
import { type Desk, type OfficeContext, type OfficeEnv, staffOf } from './office-desk.ts';
import { statusOf } from './refusal-status.ts';

const PATH = '/documents/:id/seal/:role';

export function sealRoutes(app: Hono<OfficeEnv>, desk: Desk): void {
  const { world } = desk;

  app.get(PATH, (context) => show(desk, context));

  app.post(`${PATH}/confirm`, (context) =>
    decided(context, 'seal-confirmed', ({ id, ...given }) =>
      confirmSeal(world, staffOf(context), id, {
        ...given,
        checked: context.get('form').own.get('checked') === 'on',
      }),
    ),
  );

  app.post(`${PATH}/refuse`, (context) =>
    decided(context, 'seal-refused', ({ id, ...given }) =>
      setSealAside(world, staffOf(context), id, {
        ...given,
        reason: context.get('form').own.get('reason') ?? '',
      }),
    ),
  );

  async function decided(
    context: OfficeContext,
    done: string,
    decide: (given: { id: string; role: Role; evidence: string }) => Promise<void>,
  ): Promise<Response> {
    const { id, role } = named(context);
    try {
      await decide({ id, role, evidence: context.get('form').own.get('evidence') ?? '' });
    } catch (error) {
      if (!(error instanceof Refusal) || error.code === 'document.unknown') throw error;
      return show(desk, context, error);
    }
    return context.redirect(`/office/documents/${id}?done=${done}`, 303);
  }
}

function named(context: OfficeContext): { id: string; role: Role } {
  const { id = '', role = '' } = context.req.param() as Record<string, string>;
  if (!ROLES.includes(role as Role)) throw new Refusal('document.unknown');
  return { id, role: role as Role };
}

async function show(desk: Desk, context: OfficeContext, refusal?: Refusal): Promise<Response> {
  const { world } = desk;
  const { id, role } = named(context);
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
      typedReason: refusal ? (context.get('form').own.get('reason') ?? '') : '',
    },
    refusal ? statusOf(refusal.code) : 200,
  );
}
