// Sends one mail of a document: the link, a reminder, a code, or how it ended.
import { CODE_MINUTES } from '../domain/decide.ts';
import type { DocumentState } from '../domain/document.ts';
import { signers, wayOf } from '../domain/document-questions.ts';
import type { Mail } from '../domain/event.ts';
import type { LetterFacts } from '../domain/letter.ts';
import { linkToken, oneTimeCode } from '../domain/link.ts';
import { officeOf, type Party, type Role } from '../domain/party.ts';
import { sha256 } from '../domain/trail.ts';
import { change, load } from './change.ts';
import { mustBeType } from './draft.ts';
import { getJson } from './form.ts';
import { returnedWhy } from './returned-why.ts';
import type { Office, World } from './world.ts';

type Mailing = Pick<
  World,
  | 'documents'
  | 'trailKey'
  | 'files'
  | 'documentType'
  | 'mailer'
  | 'letters'
  | 'linkSecret'
  | 'office'
  | 'clock'
>;

export interface MailJob {
  mail: Mail;
  role: Role;
  round: number;
}

/** The mail leaves before its event is written: a crash in between repeats this one mail, with the same Message-ID. */
export async function mail(world: Mailing, id: string, job: MailJob): Promise<void> {
  const { state } = await load(world, id);
  const type = mustBeType(world, state.type);
  const parties = type.parties(await getJson(world.files, state.issue!.data));
  const party = parties.find(({ role }) => role === job.role)!;
  const receives = (role: Role) => type.receivers?.includes(role) ?? false;
  const facts = factsFor(world, id, state, job, party);
  const why = job.mail === 'returned' ? { returnedWhy: await returnedWhy(world.files, state, job.role) } : {};
  const letter = world.letters.write(job.mail, {
    ...facts,
    ...why,
    office: officeOf(parties),
    documentName: type.name,
    receives: receives(job.role),
    parties: {
      signing: signers(state).filter((role) => !receives(role)).length,
      receiving: signers(state).filter(receives).length,
    },
    declinedByReceiver: signers(state).some((role) => receives(role) && state.parties[role].declined),
  });
  const reply = await world.mailer.send({
    to: { name: party.person, address: party.email },
    ...letter,
    messageId: messageIdOf(world.office, id, job),
  });
  const acceptedAt = world.clock.now();
  await change(world, id, { kind: 'workflow' }, (current) =>
    (current.parties[job.role].mailed[job.mail] ?? 0) >= job.round
      ? []
      : [{ kind: 'MailSent', ...pick(job), acceptedAt, reply }],
  );
}

/** The same each time this mail is sent; it names nobody. */
export function messageIdOf(office: Pick<Office, 'mailDomain'>, id: string, job: MailJob): string {
  return `${sha256([id, job.role, job.mail, job.round].join('|')).slice(0, 40)}@${office.mailDomain}`;
}

function pick({ mail: kind, role, round }: MailJob): { mail: Mail; role: Role; round: number } {
  return { mail: kind, role, round };
}

type Given = Omit<LetterFacts, 'office' | 'documentName' | 'receives' | 'parties'>;

function factsFor(world: Mailing, id: string, state: DocumentState, job: MailJob, party: Party): Given {
  const { organization, person, title } = party;
  const facts: Given = {
    recipient: { organization, person, title },
    role: job.role,
    way: wayOf(state, job.role),
    documentTitle: state.summary.title,
    number: state.issue!.number,
    dueAt: state.issue!.dueAt,
    contact: world.office.contact,
  };
  const holder = { document: id, role: job.role };
  // The token stays in the fragment: browsers send it to no server and no Referer carries it.
  const link = `${world.office.baseUrl}/sign#${linkToken(world.linkSecret, holder)}`;
  switch (job.mail) {
    case 'invitation':
    case 'reminder':
    case 'returned':
      return { ...facts, link };
    case 'code':
      return { ...facts, code: oneTimeCode(world.linkSecret, holder, job.round), codeMinutes: CODE_MINUTES };
    case 'completion':
      return {
        ...facts,
        link,
        outcome: state.status === 'published' ? 'published' : 'signed',
        ...(state.publicPath ? { publicUrl: `${world.office.publicUrl}/${state.publicPath}` } : {}),
      };
    case 'closure':
      return { ...facts, outcome: state.status as 'declined' | 'voided' | 'expired' };
  }
}
