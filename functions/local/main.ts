// `npm start`: the whole system on this machine, until SIGINT or SIGTERM.
import { join, resolve } from 'node:path';
import type { Log } from '../workflow/world.ts';
import { announcement } from './announcement.ts';
import { composeHandlers } from './compose-handlers.ts';
import { DirectoryInUse } from './directory-lock.ts';
import { faultOf } from './fault.ts';
import { isLoopback } from './own-address.ts';
import { SecretDamaged } from './secrets.ts';
import { type EmbeddedOptions, startEmbedded } from './start-embedded.ts';

const STOPS_WITHIN_MS = 5000;

const log: Log = (entry) => {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), ...entry })}\n`);
};

function settings(env: NodeJS.ProcessEnv): EmbeddedOptions {
  const port = Number(env.PORT || 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new BadSetting('PORT', env.PORT);
  if (env.BASE_URL && !URL.canParse(env.BASE_URL)) throw new BadSetting('BASE_URL', env.BASE_URL);
  return {
    dataDirectory: resolve(env.DATA_DIR || 'data'),
    port,
    host: env.HOST || '127.0.0.1',
    ...(env.BASE_URL ? { baseUrl: env.BASE_URL } : {}),
    ...(env.SMTP_URL ? { smtpUrl: env.SMTP_URL } : {}),
    compose: composeHandlers,
    log,
  };
}

class BadSetting extends Error {
  override readonly name = 'BadSetting';

  constructor(name: string, value: string | undefined) {
    super(`环境变量 ${name} 的值无效：${value}。 ${name} is not valid: ${value}.`);
  }
}

async function main(): Promise<void> {
  const options = settings(process.env);
  const embedded = await startEmbedded(options);
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
      keysDirectory: join(options.dataDirectory, 'keys'),
      inboxShown:
        embedded.inbox !== undefined &&
        isLoopback(options.host) &&
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
