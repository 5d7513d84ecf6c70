// What a mail relay answered: kept in the trail, so nothing in it names anybody or opens anything.

/** A reply of RFC 5321 §4.2, made safe by whoever received it (ports/mailer.ts). */
export interface RelayReply {
  /** Host name of the relay, as the system was told to use: a queue identifier means nothing without it. */
  relay: string;
  /** 250, 550 … */
  code: number;
  /** Enhanced status code (RFC 3463), `2.0.0`. */
  status?: string;
  /** The rest on one line: at most 160 printable ASCII characters, `[...]` where something was left out. */
  text?: string;
}

/** `250 2.0.0 Ok: queued as 4F2A（smtp.example.com）`. */
export function replyLine({ relay, code, status, text }: RelayReply): string {
  return `${[code, status, text].filter(Boolean).join(' ')}（${relay}）`;
}
