// `npm start`: the whole system on this machine, until SIGINT or SIGTERM.
import { join } from 'node:path';
import { BadSetting, embeddedSettings } from '../config.ts';
import { faultOf } from '../domain/fault.ts';
import type { Log } from '../workflow/world.ts';
import { announcement } from './announcement.ts';
import { composeHandlers } from './compose-handlers.ts';
import { DirectoryInUse } from './directory-lock.ts';
import { isLoopback } from './own-address.ts';
import { SecretDamaged } from './secrets.ts';
import { startEmbedded } from './start-embedded.ts';

const STOPS_WITHIN_MS = 5000;

const log: Log = (entry) => {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), ...entry })}\n`);
};

async function main(): Promise<void> {
  const settings = embeddedSettings();
  const embedded = await startEmbedded({ ...settings, compose: composeHandlers(settings), log });
  const stop = () => {
    // A second signal, or work that does not end, ends the process as it is; nothing acknowledged is lost.
    process.once('SIGINT', () => process.exit(1)).once('SIGTERM', () => process.exit(1));
    setTimeout(() => process.exit(1), STOPS_WITHIN_MS).unref();
    void embedded.stop().then(() => process.exit(0));
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  process.stdout.write(
    await announcement({
      baseUrl: embedded.baseUrl,
      keysDirectory: join(settings.dataDirectory, 'keys'),
      inboxShown:
        embedded.inbox !== undefined &&
        isLoopback(settings.host) &&
        isLoopback(new URL(embedded.baseUrl).hostname),
      secrets: embedded.secrets,
    }),
  );
}

/** What a person can put right is said in a sentence; everything else is a fault. */
function explain(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (error instanceof DirectoryInUse || error instanceof SecretDamaged || error instanceof BadSetting)
    return message;
  if (code === 'EADDRINUSE')
    return '端口已被占用，请用 PORT 指定别的端口。 The port is in use; set PORT to another one.';
  if (code === 'EACCES') return `没有权限：${message}。 Permission denied: ${message}.`;
  return `无法启动。 Cannot start. ${JSON.stringify(faultOf(error))}`;
}

main().catch((error) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
});
