// `npm run bench`: how fast the whole is and how much it holds, in one run on this machine; figures in out/bench.json.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { timeChromium } from './chromium-print.ts';
import { openPledgePress, PAGES } from './four-page-pledge.ts';
import { timeJourneys } from './journey.ts';
import { timeLists } from './long-list.ts';
import { round, type Timing, time } from './measure.ts';
import { weighMemory } from './memory.ts';
import { timeSignatures } from './signature.ts';

const OUT = fileURLToPath(new URL('../../out/', import.meta.url));

/** What is aimed at; reported, not enforced, because machines differ. */
const AIMS = { renderMs: 60, signatureMs: 60, ratio: 40, growthMb: 100 };

const print = (line: string) => void process.stdout.write(`${line}\n`);
const cell = (text: string | number) => String(text).padStart(10);

function row(what: string, timing: Timing, cold?: number): void {
  const { medianMs, p95Ms, runs } = timing;
  print(`${what.padEnd(52)}${cell(medianMs)}${cell(p95Ms)}${cell(cold ? round(cold) : '')}${cell(runs)}`);
}

async function bench(work: string): Promise<void> {
  const machine = {
    cores: availableParallelism(),
    cpu: cpus()[0]?.model ?? '',
    memoryMb: Math.round(totalmem() / 1024 / 1024),
    node: process.version,
    loadAtStart: round(loadavg()[0] ?? 0),
  };
  print(
    `${machine.cores} cores (${machine.cpu}), Node ${machine.node}, load ${machine.loadAtStart} at the start\n`,
  );
  print(`${'milliseconds'.padEnd(52)}${['median', 'p95', 'cold', 'runs'].map(cell).join('')}`);

  const from = performance.now();
  const press = openPledgePress();
  await press.render(0);
  const renderCold = performance.now() - from;
  const render = await time(60, (run) => press.render(2000 + run), 10);
  row(`render a pledge of ${PAGES} pages`, render, renderCold);
  const memory = await weighMemory();
  const chromium = await timeChromium(press, join(work, 'browser'), 15);
  row('the same HTML printed by Chromium', chromium.linked, chromium.cold);
  row('the same, with the fonts installed beforehand', chromium.installed);
  const signature = await timeSignatures(10);
  row('one signature, appearance and verification included', signature);
  const journey = await timeJourneys(join(work, 'journey'), 10);
  row('a pledge from form to published over HTTP', journey.warm, journey.cold);
  const lists = await timeLists(join(work, 'table'), 20);
  row('10,000 documents: first page', lists.firstPage);
  row('10,000 documents: by type, status and region', lists.filtered);
  row('10,000 documents: one by its text', lists.textSearch);

  const ratio = round(chromium.linked.medianMs / render.medianMs);
  const ratioInstalled = round(chromium.installed.medianMs / render.medianMs);
  const growth = round(memory.peakMb - memory.at100Mb);
  const held = (what: string, figure: string, holds: boolean) =>
    print(`${what.padEnd(52)}${figure.padStart(10)}   ${holds ? 'as aimed' : 'MISSES THE AIM'}`);
  print('');
  held(`rendering against Chromium (aim: ${AIMS.ratio} times)`, `${ratio} x`, ratio >= AIMS.ratio);
  held('the same, with the fonts installed', `${ratioInstalled} x`, ratioInstalled >= AIMS.ratio);
  held(`rendering (aim: ${AIMS.renderMs} ms)`, `${render.medianMs} ms`, render.medianMs < AIMS.renderMs);
  held(
    `signature (aim: ${AIMS.signatureMs} ms)`,
    `${signature.medianMs} ms`,
    signature.medianMs < AIMS.signatureMs,
  );
  held(`memory, 100 to 1,000 documents (aim: ${AIMS.growthMb} MB)`, `${growth} MB`, growth <= AIMS.growthMb);

  const figures = {
    renderVsChromiumRatio: ratio,
    renderVsChromiumInstalledFontsRatio: ratioInstalled,
    renderColdMs: round(renderCold),
    renderWarmMedianMs: render.medianMs,
    renderWarmP95Ms: render.p95Ms,
    chromiumColdMs: round(chromium.cold),
    chromiumWarmMedianMs: chromium.linked.medianMs,
    chromiumWarmP95Ms: chromium.linked.p95Ms,
    chromiumInstalledFontsMedianMs: chromium.installed.medianMs,
    chromiumVersion: chromium.version,
    signatureMedianMs: signature.medianMs,
    signatureP95Ms: signature.p95Ms,
    journeyColdMs: round(journey.cold),
    journeyMedianMs: journey.warm.medianMs,
    journeyP95Ms: journey.warm.p95Ms,
    list10kFirstPageMs: lists.firstPage.medianMs,
    list10kFilteredMs: lists.filtered.medianMs,
    list10kTextSearchMs: lists.textSearch.medianMs,
    rssAt100Mb: memory.at100Mb,
    rssAt1000Mb: memory.at1000Mb,
    rssPeakMb: memory.peakMb,
    machine,
  };
  await mkdir(OUT, { recursive: true });
  await writeFile(join(OUT, 'bench.json'), `${JSON.stringify(figures, null, 2)}\n`);
  print('\nThe figures are in out/bench.json');
}

const work = await mkdtemp(join(tmpdir(), 'lianqian-bench-'));
try {
  await bench(work);
} finally {
  await rm(work, { recursive: true, force: true });
}
