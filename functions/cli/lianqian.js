#!/usr/bin/env node
// `npx lianqian`: runs the sources as they are, without a build.
import { register } from 'tsx/esm/api';

register();
const { main, unfinished } = await import('./main.ts');
const args = process.argv.slice(2);

// A reader that has seen enough (`| head -1`) is no fault.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (fault) => {
    if (fault.code !== 'EPIPE') throw fault;
  });

// Of whatever no caller awaits.
for (const event of ['uncaughtException', 'unhandledRejection'])
  process.on(event, (fault) => {
    tell(unfinished(fault, args));
    process.exit();
  });

tell(await main(args));

/** @param {import('./command.ts').Answer} answer */
function tell({ status, lines }) {
  for (const line of lines) (status === 2 ? console.error : console.log)(line);
  process.exitCode = status;
}
