// The rules of a form read as a list: each line is a problem or nothing.
import type { Problem } from '../functions/domain/form/field.ts';

/** The problems among `checks`, in their order. */
export function found(...checks: readonly (Problem | false | undefined)[]): Problem[] {
  return checks.filter((check): check is Problem => Boolean(check));
}
