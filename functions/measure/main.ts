// npm run lint:pdf -- FILE --format letter|official|pledge [--verbose]
import { command } from './command.ts';

const { status, lines } = await command(process.argv.slice(2));
for (const line of lines) (status === 2 ? console.error : console.log)(line);
process.exitCode = status;
