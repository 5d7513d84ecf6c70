// Words every mail from the facts of a document; the wording itself stands in the templates beside this file.
import Handlebars from 'handlebars';
import type { Mail } from '../../functions/domain/event.ts';
import type { LetterFacts, Outcome } from '../../functions/domain/letter.ts';
import { ROLE_NAMES } from '../../functions/domain/party.ts';
import { formatDeadline } from '../../functions/domain/time.ts';
import { WAY_NAMES } from '../../functions/domain/way.ts';
import type { MailSource } from '../sources.ts';

interface RenderedLetter {
  /** One line: no control character, whatever the names hold (RFC 5322 §2.2). */
  subject: string;
  text: string;
  html: string;
}

/** How a document ended, in the words of what its parties do: a receipt is not called a signature. */
function outcomeWords(
  outcome: Outcome,
  { parties: { signing, receiving }, declinedByReceiver }: LetterFacts,
): { word: string; sentence: string } {
  const all = signing + receiving > 1 ? '各方均' : '文书';
  const act = receiving === 0 ? '签署' : signing === 0 ? '签收' : '办理';
  switch (outcome) {
    case 'signed':
      if (receiving === 0) return { word: '已签署完成', sentence: `${all}已签署。` };
      if (signing === 0) return { word: '已签收', sentence: `${all}已签收。` };
      return { word: '已签发、已签收', sentence: '文书已经签发，收件方均已签收。' };
    case 'published':
      return { word: '已签署完成并公示', sentence: `${all}已签署，文书已经公示。` };
    case 'declined': {
      const refused = declinedByReceiver ? '不予签收' : '拒绝签署';
      return { word: `已终止（有一方${refused}）`, sentence: `有一方${refused}，本次${act}已经终止。` };
    }
    case 'voided':
      return { word: '已作废', sentence: `发文单位已将文书作废，本次${act}已经终止。` };
    case 'expired':
      return { word: '已逾期终止', sentence: `至截止时间${act}仍未完成，本次${act}已经终止。` };
  }
}

/** What each mail must be given, and what it must never carry: a code and its link together would be one factor. */
const NEEDS: Readonly<Record<Mail, readonly (keyof LetterFacts)[]>> = {
  invitation: ['link'],
  reminder: ['link'],
  code: ['code', 'codeMinutes'],
  completion: ['outcome'],
  closure: ['outcome'],
  returned: ['link', 'way', 'returnedWhy'],
};
const MAY_HOLD_LINK: ReadonlySet<Mail> = new Set(['invitation', 'reminder', 'completion', 'returned']);

const LONGEST_SUBJECT = 120;

/** Throws a TypeError if a fact that the kind of letter needs is missing: a programmer's mistake. */
export type RenderLetter = (kind: Mail, facts: LetterFacts) => RenderedLetter;

/** Compiles the mails once; the returned object is the workflow's letter writer. */
export function letterWriter(mails: Readonly<Record<Mail, MailSource>>): { write: RenderLetter } {
  const plain = Object.fromEntries(
    Object.entries(mails).map(([kind, { subject, text, html }]) => [
      kind,
      { subject: compile(subject, true), text: compile(text, true), html: compile(html, false) },
    ]),
  ) as Record<Mail, Record<keyof MailSource, (view: object) => string>>;

  return {
    write(kind, facts) {
      for (const need of NEEDS[kind]) {
        if (facts[need] === undefined) throw new TypeError(`a ${kind} letter needs ${need}`);
      }
      const view = letterView(kind, facts);
      const { subject, text, html } = plain[kind];
      return { subject: oneLine(subject(view)), text: text(view).trim(), html: html(view).trim() };
    },
  };
}

/** Every key a template may name, '' where there is nothing to say. Names are one line each. */
function letterView(kind: Mail, facts: LetterFacts): object {
  const { word, sentence } = facts.outcome ? outcomeWords(facts.outcome, facts) : { word: '', sentence: '' };
  const { organization, person, title } = facts.recipient;
  const { way = 'link' } = facts;
  return {
    office: spaced(facts.office),
    recipient: { organization: spaced(organization), person: spaced(person), title: spaced(title) },
    partyLabel: ROLE_NAMES[facts.role],
    receives: facts.receives,
    act: facts.receives ? '签收' : '签署',
    way: WAY_NAMES[way],
    byLink: way === 'link',
    onPaper: way === 'wet-seal',
    returnedWhat: way === 'wet-seal' ? '盖章扫描件' : '用印结果',
    returnedWhy: spaced(facts.returnedWhy ?? ''),
    documentName: spaced(facts.documentName),
    documentTitle: spaced(facts.documentTitle),
    number: spaced(facts.number),
    due: formatDeadline(facts.dueAt),
    contact: spaced(facts.contact),
    link: MAY_HOLD_LINK.has(kind) ? (facts.link ?? '') : '',
    code: kind === 'code' ? (facts.code ?? '') : '',
    codeMinutes: facts.codeMinutes ?? '',
    outcome: word,
    outcomeSentence: sentence,
    publicUrl: kind === 'completion' ? (facts.publicUrl ?? '') : '',
  };
}

function compile(source: string, noEscape: boolean): (view: object) => string {
  return Handlebars.compile(source, { noEscape, strict: true, knownHelpersOnly: true });
}

/** Controls and line breaks become blanks, so that no name can begin a line of its own. */
function spaced(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

function oneLine(text: string): string {
  const characters = [...spaced(text)];
  return characters.length > LONGEST_SUBJECT
    ? `${characters.slice(0, LONGEST_SUBJECT - 1).join('')}…`
    : characters.join('');
}
