// What a log may say about an error: its kind and where it arose. Messages of foreign code can quote an address.

/** The name of the error, with a system's code, and its first eight places. */
export function faultOf(error: unknown): { code: string; stack: string[] } {
  if (!(error instanceof Error)) return { code: 'unknown', stack: [] };
  const lines = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const { code } = error as { code?: unknown };
  return {
    code: typeof code === 'string' ? `${error.name} ${code}` : error.name,
    stack: lines.slice(0, 8).map((line) => line.trim()),
  };
}
