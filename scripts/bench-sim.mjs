/**
 * npm run bench: the simulator against its promises, as ratios within one run, medians of five.
 * The model is bundled first: run unbundled, every import would be a property look-up.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const RUNS = 5;
/** Turns of each machine in one run. */
const TURNS = 16;
const PAIRS = 1_000_000;
/** Typed-array writes of one pair on its fast path: two counters, one slot, seven statistics. */
const WRITES = 10;
/** `--panic BUNDLE`: the scenario alone, in a process that did not even bundle: its memory is its own. */
const [, , PANIC_ONLY, BUNDLE] = process.argv;

const bundle = async () => {
  const outDir = mkdtempSync(join(tmpdir(), 'kvascope-bench-'));
  const lib = { entry: 'src/sim/bench-door.ts', formats: ['es'], fileName: () => 'sim.mjs' };
  const { build } = await import('vite');
  await build({ configFile: false, logLevel: 'error', build: { outDir, minify: false, lib } });
  return join(outDir, 'sim.mjs');
};
const path = BUNDLE ?? (await bundle());
const sim = await import(pathToFileURL(path).href);

const cpu = () => process.cpuUsage().user / 1000;
const timed = (f) => {
  const start = cpu();
  f();
  return cpu() - start;
};
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const runs = (f) => median(Array.from({ length: RUNS }, () => timed(f)));
const verdict = (name, figure, limit, unit = '') => {
  const ok = figure <= limit;
  if (!ok) process.exitCode = 1;
  const shown = `${figure.toFixed(2)}${unit}`;
  console.log(
    `${ok ? 'ok  ' : 'FAIL'} ${name.padEnd(62)} ${shown.padStart(12)}  limit ${limit}${unit}`,
  );
};

const indices = (n, size) => {
  const list = new Int32Array(n);
  for (let i = 0, x = 1; i < n; i += 1) {
    x = (Math.imul(x, 1664525) + 1013904223) | 0;
    list[i] = Math.floor(((x >>> 0) / 4294967296) * size);
  }
  return list;
};

const benchPairs = (live, isWarmUp = false) => {
  const k = sim.bootKernel(sim.makeMachine({ ram: 1024 ** 3 }), 1).value;
  const type = sim.mallocType(k.malloc, 'bench');
  const items = new Int32Array(live);
  for (let i = 0; i < live; i += 1) items[i] = sim.mallocAlloc(k.malloc, type, 48, 1);
  const at = indices(PAIRS, live);
  const bare = new Int32Array(live);
  const loop = () => {
    for (let w = 0; w < WRITES; w += 1) for (let i = 0; i < PAIRS; i += 1) bare[at[i]] = i;
  };
  const pair = (j) => {
    sim.mallocFree(k.malloc, type, items[j]);
    items[j] = sim.mallocAlloc(k.malloc, type, 48, 1);
  };
  const random = () => {
    for (let i = 0; i < PAIRS; i += 1) pair(at[i]);
  };
  let oldest = 0;
  const inTurn = () => {
    for (let i = 0; i < PAIRS; i += 1) {
      pair(oldest);
      oldest = oldest + 1 === live ? 0 : oldest + 1;
    }
  };
  loop();
  random();
  inTurn();
  const [writes, own, turn] = [loop, random, inTurn].map(runs);
  if (isWarmUp) return turn;
  const ns = (ms, n) => ((ms / n) * 1e6).toFixed(1);
  console.log(
    `     ${live} live: ${ns(turn, PAIRS)} ns a pair oldest first, ${ns(own, PAIRS)} at random, ` +
      `${ns(writes, PAIRS * WRITES)} a write`,
  );
  verdict(`random pair ÷ its ${WRITES} writes, ${live} live`, own / writes, 12, '×');
  return turn;
};

const benchPanic = () => {
  let t;
  const ms = timed(() => {
    t = sim.runScenario('ng_nat').value;
  });
  console.log(`     ${t.sim.panic}; ${t.length} commands, ${t.memory.checkpoints} checkpoints`);
  verdict('ng_nat to its panic, history included, CPU', ms / 1000, 5, ' s');
  global.gc?.();
  verdict('checkpoints', t.memory.bytes / 1024 ** 2, 300, ' MB');
  verdict(
    'resident memory of a process that ran nothing else',
    process.memoryUsage().rss / 1024 ** 2,
    300,
    ' MB',
  );
  const times = Array.from(indices(300, t.length), (at) => timed(() => t.seek(at))).sort(
    (a, b) => a - b,
  );
  verdict('seek, median', times[150], 16, ' ms');
  verdict('seek, 99th percentile', times[297], 50, ' ms');
};

/** A step of 1,200 commands on a machine of that size. */
const workOn = (mb) => {
  const t = sim.Timeline.boot(sim.makeMachine({ ram: mb * 1024 ** 2 }), 1).value;
  return () => {
    for (let i = 0; i < 300; i += 1) {
      t.push({ do: 'malloc', type: 'temp', size: 100 + i, count: 10 });
      t.push({ do: 'uma_zalloc', zone: 'mbuf', count: 10 });
      t.push({ do: 'free', from: 'temp', count: 10, pick: 'random' });
      t.push({ do: 'uma_zfree', from: 'mbuf', count: 10, pick: 'oldest' });
    }
  };
};

/**
 * Machines take turns, each time in another order, so that the garbage collector and a busy moment of
 * this computer hit all alike.
 */
const takeTurns = (machines) => {
  const sums = machines.map(() => 0);
  for (let turn = 0; turn < TURNS; turn += 1)
    for (let i = 0; i < machines.length; i += 1) {
      const at = (i + turn * 3 + Math.floor(turn / 4)) % machines.length;
      sums[at] += timed(machines[at].step);
    }
  return sums.map((ms) => ms / TURNS);
};

const benchRam = () => {
  const machines = [64, 256, 1024, 4096].map((mb) => ({ mb, step: workOn(mb) }));
  takeTurns(machines);
  const taken = Array.from({ length: RUNS }, () => takeTurns(machines));
  const costs = machines.map((_, i) => (median(taken.map((t) => t[i])) / 1200) * 1000);
  machines.forEach(({ mb }, i) => {
    console.log(`     ${mb} MB: ${costs[i].toFixed(2)} µs a command`);
  });
  verdict('command with 4 GB ÷ command with 64 MB', costs[3] / costs[0], 1.25, '×');
};

const SIZES = [1000, 10_000, 100_000, 1_000_000];
const benchAll = () => {
  // The first kernels of a process run faster: the engine still takes their parts for constants.
  for (const live of SIZES) benchPairs(live, true);
  const turns = SIZES.map((live) => benchPairs(live));
  verdict(
    'slowest pair, oldest first, ÷ fastest',
    Math.max(...turns) / Math.min(...turns),
    1.25,
    '×',
  );
  const alone = [fileURLToPath(import.meta.url), '--panic', path];
  if (spawnSync(process.execPath, alone, { stdio: 'inherit' }).status !== 0) process.exitCode = 1;
  benchRam();
  rmSync(dirname(path), { recursive: true });
};

if (PANIC_ONLY === undefined) benchAll();
else benchPanic();
