// `npm run bench`: how fast the whole is and how much it holds, in one run on this machine; figures in out/bench.json.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { timeChromium } from './chromium-print.ts';
import { timeFloor } from './floor.ts';
import { openPledgePress, PAGES } from './four-page-pledge.ts';
import { timeGrowth } from './growth.ts';
import { timeJourneys } from './journey.ts';
import { timeLists } from './long-list.ts';
import { round, type Timing, time } from './measure.ts';
import { weighMemory } from './memory.ts';
import { PHASES, type Phase, timePhases } from './phases.ts';
import { timePublicSearch } from './public-search.ts';
import { timeSignatures } from './signature.ts';

const OUT = fileURLToPath(new URL('../../out/', import.meta.url));

/** What is aimed at; reported, not enforced, because machines differ. */
const AIMS = {
  renderMs: 60,
  floorRatio: 2.5,
  perPageGrowth: 1.25,
  signatureMs: 60,
  verifyMs: 100,
  ratio: 40,
  growthMb: 30,
};

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
  const render = await time(60, (run) => press.render(2000 + run), 10, press.forget);
  row(`render a pledge of ${PAGES} pages, after another document`, render, renderCold);
  const again = await time(40, (run) => press.render(3000 + run), 5);
  row('the same pledge again with another number', again);
  const phases = await timePhases(press, 40);
  for (const [phase, name] of Object.entries(PHASES)) row(`  of it: ${name}`, phases[phase as Phase]);
  const floor = await timeFloor(await press.render(1), 40);
  row('the floor: fonts cut by HarfBuzz, same bytes deflated', floor);
  const growth = await timeGrowth([15, 30, 60], 8);
  for (const { pages, timing } of growth) row(`render a plan of ${pages} pages`, timing);
  const memory = await weighMemory();
  const chromium = await timeChromium(press, join(work, 'browser'), 15);
  row('the same HTML printed by Chromium', chromium.linked, chromium.cold);
  row('the same, with the fonts installed beforehand', chromium.installed);
  const { one: signature, verified } = await timeSignatures(10);
  row('one signature, appearance and verification included', signature);
  row('a file with three signatures verified', verified);
  const journey = await timeJourneys(join(work, 'journey'), 10);
  row('a pledge from form to published over HTTP', journey.warm, journey.cold);
  const lists = await timeLists(join(work, 'table'), 20);
  row('10,000 documents: first page', lists.firstPage);
  row('10,000 documents: by type, status and region', lists.filtered);
  row('10,000 documents: one by its text', lists.textSearch);
  const publicSearch = await timePublicSearch(40);
  row('10,000 public pledges: one by its text, in the page', publicSearch);

  const ratio = round(chromium.linked.medianMs / render.medianMs);
  const ratioInstalled = round(chromium.installed.medianMs / render.medianMs);
  const growthMb = round(memory.peakMb - memory.at500Mb);
  const floorRatio = round(render.medianMs / floor.medianMs);
  const perPage = growth.map(({ pages, timing }) => timing.medianMs / pages);
  const perPageGrowth = Math.round((perPage.at(-1)! / perPage[0]!) * 100) / 100;
  const held = (what: string, figure: string, holds: boolean) =>
    print(`${what.padEnd(52)}${figure.padStart(10)}   ${holds ? 'as aimed' : 'MISSES THE AIM'}`);
  print('');
  held(`rendering against Chromium (aim: ${AIMS.ratio} times)`, `${ratio} x`, ratio >= AIMS.ratio);
  held('the same, with the fonts installed', `${ratioInstalled} x`, ratioInstalled >= AIMS.ratio);
  held(
    `rendering against its floor (aim: ${AIMS.floorRatio})`,
    `${floorRatio} x`,
    floorRatio <= AIMS.floorRatio,
  );
  held(
    `a page of the longest plan against one of the shortest (aim: ${AIMS.perPageGrowth})`,
    `${perPageGrowth} x`,
    perPageGrowth <= AIMS.perPageGrowth,
  );
  held(`rendering (aim: ${AIMS.renderMs} ms)`, `${render.medianMs} ms`, render.medianMs < AIMS.renderMs);
  held(
    `signature (aim: ${AIMS.signatureMs} ms)`,
    `${signature.medianMs} ms`,
    signature.medianMs < AIMS.signatureMs,
  );
  held(
    `verification (aim: ${AIMS.verifyMs} ms)`,
    `${verified.medianMs} ms`,
    verified.medianMs < AIMS.verifyMs,
  );
  held(
    `memory, 500 to 2,000 documents (aim: ${AIMS.growthMb} MB)`,
    `${growthMb} MB`,
    growthMb <= AIMS.growthMb,
  );

  const figures = {
    renderVsChromiumRatio: ratio,
    renderVsChromiumInstalledFontsRatio: ratioInstalled,
    renderColdMs: round(renderCold),
    renderWarmMedianMs: render.medianMs,
    renderWarmP95Ms: render.p95Ms,
    renderAgainMedianMs: again.medianMs,
    phaseMedianMs: Object.fromEntries(
      Object.entries(phases).map(([phase, { medianMs }]) => [phase, medianMs]),
    ),
    floorMedianMs: floor.medianMs,
    renderVsFloorRatio: floorRatio,
    planMedianMsByPages: Object.fromEntries(growth.map(({ pages, timing }) => [pages, timing.medianMs])),
    planPerPageGrowth: perPageGrowth,
    chromiumColdMs: round(chromium.cold),
    chromiumWarmMedianMs: chromium.linked.medianMs,
    chromiumWarmP95Ms: chromium.linked.p95Ms,
    chromiumInstalledFontsMedianMs: chromium.installed.medianMs,
    chromiumVersion: chromium.version,
    signatureMedianMs: signature.medianMs,
    signatureP95Ms: signature.p95Ms,
    verifyThreeMedianMs: verified.medianMs,
    journeyColdMs: round(journey.cold),
    journeyMedianMs: journey.warm.medianMs,
    journeyP95Ms: journey.warm.p95Ms,
    list10kFirstPageMs: lists.firstPage.medianMs,
    list10kFilteredMs: lists.filtered.medianMs,
    list10kTextSearchMs: lists.textSearch.medianMs,
    publicSearch10kMs: publicSearch.medianMs,
    rssAt100Mb: memory.at100Mb,
    rssAt500Mb: memory.at500Mb,
    rssAt2000Mb: memory.at2000Mb,
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
