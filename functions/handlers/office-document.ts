// One document: its parties, its trail, its file, and what staff can do with it.

import type { Hono } from 'hono';
import { currentRevision, signers } from '../domain/document-questions.ts';
import { faultOf } from '../domain/fault.ts';
import type { Role } from '../domain/party.ts';
import { Refusal } from '../domain/refusal.ts';
import { documentView } from '../pages/document-view.ts';
import { typeGroups } from '../pages/type-groups.ts';
import { load } from '../workflow/change.ts';
import { draftCompanion } from '../workflow/companion.ts';
import { copyToDraft } from '../workflow/draft.ts';
import { getJson } from '../workflow/form.ts';
import { getReason } from '../workflow/reason.ts';
import { remind, renewCodes } from '../workflow/remind.ts';
import { reprint } from '../workflow/reprint.ts';
import { mustSee } from '../workflow/staff.ts';
import { hasFallen, retry, voidDocument } from '../workflow/void.ts';
import { disposition } from './content-disposition.ts';
import { type Desk, message, type OfficeContext, type OfficeEnv, staffOf } from './office-desk.ts';
import { statusOf } from './refusal-status.ts';

const DONE: Readonly<Record<string, string>> = {
  issued: '已签发。签署邀请将立即发往轮到的各方。',
  reminded: '已催办，催办邮件随即发出。',
  'scan-confirmed': '已确认扫描件，平台签名随即写入文件。',
  'scan-refused': '已退回扫描件，退回理由随即发邮件告知该方。',
  'seal-confirmed': '已确认用印结果，平台签名随即写入文件。',
  'seal-refused': '已退回用印结果，退回理由随即发邮件告知该方；该方可以重新申请用印。',
  renewed: '已增加验证码次数，这一方现在可以在签署页重新获取验证码。',
  voided: '已作废，签署链接已经失效。',
  retried: '已重新开始办理。',
  evidence: '签署证据报告正在生成，稍后刷新本页即可下载；没有新的记录的，以已有的报告为准。',
  'reprint-same': '已按签发时的记录重新排版，与签发时的文件逐字节相同。',
  'reprint-press': '已重新排版，与签发时的文件不同：版面、字体或者排版软件已经变更。以签发时保存的文件为准。',
  'reprint-program': '已重新排版，与签发时的文件不同：系统程序已经变更。以签发时保存的文件为准。',
  'reprint-not-recorded': '这份文书签发时还没有记录排版稿，不能重新排版核对。以签发时保存的文件为准。',
  'reprint-not-issued': '这份文书还没有签发，没有可以核对的文件。',
};

export function documentRoutes(app: Hono<OfficeEnv>, desk: Desk): void {
  const { world } = desk;

  app.get('/documents/:id', (context) =>
    show(desk, context, context.req.param('id'), { done: context.req.query('done') ?? '' }),
  );

  app.get('/documents/:id/pdf', async (context) => {
    const { state } = await visible(desk, context, context.req.param('id'));
    const revision = currentRevision(state);
    if (!revision) {
      return message(desk, context, 404, { sentence: '草稿还没有正式的 PDF，请在编辑页预览。' });
    }
    const kind = context.req.query('download') === undefined ? 'inline' : 'attachment';
    const bytes = await world.files.get(revision);
    return new Response(bytes as Uint8Array<ArrayBuffer>, {
      headers: {
        ...desk.headers,
        'content-type': 'application/pdf',
        'content-disposition': disposition(kind, `${state.summary.title} ${state.issue?.number ?? ''}.pdf`),
      },
    });
  });

  app.get('/documents/:id/trail.json', async (context) => {
    const id = context.req.param('id');
    await visible(desk, context, id);
    const stored = await world.documents.load(id);
    return context.json({ document: id, events: stored!.events }, 200, desk.headers);
  });

  app.get('/documents/:id/reprint', async (context) => {
    const id = context.req.param('id');
    const { why } = await reprint(world, staffOf(context), id);
    return show(desk, context, id, { done: `reprint-${why}` });
  });

  action('remind', 'reminded', async (context, id) => {
    const role = context.get('form').own.get('role') as Role;
    await remind(world, staffOf(context), id, role);
  });
  action('codes', 'renewed', async (context, id) => {
    const role = context.get('form').own.get('role') as Role;
    await renewCodes(world, staffOf(context), id, role);
  });
  action('void', 'voided', async (context, id) => {
    await voidDocument(world, staffOf(context), id, context.get('form').own.get('reason') ?? '');
  });
  action('retry', 'retried', (context, id) => retry(world, staffOf(context), id));

  app.post('/documents/:id/copy', async (context) => {
    const copy = await copyToDraft(world, staffOf(context), context.req.param('id'));
    return context.redirect(`/office/documents/${copy}/edit`, 303);
  });

  app.post('/documents/:id/companion', async (context) => {
    const type = context.get('form').own.get('type') ?? '';
    const companion = await draftCompanion(world, staffOf(context), context.req.param('id'), type);
    return context.redirect(`/office/documents/${companion}/edit`, 303);
  });

  /** What is refused is said on the document's own page. */
  function action(
    name: string,
    done: string,
    act: (context: OfficeContext, id: string) => Promise<void>,
  ): void {
    app.post(`/documents/:id/${name}`, async (context) => {
      const id = context.req.param('id')!;
      try {
        await act(context, id);
      } catch (error) {
        if (!(error instanceof Refusal) || error.code === 'document.unknown') throw error;
        return show(desk, context, id, { refusal: error });
      }
      return context.redirect(`/office/documents/${id}?done=${done}`, 303);
    });
  }
}

async function visible(desk: Desk, context: OfficeContext, id: string) {
  const loaded = await load(desk.world, id);
  mustSee(staffOf(context).scope, loaded.state);
  return loaded;
}

async function show(
  desk: Desk,
  context: OfficeContext,
  id: string,
  { done = '', refusal }: { done?: string; refusal?: Refusal },
): Promise<Response> {
  const { world } = desk;
  const { state } = await visible(desk, context, id);
  const type = world.documentType(state.type);
  const stored = await world.documents.load(id);
  const reason = async (digest: string | undefined) => (digest ? getReason(world.files, digest) : '');
  const declined = signers(state).find((role) => state.parties[role].declined);
  const aboutReason = refusal?.code.startsWith('reason.') ?? false;
  const view = documentView(id, state, stored!.events, {
    typeName: type?.name ?? state.type,
    parties: state.issue && type ? type.parties(await getJson(world.files, state.issue.data)) : [],
    receivers: type?.receivers ?? [],
    sufficient: type?.sufficient ?? {},
    declineReasons: declined ? { [declined]: await reason(state.parties[declined].declined?.reason) } : {},
    voidReason: await reason(state.voidReason),
    publicUrl: world.office.publicUrl,
    now: world.clock.now(),
    // A page is shown whatever its file or the authority's record is like.
    fallen: await hasFallen(world, state).catch((error: unknown) => {
      world.log({ level: 'error', what: 'revocations not looked up', document: id, ...faultOf(error) });
      return false;
    }),
  });
  return desk.page(
    context,
    'document',
    {
      ...view,
      // A draft has no number to refer to.
      companions: state.issue ? typeGroups(world.types.filter(({ id: other }) => other !== state.type)) : [],
      notice: Object.hasOwn(DONE, done) ? DONE[done] : '',
      refusal: refusal && !aboutReason ? refusal.sentence : '',
      reasonError: refusal && aboutReason ? refusal.sentence : '',
      typedReason: refusal ? (context.get('form').own.get('reason') ?? '') : '',
    },
    refusal ? statusOf(refusal.code) : 200,
  );
}
