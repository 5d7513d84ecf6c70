// The verifier in the browser: a worker of the register's check page. Of the file nothing leaves it but the report; the
// register is asked for files of its own by the digest of the part before any signature, and for revocation lists.
import { checkFile, isPdf } from './check-file.ts';
import { fetchedRegister } from './fetched-register.ts';
import { NotCertificates, readCertificateList, readCertificates } from './read-certificates.ts';
import type { RegisterAnswer } from './register-answer.ts';
import { reportWords } from './report-words.ts';
import type { Language } from './rule-words.ts';

interface Request {
  file: ArrayBuffer;
  /** `ca/roots.pem` and `ca/timestamp-roots.pem`, as the register has them. */
  roots: ArrayBuffer;
  timeRoots: ArrayBuffer;
  register: RegisterAnswer;
  now: string;
  language: Language;
}

/** The worker is one of the register's assets. */
const REGISTER = fetchedRegister(new URL('../', self.location.href));

/** What is posted: `{ ready }` once, then `{ report, words }` or `{ problem }` for each request. */
self.addEventListener('message', async ({ data }: MessageEvent<Request>) => {
  const bytes = (part: ArrayBuffer) => new Uint8Array(part);
  try {
    const file = bytes(data.file);
    if (!isPdf(file)) return self.postMessage({ problem: 'not-pdf' });
    const report = await checkFile(file, {
      roots: readCertificates(bytes(data.roots)),
      timeRoots: readCertificateList(bytes(data.timeRoots)),
      register: data.register,
      ask: REGISTER,
      now: data.now,
    });
    self.postMessage({ report, words: reportWords(report, data.language) });
  } catch (fault) {
    self.postMessage({ problem: fault instanceof NotCertificates ? 'no-root' : 'failed' });
  }
});
self.postMessage({ ready: true });
