// The model of the sync protocol at length (T-02): RUNS worlds in two processes, then every known mistake.
// Prints progress, writes benchmarks/results/sync-model.json, fails at the first broken promise.
import { fork } from "node:child_process";
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "vite";

const WEB = fileURLToPath(new URL("..", import.meta.url));
const OUT = `${WEB}node_modules/.sync-model`;
const RESULT = fileURLToPath(new URL("../../benchmarks/results/sync-model.json", import.meta.url));
const RUNS = Number(process.env.RUNS ?? 100_000);
const PROCESSES = 2;
const SLICE = 500;
const MOST_MUTANT_RUNS = 1_000;

async function loaded() {
  const [runs, mutants] = await Promise.all(
    ["runs", "mutants"].map((name) => import(pathToFileURL(`${OUT}/${name}.js`).href)),
  );
  return { ...runs, ...mutants };
}

function add(total, stats) {
  for (const [name, n] of Object.entries(stats)) total[name] = (total[name] ?? 0) + n;
}

async function work() {
  const { runSeeds } = await loaded();
  process.on("message", ([first, last]) => process.send(runSeeds(first, last)));
  process.send(null);
}

function runAll() {
  let next = 1;
  let done = 0;
  const stats = {};
  const violations = [];
  const started = Date.now();
  const one = () =>
    new Promise((resolve, reject) => {
      const child = fork(fileURLToPath(import.meta.url), ["--worker"]);
      child.on("message", (outcome) => {
        if (outcome !== null) {
          done += outcome.runs;
          add(stats, outcome.stats);
          violations.push(...outcome.violations);
          if (done % 5_000 < SLICE)
            console.log(`${done} runs, ${stats.ops} ops, ${violations.length} violations, ${seconds(started)} s`);
        }
        if (next > RUNS || violations.length > 0) return child.disconnect();
        child.send([next, Math.min(next + SLICE - 1, RUNS)]);
        next += SLICE;
      });
      child.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`a worker ended with ${code}`))));
    });
  return Promise.all(Array.from({ length: PROCESSES }, one)).then(() => ({ runs: done, stats, violations }));
}

const seconds = (started) => Math.round((Date.now() - started) / 1000);

async function main() {
  const started = Date.now();
  await build({
    root: WEB,
    configFile: false,
    logLevel: "error",
    build: {
      ssr: true,
      outDir: OUT,
      emptyOutDir: true,
      rollupOptions: {
        input: { runs: "src/replica/model/runs.ts", mutants: "src/replica/model/mutants.ts" },
        preserveEntrySignatures: "strict",
        output: { entryFileNames: "[name].js" },
      },
    },
  });
  const { runs, stats, violations } = await runAll();
  for (const violation of violations) console.error(violation);
  if (violations.length > 0) process.exit(1);
  const wall = seconds(started);
  const { MUTANTS, runSeeds } = await loaded();
  const killed = {};
  for (const mutant of Object.keys(MUTANTS)) {
    const outcome = runSeeds(1, MOST_MUTANT_RUNS, mutant);
    killed[mutant] = outcome.violations.length > 0 ? outcome.runs : null;
    console.log(`${mutant}: ${killed[mutant] === null ? "SURVIVED" : `found in run ${killed[mutant]}`}`);
  }
  const survived = Object.values(killed).filter((run) => run === null).length;
  const machine = { node: process.version, cpu: cpus()[0]?.model ?? "", processes: PROCESSES };
  const command = `make test-sync-model RUNS=${RUNS}`;
  const result = { command, machine, runs, seconds: wall, violations: 0, stats, mutants_found_in_run: killed };
  writeFileSync(RESULT, `${JSON.stringify(result, null, 2)}\n`);
  console.log(`${runs} runs, ${stats.ops} ops, 0 violations, ${survived} mistakes not found`);
  process.exit(survived === 0 ? 0 : 1);
}

await (process.argv.includes("--worker") ? work() : main());
