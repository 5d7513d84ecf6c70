// Files made to exhaust a verifier: each gets its verdict. `bombs.ts` measures time and memory, of the heavy ones too.
import { expect, test } from '@jest/globals';
import { verifySignedPdf } from '../../functions/sign/verify.ts';
import { BOMBS } from './hostile.ts';

test.each(BOMBS.filter(({ heavy }) => !heavy))('$name is refused by $rule', async ({ rule, build }) => {
  expect(await verifySignedPdf(build(), [])).toMatchObject({ verdict: 'unsound', rule });
});
