#!/usr/bin/env node
// `npx lianqian`: runs the sources as they are, without a build.
import { register } from 'tsx/esm/api';

register();
const { main } = await import('./main.ts');
const { status, lines } = await main(process.argv.slice(2));
for (const line of lines) (status === 2 ? console.error : console.log)(line);
process.exitCode = status;
