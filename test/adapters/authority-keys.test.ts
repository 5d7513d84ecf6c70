// The names of key files come out of a record: they lead to nothing but an authority's keys.
import { expect, test } from '@jest/globals';
import { fileKeyRing } from '../../functions/adapters/authority-keys.ts';

const ring = fileKeyRing('/nowhere');

test.each([
  '../authority.pem',
  'authority/../../x.pem',
  '/etc/authority.pem',
  'sessions.pem',
  'authority.pem\n',
])('%j is no key file', (name) => {
  expect(() => ring.open(name)).toThrow('is no key file of an authority');
});

test.each(['authority.pem', 'authority-root-1.pem', 'authority-issuing-12.pem'])('%s is one', (name) => {
  expect(() => ring.open(name)).not.toThrow();
});
