// An SMTP relay that says what it is told, on a loopback port: honest programs do not answer like that.
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** An answer without its line end, or the end of the connection. */
type Answer = string | 'hang up';

export interface Script {
  greeting?: Answer;
  /** Lines of the answer to EHLO after the first: `SIZE 100`. */
  extensions?: string[];
  auth?: Answer;
  sender?: Answer;
  mailbox?: Answer;
  data?: Answer;
  /** After the letter, which is given as it came. */
  letter?: (letter: string) => Answer;
}

export interface ScriptedRelay {
  /** `127.0.0.1:2525` */
  host: string;
  close(): Promise<void>;
}

export async function scriptedRelay(script: Script): Promise<ScriptedRelay> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    let received = '';
    let inLetter = false;
    const answer = (said: Answer) => {
      if (said === 'hang up') socket.destroy();
      else if (socket.writable) socket.write(`${said}\r\n`);
    };
    answer(script.greeting ?? '220 relay');
    socket.on('data', (chunk) => {
      received += chunk.toString('utf8');
      for (;;) {
        const end = received.indexOf(inLetter ? '\r\n.\r\n' : '\r\n');
        if (end < 0) return;
        const said = received.slice(0, end);
        received = received.slice(end + (inLetter ? 5 : 2));
        if (inLetter) {
          inLetter = false;
          answer(script.letter?.(said) ?? '250 2.0.0 Ok: queued as 4F2A');
          continue;
        }
        const to = answerTo(script, said);
        inLetter = to.startsWith('354');
        answer(to);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

function answerTo(script: Script, said: string): Answer {
  const [verb = ''] = said.toUpperCase().split(/[ :]/);
  switch (verb) {
    case 'EHLO':
    case 'LHLO':
      return ['relay', ...(script.extensions ?? [])]
        .map((line, index, all) => `250${index < all.length - 1 ? '-' : ' '}${line}`)
        .join('\r\n');
    case 'AUTH':
      return script.auth ?? '235 2.7.0 ok';
    case 'MAIL':
      return script.sender ?? '250 2.1.0 ok';
    case 'RCPT':
      return script.mailbox ?? '250 2.1.5 ok';
    case 'DATA':
      return script.data ?? '354 go on';
    default:
      return '250 ok';
  }
}
