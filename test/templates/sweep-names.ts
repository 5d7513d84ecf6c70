// npx tsx test/templates/sweep-names.ts: every type with every length of a town's name, printed and measured. Takes minutes.
import { DOCUMENT_TYPES } from '../../templates/registry.ts';
import { brokenRules, NAME_LENGTHS } from './named-after.ts';

async function main(): Promise<void> {
  let printed = 0;
  let broken = 0;
  for (const type of DOCUMENT_TYPES) {
    for (let length: number = NAME_LENGTHS.least; length <= NAME_LENGTHS.most; length++) {
      const rules = await brokenRules(type, length);
      printed += 1;
      if (rules.length === 0) continue;
      broken += 1;
      process.stdout.write(`${type.id} ${length}: ${rules.join(' | ')}\n`);
    }
  }
  process.stdout.write(`${printed} documents, ${broken} with a broken rule\n`);
  process.exit(broken === 0 ? 0 : 1);
}

void main();
