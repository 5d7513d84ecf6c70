// What EU DSS says of each file: `valid` when every signature in it passes in full under the roots given, and nothing
// came after it but signatures in empty fields and an archive. No network: the roots, the lists of what is revoked and the
// file are all it has.
// Run: java -cp CLASSPATH Verdicts.java, with lines of ROOT, TIME_ROOT, LISTS and FILE on its input, separated by
// tabulators; TIME_ROOT may be `-`, and with a `+` before it the certificates of time-stamps right below it are anchors as
// well; LISTS are separated by commas, or `-`. Prints FILE, the verdict and the levels of the signatures.

import eu.europa.esig.dss.crl.CRLUtils;
import eu.europa.esig.dss.crl.CRLValidity;
import eu.europa.esig.dss.diagnostic.DiagnosticData;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.diagnostic.TimestampWrapper;
import eu.europa.esig.dss.diagnostic.jaxb.XmlObjectModification;
import eu.europa.esig.dss.enumerations.ExtendedKeyUsage;
import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.PdfObjectModificationType;
import eu.europa.esig.dss.enumerations.RevocationOrigin;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.validation.PDFDocumentValidator;
import eu.europa.esig.dss.pdf.modifications.DefaultPdfDifferencesFinder;
import eu.europa.esig.dss.pdf.pdfbox.PdfBoxNativeObjectFactory;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.signature.AdvancedSignature;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.CRLSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.CRLToken;
import eu.europa.esig.dss.spi.x509.tsp.TimestampToken;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateParsingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

public class Verdicts {
    private static final Date NOW = Date.from(Instant.parse("2026-11-25T00:00:00Z"));

    public static void main(String[] none) throws Exception {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] given = line.split("\t");
            String said;
            try {
                said = verdict(given[0], given[1], given[2], given[3]);
            } catch (Exception | StackOverflowError fault) { // a file that cannot be read is not valid
                said = (fault.getClass().getSimpleName() + ": " + fault.getMessage()).replaceAll("\\s+", " ");
            }
            System.out.println(given[3] + "\t" + said);
        }
    }

    private static String verdict(String root, String timeRoot, String lists, String file) throws Exception {
        CommonTrustedCertificateSource anchors = new CommonTrustedCertificateSource();
        anchors.addCertificate(DSSUtils.loadCertificate(new File(root)));
        if (timeRoot.startsWith("+"))
            trustTimeStamps(anchors, DSSUtils.loadCertificate(new File(timeRoot.substring(1))), file);
        else if (!timeRoot.equals("-")) anchors.addCertificate(DSSUtils.loadCertificate(new File(timeRoot)));
        CommonCertificateVerifier verifier = new CommonCertificateVerifier();
        verifier.setTrustedCertSources(anchors);
        verifier.setAIASource(null);
        if (!lists.equals("-")) verifier.setCrlSource(fetched(lists.split(",")));
        PDFDocumentValidator validator = reading(file, verifier);
        validator.setValidationTime(NOW);
        var reports = validator.validateDocument();
        return faultIn(reports.getDiagnosticData(), reports.getSimpleReport());
    }

    private static PDFDocumentValidator reading(String file, CommonCertificateVerifier verifier) {
        PDFDocumentValidator validator = new PDFDocumentValidator(new FileDocument(file));
        PdfBoxNativeObjectFactory reading = new PdfBoxNativeObjectFactory();
        DefaultPdfDifferencesFinder pictures = new DefaultPdfDifferencesFinder();
        // Painting every page of every revision takes minutes; our own tests look at pages.
        pictures.setMaximalPagesAmountForVisualComparison(0);
        reading.setPdfDifferencesFinder(pictures);
        validator.setPdfObjFactory(reading);
        validator.setCertificateVerifier(verifier);
        return validator;
    }

    /**
     * Where nobody has a list of the time-stamping authority, its certificate is an anchor itself, as in the trusted lists of
     * the European Union, which name the certificates of services: of an anchor no list is asked for.
     */
    private static void trustTimeStamps(CommonTrustedCertificateSource anchors, CertificateToken root, String file) {
        anchors.addCertificate(root);
        PDFDocumentValidator validator = reading(file, new CommonCertificateVerifier());
        List<TimestampToken> stamps = new ArrayList<>(validator.getDetachedTimestamps());
        for (AdvancedSignature signature : validator.getSignatures()) stamps.addAll(signature.getAllTimestamps());
        for (TimestampToken stamp : stamps)
            for (CertificateToken certificate : stamp.getCertificates())
                if (certificate.isSignedBy(root) && isForTimeStamps(certificate))
                    anchors.addCertificate(certificate);
    }

    private static boolean isForTimeStamps(CertificateToken certificate) {
        try {
            List<String> purposes = certificate.getCertificate().getExtendedKeyUsage();
            return purposes != null && purposes.contains(ExtendedKeyUsage.TIMESTAMPING.getOid());
        } catch (CertificateParsingException fault) {
            return false;
        }
    }

    /** The lists as if they had been fetched from where the certificates point to. */
    private static CRLSource fetched(String[] lists) {
        return (certificate, issuer) -> {
            for (String list : lists) {
                try {
                    CRLValidity read = CRLUtils.buildCRLValidity(CRLUtils.buildCRLBinary(Files.readAllBytes(Path.of(list))), issuer);
                    if (!read.isValid()) continue;
                    CRLToken token = new CRLToken(certificate, read);
                    token.setExternalOrigin(RevocationOrigin.EXTERNAL);
                    return token;
                } catch (IOException fault) {
                    throw new UncheckedIOException(fault);
                }
            }
            return null;
        };
    }

    private static String faultIn(DiagnosticData data, SimpleReport report) {
        List<String> levels = new ArrayList<>();
        for (SignatureWrapper signature : data.getSignatures()) {
            String id = signature.getId();
            String field = String.join(",", signature.getSignatureFieldNames());
            if (!signature.isSignatureIntact() || !signature.isSignatureValid()) return field + ": not intact";
            if (report.getIndication(id) != Indication.TOTAL_PASSED)
                return field + ": " + report.getIndication(id) + " " + report.getSubIndication(id);
            String changed = changedAfter(signature);
            if (changed != null) return field + ": " + changed;
            levels.add(String.valueOf(signature.getSignatureFormat()).replace("PAdES-BASELINE-", ""));
        }
        for (TimestampWrapper stamp : data.getTimestampList()) {
            if (!stamp.isMessageImprintDataIntact() || !stamp.isSignatureValid()) return stamp.getType() + ": not intact";
            Indication said = report.getIndication(stamp.getId());
            if (said != Indication.PASSED && said != Indication.TOTAL_PASSED)
                return stamp.getType() + ": " + said + " " + report.getSubIndication(stamp.getId());
        }
        if (levels.isEmpty()) return "no signature";
        return "valid\t" + String.join(",", levels);
    }

    /** A signature in an empty field: its value, and what it shows, under its page and under the form. */
    private static final Pattern FILLED =
        Pattern.compile("/Catalog (?:/Pages .* /Annots|/AcroForm \\d+ 0 R /Fields) (\\d+) 0 R /(?:V|AP)\\b.*");
    private static final Pattern VALUE = Pattern.compile("/Catalog /Pages .* /Annots (\\d+) 0 R /V \\d+ 0 R");
    private static final Pattern ARCHIVE = Pattern.compile("/Catalog (?:/DSS\\b.*|/AcroForm \\d+ 0 R /Fields \\d+ 0 R)");
    // Two kinds of change that it calls undefined:
    /** A field under the tags. PDF/UA-1 wants it there (7.18.4); DSS knows a signed field under its page and its form only. */
    private static final Pattern IN_TAGS = Pattern.compile("/Catalog /StructTreeRoot .* /Obj (\\d+) 0 R /V \\d+ 0 R");
    /** PDF/A-2 wants an appearance of an empty field too (6.3.3); DSS knows a first appearance, not one in another's place. */
    private static final Pattern SHOWN = Pattern.compile("/Catalog /Pages .* /Annots (\\d+) 0 R /AP /N \\d+ 0 R .*");

    /** What DSS finds that is neither a signature in an empty field nor an archive, or null. */
    private static String changedAfter(SignatureWrapper signature) {
        if (!signature.getPdfAnnotationChanges().isEmpty()) return "annotations changed";
        if (!signature.getPdfAnnotationsOverlapConcernedPages().isEmpty()) return "annotations overlap";
        if (!signature.getPdfPageDifferenceConcernedPages().isEmpty()) return "another number of pages";
        // The fields that were empty when this signature was made and have a value now.
        Set<String> signedLater = signature.getPdfSignatureOrFormFillChanges().stream()
            .filter(Verdicts::created)
            .map(change -> VALUE.matcher(change.getValue()))
            .filter(Matcher::matches)
            .map(found -> found.group(1))
            .collect(Collectors.toSet());
        // To DSS any annotation on a page is a form filled in, and so are other metadata.
        for (XmlObjectModification change : signature.getPdfSignatureOrFormFillChanges())
            if (!isOf(FILLED, change, signedLater)) return said(change);
        for (XmlObjectModification change : signature.getPdfUndefinedChanges())
            if (!isOf(SHOWN, change, signedLater) && !(created(change) && isOf(IN_TAGS, change, signedLater))) return said(change);
        for (XmlObjectModification change : signature.getPdfExtensionChanges())
            if (!ARCHIVE.matcher(change.getValue()).matches()) return said(change);
        return null;
    }

    private static boolean isOf(Pattern pattern, XmlObjectModification change, Set<String> fields) {
        Matcher path = pattern.matcher(change.getValue());
        return path.matches() && fields.contains(path.group(1));
    }

    private static boolean created(XmlObjectModification change) {
        return change.getAction() == PdfObjectModificationType.CREATION;
    }

    private static String said(XmlObjectModification change) {
        return change.getAction() + " of " + change.getValue();
    }
}
