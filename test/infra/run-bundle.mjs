// What Lambda does with a bundle, in a process of its own: loads it once, then calls its handler event by event.
import { pathToFileURL } from 'node:url';

const { handler } = await import(pathToFileURL(process.argv[2] ?? '').href);

process.on('message', async (event) => {
  try {
    process.send?.({ answer: await handler(event, {}) });
  } catch (error) {
    process.send?.({ fault: String(error) });
  }
});
process.send?.({ answer: 'ready' });
