"""Signs a pledge with pyHanko, three times, to the profile of functions/sign/PROFILE.md. What that profile asks and pyHanko
does not do by itself is one override here each, with a name of its own.

Run: python sign-with-pyhanko.py WORK FILES, where test/judges/write-foreign-work.ts has written WORK. Leaves the files after
one, two and three signatures as FILES.1.pdf and so on, and in WORK for each name a file `without-<name>.pdf`, whose one
signature leaves that out, and `plain.pdf` of pyHanko as it comes."""

import os
import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import tzlocal
from asn1crypto import algos, cms, keys
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.content import AnnotAppearances, AppearanceContent
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.attributes import CMSAttributeProvider, SignedAttributeProviderSpec, SigningCertificateV2Provider
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.stamp import BaseStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

ROLES = ("drc", "county", "enterprise")
NAMES = {
    "utc",  # the time in /M
    "nothing-else",  # version, extensions and metadata of the document stay
    "numbers",  # of new objects begin at /Size
    "field-strings",  # octet for octet
    "appearance",  # one form with bounds from corner to corner
    "parameters",  # absent, of SHA-256
    "protection",  # of the algorithms, a signed attribute
    "low-s",
    "lower-case",  # of the digits of /Contents
    "path",  # of certificates, with the root
}
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
ECDSA = algos.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"})


def sha256(kept):
    # asn1crypto itself writes NULL.
    bare = algos.DigestAlgorithm.load(bytes.fromhex("300b0609608648016503040201"))
    return bare if "parameters" in kept else algos.DigestAlgorithm({"algorithm": "sha256"})


class Writer(IncrementalPdfFileWriter):
    def __init__(self, stream, kept):
        self.kept = kept
        super().__init__(stream, strict=True)
        if "numbers" in kept:
            self._lastobj_id = self.prev.trailer["/Size"] - 1

    def mark_update(self, obj_ref):
        changed = obj_ref.get_object()
        for key in ("/T", "/TU"):
            if "field-strings" in self.kept and key in changed:
                changed[pdf_name(key)] = generic.ByteStringObject(changed[key].original_bytes)
        super().mark_update(obj_ref)

    def _update_meta(self):
        if "nothing-else" not in self.kept:
            super()._update_meta()

    def ensure_output_version(self, version):
        if "nothing-else" not in self.kept:
            super().ensure_output_version(version)

    def register_extension(self, ext):
        if "nothing-else" not in self.kept:
            super().register_extension(ext)


@dataclass
class AlgorithmProtection(CMSAttributeProvider):
    kept: set
    attribute_type = "cms_algorithm_protection"

    async def build_attr_value(self, dry_run=False):
        return cms.CMSAlgorithmProtection({"digest_algorithm": sha256(self.kept), "signature_algorithm": ECDSA})


@dataclass(frozen=True)
class Attributes(SignedAttributeProviderSpec):
    """Besides the two that every CMS has."""

    certificate: object
    kept: set

    def signed_attr_providers(self, data_digest, digest_algorithm):
        yield SigningCertificateV2Provider(self.certificate)
        if "protection" in self.kept:
            yield AlgorithmProtection(self.kept)


class Signer(SimpleSigner):
    kept = NAMES

    async def async_sign_raw(self, data, digest_algorithm, dry_run=False):
        r, s = decode_dss_signature(await super().async_sign_raw(data, digest_algorithm, dry_run=dry_run))
        return encode_dss_signature(r, (min if "low-s" in self.kept else max)(s, ORDER - s))

    def signer_info(self, digest_algorithm, signed_attrs, signature):
        info = super().signer_info(digest_algorithm, signed_attrs, signature)
        info["digest_algorithm"] = sha256(self.kept)
        return info


class Page(AppearanceContent):
    """One page of another file, as it is."""

    def __init__(self, writer, page):
        super().__init__(writer=writer)
        self.page = page

    def as_appearances(self):
        return AnnotAppearances(normal=self.writer.import_page_as_xobject(PdfFileReader(BytesIO(self.page))))


@dataclass(frozen=True)
class PageStyle(BaseStampStyle):
    page: bytes = b""

    def create_stamp(self, writer, box, text_params):
        return Page(writer, self.page)


def signer_of(work, role, kind):
    chain = SimpleCertificateStore()
    chain.register(load_cert_from_pemder(work / "root.cer"))
    return kind(
        signing_cert=load_cert_from_pemder(work / f"{role}.cer"),
        signing_key=keys.PrivateKeyInfo.load((work / f"{role}.key").read_bytes()),
        cert_registry=chain,
        signature_mechanism=ECDSA,
    )


def says(role):
    return PdfSignatureMetadata(
        field_name=role,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        name="张三",
        reason="签署承诺书（外部签名程序）",
    )


def signed(revision, work, role, kept):
    signer = signer_of(work, role, Signer)
    signer.kept = kept
    signer.signed_attr_prov_spec = Attributes(signer.signing_cert, kept)
    signer.embed_roots = "path" in kept
    os.environ["TZ"] = "UTC" if "utc" in kept else "Asia/Shanghai"
    tzlocal.reload_localzone()
    style = {"stamp_style": PageStyle(page=(work / f"{role}.pdf").read_bytes())} if "appearance" in kept else {}
    writer = Writer(BytesIO(revision), kept)
    out = PdfSigner(says(role), signer, **style).sign_pdf(writer, existing_fields_only=True, bytes_reserved=16384)
    file = bytearray(out.getvalue())
    if "lower-case" in kept:
        # The digits stand outside the covered bytes.
        start = file.index(b"/Contents <", len(revision)) + len(b"/Contents ")
        end = file.index(b">", start)
        file[start:end] = file[start:end].lower()
    return bytes(file)


work, files = Path(sys.argv[1]), sys.argv[2]
base = (work / "base.pdf").read_bytes()
file = base
for count, role in enumerate(ROLES, 1):
    file = signed(file, work, role, NAMES)
    Path(f"{files}.{count}.pdf").write_bytes(file)
for name in sorted(NAMES):
    (work / f"without-{name}.pdf").write_bytes(signed(base, work, ROLES[0], NAMES - {name}))
plain = PdfSigner(says(ROLES[0]), signer_of(work, ROLES[0], SimpleSigner)).sign_pdf(
    IncrementalPdfFileWriter(BytesIO(base)), existing_fields_only=True
)
(work / "plain.pdf").write_bytes(plain.getvalue())
