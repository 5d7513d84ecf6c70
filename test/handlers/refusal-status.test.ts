// The HTTP status of each refusal.
import { expect, test } from '@jest/globals';
import { Refusal, type RefusalCode } from '../../functions/domain/refusal.ts';
import { REFUSAL_STATUS, statusOf } from '../../functions/handlers/refusal-status.ts';

test('every refusal has a sentence and a status that is an error', () => {
  const codes = Object.keys(REFUSAL_STATUS) as RefusalCode[];
  expect(codes.length).toBeGreaterThan(20);
  for (const code of codes) {
    expect(new Refusal(code).sentence).toMatch(/。$/);
    expect(statusOf(code)).toBeGreaterThanOrEqual(400);
  }
});

test('what a person may not know of is not found, whatever the reason', () => {
  expect(statusOf('document.unknown')).toBe(404);
  expect(statusOf('link.invalid')).toBe(404);
});
