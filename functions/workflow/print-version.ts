// The print version for a party that seals on paper: the pages as they stand, with a code that names file and party.
import { makePrint } from '../domain/decide-ways.ts';
import { currentRevision } from '../domain/document-questions.ts';
import type { Role } from '../domain/party.ts';
import { printCode } from '../domain/print-code.ts';
import { type Changing, change, load } from './change.ts';
import { partyOf } from './sign.ts';
import type { World } from './world.ts';

type Printing = Changing & Pick<World, 'files' | 'documentType' | 'printer' | 'squareCodes' | 'linkSecret'>;

export async function makePrintVersion(world: Printing, id: string, role: Role): Promise<void> {
  const { state } = await load(world, id);
  const revision = currentRevision(state);
  if (!revision) return;
  const { organization } = await partyOf(world, state, role);
  const { number, issuedOn } = state.issue!;
  const code = await world.squareCodes.draw(printCode(world.linkSecret, { document: id, role, revision }));
  const pdf = await world.printer.printVersion(await world.files.get(revision), {
    title: state.summary.title,
    number,
    organization,
    sha256: revision,
    code,
    date: issuedOn,
  });
  const print = await world.files.put(pdf, 'application/pdf');
  await change(world, id, { kind: 'workflow' }, (current) => makePrint(current, { role, revision, print }));
}
