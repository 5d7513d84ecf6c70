// Filling in a form: a new one, a draft, and the PDF beside it.

import type { Hono } from 'hono';
import type { DocumentType } from '../domain/document-type.ts';
import type { FormInput, Problem } from '../domain/form/field.ts';
import { Refusal } from '../domain/refusal.ts';
import { canonicalJson, sha256 } from '../domain/trail.ts';
import { formView } from '../pages/form-view.ts';
import { VersionConflict } from '../ports/document-store.ts';
import { PrintFault } from '../ports/printer.ts';
import { load } from '../workflow/change.ts';
import { documentId, draft, drafted, isDocumentId, mustBeType, saveDraft } from '../workflow/draft.ts';
import { checkForm, getJson, InvalidForm } from '../workflow/form.ts';
import { issueAsStaff, preview } from '../workflow/issue.ts';
import { mustSee, type Staff } from '../workflow/staff.ts';
import { disposition } from './content-disposition.ts';
import { fittingInput, MISFITS } from './fitting-input.ts';
import { changeRows, firstInput } from './form-rows.ts';
import { type Desk, framed, type OfficeContext, type OfficeEnv, staffOf } from './office-desk.ts';
import { statusOf } from './refusal-status.ts';

interface Sheet {
  type: DocumentType;
  input: FormInput;
  /** Absent for one that is not kept yet. */
  id?: string;
  /** The id that one not kept yet will have: the same form sent twice makes one document. */
  newId?: string;
  /** Digest of the input that the form was filled from: somebody else's change is not overwritten. */
  seen?: string;
  problems?: readonly Problem[];
  refusal?: string;
  saved?: string;
  /** What is asked before going on. */
  question?: string;
  focus?: string;
  fresh?: boolean;
}

const CANNOT_PRINT = '这些内容暂时无法排版，请检查是否有特殊字符；仍不行时请联系系统管理员。';
const MISFIT = '提交的内容中有本表单没有的字段，没有保存；这些字段已去掉，请核对后再按一次按钮。';
const WARNED = '草稿已保存，还没有签发。请先核对下面的提示；确认无误的，再按一次“签发”。';
const STALE = '页面已过期，没有保存。您填写的内容仍在本页，请再按一次按钮。';

export function editRoutes(app: Hono<OfficeEnv>, desk: Desk): void {
  const { world } = desk;

  app.get('/new/:type', (context) => {
    const type = mustBeType(world, context.req.param('type'));
    return show(desk, context, { type, input: firstInput(type.form, staffOf(context).scope), fresh: true });
  });

  app.post('/new/:type', (context) =>
    submit(desk, context, {
      type: mustBeType(world, context.req.param('type')),
      input: context.get('form').input,
      newId: sentId(desk, context.get('form').own.get('id')),
    }),
  );

  app.get('/documents/:id/edit', async (context) => {
    const id = context.req.param('id');
    const { state } = await loadDraft(desk, context, id);
    const type = mustBeType(world, state.type);
    const input: FormInput = await getJson(world.files, state.input);
    const { problems } = checkForm(world, type, input);
    const wrong = problems.filter(({ code }) => code !== 'required');
    const asked = context.req.query();
    return show(desk, context, {
      type,
      input,
      id,
      seen: state.input,
      ...('check' in asked ? { problems } : {}),
      ...('saved' in asked ? { saved: savedWords(problems.length - wrong.length), problems: wrong } : {}),
    });
  });

  app.post('/documents/:id/edit', async (context) => {
    const id = context.req.param('id');
    const { state } = await load(world, id);
    mustSee(staffOf(context).scope, state);
    const { input, own } = context.get('form');
    return submit(desk, context, {
      type: mustBeType(world, state.type),
      input,
      id,
      seen: own.get('seen') ?? '',
    });
  });

  app.post('/preview/:type/warnings', (context) => {
    const type = mustBeType(world, context.req.param('type'));
    const { input } = context.get('form');
    const { warnings } = checkForm(world, type, input);
    return context.json({ warnings, warned: digestOfWarnings(desk, { type, input }) }, 200, desk.headers);
  });

  app.post('/preview/:type', async (context) => {
    const type = mustBeType(world, context.req.param('type'));
    try {
      const pdf = await preview(world, type.id, context.get('form').input);
      return new Response(pdf as Uint8Array<ArrayBuffer>, {
        headers: {
          ...framed(desk.headers, world),
          'content-type': 'application/pdf',
          'content-disposition': disposition('inline', `${type.name}（草稿）.pdf`),
        },
      });
    } catch (error) {
      const unreadable = error instanceof Refusal && error.code === 'document.unreadable' ? error : undefined;
      if (!unreadable && !(error instanceof PrintFault) && !(error instanceof InvalidForm)) throw error;
      if (error instanceof PrintFault) logPrintFault(desk, type);
      const problems =
        error instanceof InvalidForm
          ? error.problems
          : [
              {
                path: '',
                code: unreadable?.code ?? 'print.fault',
                message: unreadable?.sentence ?? CANNOT_PRINT,
              },
            ];
      if ((context.req.header('accept') ?? '').includes('application/json')) {
        return context.json({ problems }, 422, desk.headers);
      }
      return desk.slip('preview-problems', { problems }, 422);
    }
  });
}

async function loadDraft(desk: Desk, context: OfficeContext, id: string) {
  const loaded = await load(desk.world, id);
  mustSee(staffOf(context).scope, loaded.state);
  if (loaded.state.status !== 'drafted') throw new Refusal('document.not-draft');
  return loaded;
}

function savedWords(missing: number): string {
  return missing > 0 ? `草稿已保存，还有 ${missing} 项未填写。` : '草稿已保存。';
}

/** Whatever happens, the answer holds everything that was typed, or it is kept. */
async function submit(desk: Desk, context: OfficeContext, sheet: Sheet): Promise<Response> {
  const { own } = context.get('form');
  if (context.get('stale')) return show(desk, context, { ...sheet, refusal: STALE }, 403);
  const misfits = checkForm(desk.world, sheet.type, sheet.input).problems.filter(({ code }) =>
    MISFITS.includes(code),
  );
  if (misfits.length > 0) {
    const input = fittingInput(sheet.type.form, sheet.input);
    return show(desk, context, { ...sheet, input, problems: misfits, refusal: MISFIT }, 422);
  }
  const rows = changeRows(sheet.type.form, sheet.input, { add: own.get('add'), remove: own.get('remove') });
  if (rows) return show(desk, context, { ...sheet, ...rows });
  const issues = own.get('do') === 'issue';
  const kept = { ...sheet };
  try {
    const problems = await keep(desk, context, kept);
    if (!issues) return context.redirect(`/office/documents/${kept.id}/edit?saved`, 303);
    if (problems.length > 0) throw new InvalidForm(problems);
    const warnings = digestOfWarnings(desk, kept);
    // Seen once, they stop nothing.
    if (warnings !== '' && own.get('warned') !== warnings)
      return show(desk, context, { ...kept, question: WARNED });
    await issueAsStaff(desk.world, staffOf(context), kept.id!, digestOf(kept.input));
    return context.redirect(`/office/documents/${kept.id}?done=issued`, 303);
  } catch (error) {
    if (error instanceof InvalidForm) return show(desk, context, { ...kept, problems: error.problems }, 422);
    if (error instanceof PrintFault) {
      logPrintFault(desk, sheet.type);
      return show(desk, context, { ...kept, refusal: CANNOT_PRINT }, 422);
    }
    if (!(error instanceof Refusal)) throw error;
    const beside = besideField(sheet.type, error);
    if (beside) return show(desk, context, { ...kept, problems: [beside] }, 422);
    if (issues && (await wasIssued(desk, kept)))
      return context.redirect(`/office/documents/${kept.id}?done=issued`, 303);
    return show(desk, context, { ...kept, refusal: error.sentence }, statusOf(error.code));
  }
}

/** A region outside one's own is wrong in one field, where the form has it. */
function besideField({ form }: DocumentType, { code, sentence }: Refusal): Problem | undefined {
  const { region } = form.fields;
  if (code !== 'region.outside' || region?.kind !== 'group' || !region.fields.county) return undefined;
  return { path: 'region.county', code, message: sentence };
}

/** Keeps what was typed as a draft; `sheet` then names it. */
async function keep(desk: Desk, context: OfficeContext, sheet: Sheet): Promise<readonly Problem[]> {
  const { input } = sheet;
  const staff = staffOf(context);
  let problems: readonly Problem[];
  if (sheet.id === undefined) {
    problems = await keepNew(desk, staff, sheet);
  } else {
    problems = await saveDraft(desk.world, staff, sheet.id, input, sheet.seen ?? '');
  }
  sheet.seen = digestOf(input);
  return problems;
}

/** The second of two equal forms goes on with the document of the first. */
async function keepNew({ world }: Desk, staff: Staff, sheet: Sheet): Promise<readonly Problem[]> {
  const { type, input, newId } = sheet;
  try {
    const { id, problems } = await draft(world, staff, type.id, input, newId ? { id: newId } : {});
    sheet.id = id;
    return problems;
  } catch (error) {
    if (!(error instanceof VersionConflict) || newId === undefined) throw error;
    // If it is not this person's, the form shall not ask for it again.
    delete sheet.newId;
    sheet.seen = await drafted(world, staff, newId, type.id);
    sheet.id = newId;
    return saveDraft(world, staff, newId, input, sheet.seen);
  }
}

/** What a form names is taken if it can be an id; whose it is, if anybody's, is looked at when it is found taken. */
function sentId({ world }: Desk, sent = ''): string {
  return isDocumentId(sent) ? sent : documentId(world.random(16));
}

/** The same form sent twice: the second finds the work done. */
async function wasIssued({ world }: Desk, { id, input }: Sheet): Promise<boolean> {
  if (id === undefined) return false;
  const { state } = await load(world, id);
  return state.issue !== undefined && state.input === digestOf(input);
}

/** Names what the person has been warned of; '' for nothing. */
function digestOfWarnings({ world }: Desk, { type, input }: Pick<Sheet, 'type' | 'input'>): string {
  const { warnings } = checkForm(world, type, input);
  return warnings.length > 0 ? sha256(canonicalJson(warnings)) : '';
}

function digestOf(input: FormInput): string {
  return sha256(canonicalJson(input));
}

function logPrintFault({ world }: Desk, type: DocumentType): void {
  world.log({ level: 'error', what: 'a form could not be printed', type: type.id });
}

function show(desk: Desk, context: OfficeContext, sheet: Sheet, status = 200): Response {
  const { type, input, id, seen = '', problems = [], refusal = '', saved = '', focus, fresh } = sheet;
  const { fields, summary, warnings } = formView(type.form, {
    input,
    problems,
    warnings: checkForm(desk.world, type, input).warnings,
    scope: staffOf(context).scope,
    ...(focus ? { focus } : {}),
    ...(fresh ? { fresh } : {}),
  });
  const heading = id ? '编辑草稿' : '起草文书';
  return desk.page(
    context,
    'edit',
    {
      title: `${heading}：${type.name}`,
      heading,
      typeName: type.name,
      action: id ? `/office/documents/${id}/edit` : `/office/new/${type.id}`,
      documentHref: id ? `/office/documents/${id}` : '',
      previewAction: `/office/preview/${type.id}`,
      warningsAction: `/office/preview/${type.id}/warnings`,
      seen,
      newId: id ? '' : (sheet.newId ?? sentId(desk)),
      saved,
      question: sheet.question ?? '',
      warned: digestOfWarnings(desk, sheet),
      warnings,
      refusal,
      fields,
      problems: summary,
      problemCount: summary.length,
    },
    status,
  );
}
