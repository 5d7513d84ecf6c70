// The root as a file for the program that is to believe it, and how it is installed there.
import { X509Certificate } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AuthorityRecord, isRoot } from '../adapters/authority-record.ts';
import type { Language } from '../check/rule-words.ts';
import { type Answer, BadUsage } from './command.ts';
import { saying } from './say.ts';

export const FORMATS = ['pem', 'der', 'acrobat', 'wps', 'nss', 'openssl'] as const;
export type Format = (typeof FORMATS)[number];

/** Acrobat and Windows read DER under the name .cer; the others PEM. PEM has every root there was, the present one first. */
export async function exportRoot(
  record: AuthorityRecord,
  format: Format,
  folder: string,
  language: Language,
): Promise<Answer> {
  const roots = record.authorities.filter(isRoot).toReversed();
  const certificates = roots.map(({ certificate }) => new X509Certificate(certificate));
  const binary = format === 'der' || format === 'acrobat' || format === 'wps';
  const file = join(folder, binary ? 'lianqian-root.cer' : 'lianqian-roots.pem');
  const pem = certificates.map((certificate) => certificate.toString()).join('');
  await writeNew(file, binary ? roots[0]!.certificate : pem, language);
  const words = language === 'zh' ? ['已写入', '安装前请核对指纹'] : ['written', 'compare before installing'];
  const print = certificates.slice(0, binary ? 1 : certificates.length);
  return {
    status: 0,
    lines: [
      `${words[0]}  ${file}`,
      `${words[1]}`,
      ...print.flatMap(({ fingerprint256, fingerprint }) => [
        `  SHA-256  ${fingerprint256}`,
        `  SHA-1    ${fingerprint}`,
      ]),
      ...STEPS[format][language],
    ],
  };
}

/** Throws BadUsage when there is something under that name, a link too, or when the folder cannot be written. */
async function writeNew(file: string, bytes: Uint8Array | string, language: Language): Promise<void> {
  const say = (zh: string, en: string) => new BadUsage(saying(language)(zh, en));
  try {
    await writeFile(file, bytes, { flag: 'wx' });
  } catch (fault) {
    const { code } = fault as NodeJS.ErrnoException;
    if (code === 'EEXIST')
      throw say(
        `${file} 已经存在，没有改动。请先移走它，或用 --out 给出另一个文件夹。`,
        `${file} exists and was left as it is. Move it away, or name another folder with --out.`,
      );
    if (code) throw say(`${file} 写不了（${code}）。`, `${file} cannot be written (${code}).`);
    throw fault;
  }
}

const STEPS: Readonly<Record<Format, Readonly<Record<Language, string[]>>>> = {
  pem: { zh: [], en: [] },
  der: { zh: [], en: [] },
  acrobat: {
    zh: [
      '1. Acrobat：首选项—签名—身份与可信任证书—更多。',
      '2. 可信任的证书—导入，选中该文件。',
      '3. 选中导入的证书—编辑信任，勾选“将本证书用作可信任的根”，确定。',
      '4. 重新打开 PDF，看签名面板。',
    ],
    en: [
      '1. Acrobat: Preferences, Signatures, Identities & Trusted Certificates, More.',
      '2. Trusted Certificates, Import, this file.',
      '3. Select it, Edit Trust, "Use this certificate as a trusted root", OK.',
      '4. Open the PDF again and look at the signature panel.',
    ],
  },
  wps: {
    zh: [
      '1. 双击该文件，在“详细信息”中核对“指纹”（SHA-1）。',
      '2. 安装证书—当前用户—将所有的证书都放入下列存储—受信任的根证书颁发机构，完成。',
      '3. 重新打开 WPS 和 PDF，查看签名属性。',
    ],
    en: [
      '1. Open the file and compare "Thumbprint" (SHA-1) under Details.',
      '2. Install Certificate, Current User, Trusted Root Certification Authorities.',
      '3. Open WPS and the PDF again.',
    ],
  },
  nss: {
    zh: [
      'certutil -N -d sql:nss --empty-password',
      'certutil -A -d sql:nss -n lianqian -t CT,C,C -i lianqian-roots.pem',
      'pdfsig -nssdir sql:nss -no-ocsp 文件.pdf',
    ],
    en: [
      'certutil -N -d sql:nss --empty-password',
      'certutil -A -d sql:nss -n lianqian -t CT,C,C -i lianqian-roots.pem',
      'pdfsig -nssdir sql:nss -no-ocsp FILE.pdf',
    ],
  },
  openssl: {
    zh: ['openssl verify -x509_strict -CAfile lianqian-roots.pem -untrusted 签发证书.pem 签名证书.pem'],
    en: ['openssl verify -x509_strict -CAfile lianqian-roots.pem -untrusted ISSUING.pem SIGNER.pem'],
  },
};
