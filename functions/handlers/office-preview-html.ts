// A draft's words as a web page, beside its PDF: for a phone, a screen reader, and for finding a word.
import type { Hono } from 'hono';
import { DRAFT_NOTE, textPage } from '../pages/text-page.ts';
import { mustBeType } from '../workflow/draft.ts';
import { InvalidForm } from '../workflow/form.ts';
import { draftOnScreen } from '../workflow/screen.ts';
import type { Desk, OfficeEnv } from './office-desk.ts';

export function previewHtmlRoute(app: Hono<OfficeEnv>, desk: Desk): void {
  app.post('/preview/:type/html', async (context) => {
    const type = mustBeType(desk.world, context.req.param('type'));
    try {
      const article = await draftOnScreen(desk.world, type.id, context.get('form').input);
      const page = await textPage({ title: `${type.name}（草稿）`, note: DRAFT_NOTE, article });
      return context.html(page, 200, desk.headers);
    } catch (error) {
      if (!(error instanceof InvalidForm)) throw error;
      return desk.slip('preview-problems', { problems: error.problems }, 422);
    }
  });
}
