// What a subcommand is: its words in the help, what it is asked, and what it answers.
import type { Language } from '../check/rule-words.ts';

export interface Answer {
  /** 0: what was asked holds. 1: it does not. 2: asked wrongly, a file that cannot be read, or not finished. */
  status: 0 | 1 | 2;
  lines: string[];
}

export interface Command {
  /** One line each for the list of commands. */
  about: Readonly<Record<Language, string>>;
  /** Loaded when it is called, so that a command costs no other's start. */
  load(): Promise<CommandRun>;
}

export interface CommandRun {
  usage: Readonly<Record<Language, string>>;
  /** `args` without the command's name. A wrong use is a TypeError of node:util's parseArgs, or a BadUsage. */
  run(args: string[], language: Language): Promise<Answer>;
}

/** `message` is for the person who typed the command, in their language. */
export class BadUsage extends Error {
  override readonly name = 'BadUsage';
}
