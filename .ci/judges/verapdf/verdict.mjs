// Reads veraPDF's JSON report: every file must hold all that it claims, and an issued one must claim both standards.
// Run: node verdict.mjs REPORT
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

const [path] = process.argv.slice(2);
const { jobs } = JSON.parse(readFileSync(path, 'utf8')).report;
const faults = [];
for (const { itemDetails, validationResult = [] } of jobs) {
  const file = basename(itemDetails.name);
  const results = validationResult.map(({ profileName, compliant, details }) => {
    const rules = details.ruleSummaries.map(({ specification, clause, testNumber, description }) => {
      return `${specification}, ${clause}-${testNumber}: ${description}`;
    });
    return { profile: profileName.replace(' validation profile', ''), compliant, rules };
  });
  // A draft is a page to look at: it claims the archive's standard only; what carries files, the part that lets them in.
  const archival = file.includes('-carrying.') ? 'PDF/A-3A' : 'PDF/A-2A';
  const owed = file.includes('.draft.') ? [archival] : [archival, 'PDF/UA-1'];
  for (const profile of owed) {
    if (!results.some((result) => result.profile === profile))
      faults.push(`${file}: does not claim ${profile}`);
  }
  for (const { profile, compliant, rules } of results) {
    if (!compliant) faults.push(...[...rules, 'not compliant'].map((rule) => `${file}: ${profile}: ${rule}`));
  }
}
for (const fault of faults) console.log(fault);
console.log(`${jobs.length} files judged, ${faults.length} faults`);
process.exitCode = jobs.length === 0 || faults.length > 0 ? 1 : 0;
