// The page on which staff compare a scan with the issued file, picture by picture, and confirm it or send it back.
import type { Hono } from 'hono';
import { wayOf } from '../domain/document-questions.ts';
import { Refusal } from '../domain/refusal.ts';
import { scanView } from '../pages/scan-view.ts';
import { load } from '../workflow/change.ts';
import { returnedWhy } from '../workflow/returned-why.ts';
import { picturesOf } from '../workflow/scan-pictures.ts';
import { partyOf } from '../workflow/sign.ts';
import { mustSee } from '../workflow/staff.ts';
import { confirmScan, refuseScan, scanFor } from '../workflow/wet-seal.ts';
import { answerInParts, LARGEST_ANSWER } from './in-parts.ts';
import { type Desk, framed, type OfficeContext, type OfficeEnv, staffOf } from './office-desk.ts';
import { decided, partyOfAddress, sent } from './party-decision.ts';
import { statusOf } from './refusal-status.ts';

const PATH = '/documents/:id/scan/:role';

export function scanRoutes(app: Hono<OfficeEnv>, desk: Desk): void {
  const { world } = desk;

  app.get(PATH, (context) => show(desk, context));

  // What a stranger has sent is never opened as a page of ours: pictures are shown as pictures.
  app.get(`${PATH}/picture/:n`, async (context) => {
    const { id, role } = partyOfAddress(context);
    const picture = picturesOf(await scanFor(world, staffOf(context), id, role))[
      Number(context.req.param('n')) - 1
    ];
    if (!picture) throw new Refusal('document.unknown');
    return answerInParts(picture.bytes, context.req.query('part'), {
      ...desk.headers,
      'content-type': picture.type,
    });
  });

  /** The file that was printed, in a frame of our own page. */
  app.get(`${PATH}/issued`, async (context) => {
    const { id, role } = partyOfAddress(context);
    const { state } = await load(world, id);
    mustSee(staffOf(context).scope, state);
    const revision = state.parties[role].other?.scan?.revision ?? state.issue?.base;
    if (!revision) throw new Refusal('document.unknown');
    return new Response((await world.files.get(revision)) as Uint8Array<ArrayBuffer>, {
      headers: { ...framed(desk.headers, world), 'content-type': 'application/pdf' },
    });
  });

  app.post(`${PATH}/confirm`, (context) =>
    decided(
      context,
      'scan-confirmed',
      ({ id, role }) =>
        confirmScan(world, staffOf(context), id, {
          role,
          scan: sent(context, 'scan'),
          checked: sent(context, 'checked') === 'on',
        }),
      (refusal) => show(desk, context, refusal),
    ),
  );

  app.post(`${PATH}/refuse`, (context) =>
    decided(
      context,
      'scan-refused',
      ({ id, role }) =>
        refuseScan(world, staffOf(context), id, {
          role,
          scan: sent(context, 'scan'),
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
  const scan = state.parties[role].other?.scan;
  if (wayOf(state, role) !== 'wet-seal' || !scan) throw new Refusal('document.unknown');
  const bytes = await world.files.get(scan.scan);
  const view = scanView(id, state, {
    party: await partyOf(world, state, role),
    scan,
    pictures: picturesOf(bytes).map((picture) => ({ large: picture.bytes.length > LARGEST_ANSWER })),
    refusedWhy: await returnedWhy(world.files, state, role),
  });
  const about = refusal?.code.startsWith('reason.') ? 'reasonError' : 'refusal';
  return desk.page(
    context,
    'scan',
    {
      ...view,
      refusal: '',
      reasonError: '',
      ...(refusal ? { [about]: refusal.sentence } : {}),
      typedReason: refusal ? sent(context, 'reason') : '',
    },
    refusal ? statusOf(refusal.code) : 200,
  );
}
