"""What pyHanko says of each file: `valid` when every signature in it is intact, valid and trusted under the roots
given, covers its revision, and nothing but form filling came after. Run: python pyhanko-verdicts.py ROOT TIME_ROOT FILE..."""

import sys
import logging
from datetime import datetime, timezone

from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

logging.disable(logging.CRITICAL)
ROOT, TIME_ROOT, *FILES = sys.argv[1:]  # TIME_ROOT may be `-`
NOW = datetime(2026, 11, 25, tzinfo=timezone.utc)


def context():
    roots = [load_cert_from_pemder(path) for path in (ROOT, TIME_ROOT) if path != "-"]
    return ValidationContext(trust_roots=roots, moment=NOW, allow_fetching=False, revocation_mode="soft-fail")


def verdict(path):
    with open(path, "rb") as file:
        reader = PdfFileReader(file, strict=True)
        signatures = reader.embedded_signatures
        if not signatures:
            return "no signature"
        for signature in signatures:
            if signature.sig_object["/Type"] == "/DocTimeStamp":
                status = validate_pdf_timestamp(signature, context())
            else:
                status = validate_pdf_signature(signature, context(), ts_validation_context=context())
            level = status.modification_level or ModificationLevel.NONE
            if not (status.intact and status.valid and status.trusted):
                return "not intact, valid and trusted"
            if status.coverage < SignatureCoverageLevel.ENTIRE_REVISION or level > ModificationLevel.FORM_FILLING:
                return f"coverage {status.coverage.name}, changes {level.name}"
        return "valid"


for path in FILES:
    try:
        said = verdict(path)
    except Exception as fault:  # a file that cannot be read is not valid
        said = f"{type(fault).__name__}: {fault}".replace("\n", " ").replace("\t", " ")[:300]
    print(f"{path}\t{said}", flush=True)
