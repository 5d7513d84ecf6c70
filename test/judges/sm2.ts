// Two small commands for .ci/judges/sm2, so that openssl and we check each other's SM2 signatures:
//   sign KEY.hex FILE PUBLIC.der SIGNATURE.der    writes the public key and a signature of FILE; makes the key
//   verify PUBLIC.der FILE SIGNATURE.der          ends with 1 unless the signature holds
import { readFile, writeFile } from 'node:fs/promises';
import { fileSecondSignature } from '../../functions/adapters/file-second-signature.ts';
import { sm2Digest, verifySm2 } from '../../functions/sign/sm2.ts';

const [command, ...paths] = process.argv.slice(2);
const [first = '', second = '', third = '', fourth = ''] = paths;
if (command === 'sign') {
  const key = fileSecondSignature(first);
  const publicKey = await key.publicKey();
  await writeFile(third, publicKey);
  await writeFile(fourth, await key.sign(sm2Digest(publicKey, await readFile(second))));
} else if (command === 'verify') {
  const [publicKey, file, signature] = await Promise.all(
    [first, second, third].map((path) => readFile(path)),
  );
  process.exitCode = verifySm2(publicKey!, file!, signature!) ? 0 : 1;
} else throw new Error('sign or verify?');
