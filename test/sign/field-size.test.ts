// The size of a field, at every revision.
import { expect, test } from '@jest/globals';
import { fieldSize } from '../../functions/sign/field-size.ts';
import { authority, base, signAs } from './sample-documents.ts';

test('a field has the size of its box, signed or not', async () => {
  const unsigned = await base();
  const signed = await signAs('drc', unsigned, await authority());
  for (const file of [unsigned, signed])
    expect(await fieldSize(file, 'drc')).toEqual({ width: 150, height: 60 });
});

test('a field that does not exist has no size', async () => {
  await expect(fieldSize(await base(), 'province')).rejects.toThrow('no signature field "province"');
});
