"""Signs a pledge with pyHanko, three times, to the profile of functions/sign/PROFILE.md. What that profile asks and pyHanko
does not do by itself is one override here each, with a name of its own.

Run: python sign-with-pyhanko.py WORK FILES, where test/judges/write-foreign-work.ts has written WORK. Leaves the files after
one, two and three signatures as FILES.1.pdf and so on, with time-stamps of an authority of pyHanko's as FILES-stamped.1.pdf
and so on, its root as FILES-stamped.time.cer, and in WORK for each name a file `without-<name>.pdf`, whose one signature
leaves that out, and `plain.pdf` of pyHanko as it comes."""

import sys
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path

from asn1crypto import algos, cms, keys
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.content import AnnotAppearances, AppearanceContent
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.attributes import CMSAttributeProvider, SignedAttributeProviderSpec, SigningCertificateV2Provider
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.timestamps import DummyTimeStamper
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
MOMENT = datetime(2026, 11, 24, 2, tzinfo=timezone.utc)
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


class FileSigner(PdfSigner):
    kept = NAMES

    def init_signing_session(self, *given, **named):
        session = super().init_signing_session(*given, **named)
        zone = timezone.utc if "utc" in self.kept else timezone(timedelta(hours=8))
        session.system_time = MOMENT.astimezone(zone)
        return session


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


def authority():
    """A time-stamping authority: its root, DER, and what stamps."""
    root, own = (rsa.generate_private_key(65537, 2048) for _ in range(2))

    def certificate(name, key, basic, *extensions):
        named, issuer = (x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, one)]) for one in (name, "时间戳根"))
        builder = x509.CertificateBuilder(issuer, named, key.public_key(), x509.random_serial_number())
        builder = builder.not_valid_before(datetime(2025, 1, 1)).not_valid_after(datetime(2045, 1, 1))
        for extension in (x509.BasicConstraints(basic, None), *extensions):
            builder = builder.add_extension(extension, critical=True)
        return builder.sign(root, hashes.SHA256()).public_bytes(serialization.Encoding.DER)

    anchor = certificate("时间戳根", root, True)
    stamps = certificate("时间戳服务", own, False, x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]))
    key = own.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return anchor, DummyTimeStamper(asn1.Certificate.load(stamps), keys.PrivateKeyInfo.load(key), fixed_dt=MOMENT)


def signed(revision, work, role, kept, timestamper=None):
    signer = signer_of(work, role, Signer)
    signer.kept = kept
    signer.signed_attr_prov_spec = Attributes(signer.signing_cert, kept)
    signer.embed_roots = "path" in kept
    style = {"stamp_style": PageStyle(page=(work / f"{role}.pdf").read_bytes())} if "appearance" in kept else {}
    writer = Writer(BytesIO(revision), kept)
    file_signer = FileSigner(says(role), signer, timestamper=timestamper, **style)
    file_signer.kept = kept
    out = file_signer.sign_pdf(writer, existing_fields_only=True, bytes_reserved=16384)
    file = bytearray(out.getvalue())
    if "lower-case" in kept:
        # The digits stand outside the covered bytes.
        start = file.index(b"/Contents <", len(revision)) + len(b"/Contents ")
        end = file.index(b">", start)
        file[start:end] = file[start:end].lower()
    return bytes(file)


work, files = Path(sys.argv[1]), sys.argv[2]
base = (work / "base.pdf").read_bytes()
anchor, timestamper = authority()
Path(f"{files}-stamped.time.cer").write_bytes(anchor)
for suffix, stamps in (("", None), ("-stamped", timestamper)):
    file = base
    for count, role in enumerate(ROLES, 1):
        file = signed(file, work, role, NAMES, stamps)
        Path(f"{files}{suffix}.{count}.pdf").write_bytes(file)
for name in sorted(NAMES):
    (work / f"without-{name}.pdf").write_bytes(signed(base, work, ROLES[0], NAMES - {name}))
plain = PdfSigner(says(ROLES[0]), signer_of(work, ROLES[0], SimpleSigner)).sign_pdf(
    IncrementalPdfFileWriter(BytesIO(base)), existing_fields_only=True
)
(work / "plain.pdf").write_bytes(plain.getvalue())
