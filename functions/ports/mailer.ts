// Mail leaves the system here.

export interface Letter {
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
  /** Without angle brackets; the same letter sent twice has the same id. */
  messageId: string;
}

export interface Mailer {
  /** Resolves when the relay has taken the letter; throws otherwise. */
  send(letter: Letter): Promise<void>;
}
