// A party who signs truly states something else in the signature dictionary.
import type { Attack } from '../attack.ts';
import { editing } from '../forge/signers.ts';

const entry = (from: string | RegExp, to: string): Attack['build'] =>
  editing({ value: (text) => text.replace(from, to) });

export const SIGNER_VALUE: readonly Attack[] = [
  {
    id: 'signer-value-subfilter',
    name: 'another format (adbe.pkcs7.detached)',
    verdict: 'V8',
    build: entry('/ETSI.CAdES.detached', '/adbe.pkcs7.detached'),
  },
  {
    id: 'signer-value-sha1',
    name: 'a format with SHA-1 inside (adbe.pkcs7.sha1)',
    verdict: 'V8',
    build: entry('/ETSI.CAdES.detached', '/adbe.pkcs7.sha1'),
  },
  {
    id: 'signer-value-rsa',
    name: 'a bare RSA signature (adbe.x509.rsa_sha1)',
    verdict: 'V8',
    build: entry('/ETSI.CAdES.detached', '/adbe.x509.rsa_sha1'),
  },
  {
    id: 'signer-value-filter',
    name: 'another handler',
    verdict: 'V8',
    build: entry('/Adobe.PPKLite', '/Adobe.PPKMS'),
  },
  { id: 'signer-value-type', name: 'no type', verdict: 'V5', build: entry('/Type /Sig ', '') },
  {
    id: 'signer-value-type-stamp',
    name: 'called a document time-stamp',
    verdict: 'V5',
    build: entry('/Type /Sig ', '/Type /DocTimeStamp '),
  },
  {
    id: 'signer-value-reference',
    name: 'a transform (DocMDP): the signature certifies',
    verdict: 'V5',
    build: entry('/Reason', '/Reference [<< /TransformMethod /DocMDP >>] /Reason'),
  },
  {
    id: 'signer-value-cert',
    name: 'a certificate beside the CMS (/Cert)',
    verdict: 'V5',
    build: entry('/Reason', '/Cert <00> /Reason'),
  },
  {
    id: 'signer-value-changes',
    name: 'a count of changes (/Changes)',
    verdict: 'V5',
    build: entry('/Reason', '/Changes [0 0 0] /Reason'),
  },
  {
    id: 'signer-value-build',
    name: "the signing program's name (/Prop_Build)",
    verdict: 'V5',
    build: entry('/Reason', '/Prop_Build << >> /Reason'),
  },
  {
    id: 'signer-value-contact',
    name: 'an address of the signer (/ContactInfo)',
    verdict: 'V5',
    build: entry('/Reason', '/ContactInfo (x) /Reason'),
  },
  { id: 'signer-value-no-time', name: 'no time', verdict: 'V5', build: entry(/\/M \([^)]*\)/, '') },
  {
    id: 'signer-value-local-time',
    name: 'a time with another zone',
    verdict: 'V2',
    build: entry('Z)', "+08'00')"),
  },
  {
    id: 'signer-value-no-date',
    name: 'a day that is none',
    verdict: 'V2',
    build: entry('D:20260301', 'D:20260230'),
  },
  {
    id: 'signer-value-time-number',
    name: 'a time that is a number',
    verdict: 'V5',
    build: entry(/\/M \([^)]*\)/, '/M 2026'),
  },
  {
    id: 'signer-value-other-name',
    name: 'another name than that of the certificate',
    verdict: 'V7',
    build: entry(/\/Name <[^>]*>/, '/Name (Governor)'),
  },
  { id: 'signer-value-no-name', name: 'no name', verdict: 'V5', build: entry(/\/Name <[^>]*>/, '') },
  { id: 'signer-value-no-reason', name: 'no reason', verdict: 'V5', build: entry(/\/Reason <[^>]*>/, '') },
  {
    id: 'signer-value-key-twice',
    name: 'two ranges',
    verdict: 'V2',
    build: entry('/M ', '/ByteRange [0 1 2 3] /M '),
  },
  {
    id: 'signer-value-key-escaped',
    name: 'two ranges, one with an escape in its name',
    verdict: 'V2',
    build: entry('/M ', '/Byte#52ange [0 1 2 3] /M '),
  },
];
