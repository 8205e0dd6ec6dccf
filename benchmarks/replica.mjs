// The core of the offline replica at size: 20,000 rows, 200 saved changes waiting, a checkpoint of 500 rows.
// `make bench-replica` writes benchmarks/results/replica.json: milliseconds, median and worst of the rounds.
import { createHash, randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus } from "node:os";
import { fileURLToPath, pathToFileURL } from "node:url";

const WEB = fileURLToPath(new URL("../web/", import.meta.url));
const OUT = `${WEB}node_modules/.replica-speed`;
const RESULT = fileURLToPath(new URL("results/replica.json", import.meta.url));
const ROWS = 20_000;
const WAITING = 200;
const CHANGED = 500;
const ROUNDS = 15;

const { build } = await import(pathToFileURL(createRequire(`${WEB}package.json`).resolve("vite")).href);
await build({
  root: WEB,
  configFile: false,
  logLevel: "error",
  build: {
    ssr: true,
    outDir: OUT,
    rollupOptions: {
      input: { device: "src/replica/core/device.ts", meta: "src/replica/core/meta.ts" },
      preserveEntrySignatures: "strict",
      output: { entryFileNames: "[name].js" },
    },
  },
});
const { Device } = await import(pathToFileURL(`${OUT}/device.js`).href);
const { newMeta } = await import(pathToFileURL(`${OUT}/meta.js`).href);

const platform = {
  newId: randomUUID,
  sha256: (bytes) => new Uint8Array(createHash("sha256").update(bytes).digest()),
  schema: 1,
};
const moment = { now: Date.now(), clock_offset_ms: 0, tz: "Asia/Shanghai" };

function customer(n, name = `customer ${n}`) {
  const id = `0192a000-0000-7000-8000-${String(n).padStart(12, "0")}`;
  return { id, name, owner: `u${n % 9}`, city: `city ${n % 80}`, notes: "x".repeat(200), visits: n % 7, tags: ["a", "b"] };
}
const scopesOf = (n) => [`t:${n % 20}`, ...(n % 9 === 0 ? ["u:me"] : [])];
const entry = (fields, v, scope = "t:0") => ({ op: "put", scope, type: "account", id: fields.id, v, row: fields });

function page(entries, version, more = {}) {
  const acked = { seq: 0, op_id: null };
  const base = { epoch: "e", version, durable_version: 0, complete: true, reset: [], drop: [], cursor: `c${version}` };
  return { ...base, entries, acked, ...more };
}

function stored(waiting = 0) {
  const rows = Array.from({ length: ROWS }, (_, n) => {
    const fields = customer(n);
    return { type: "account", id: fields.id, v: 1, scopes: scopesOf(n), fields };
  });
  const meta = { ...newMeta("d"), epoch: "e", cursor: "c1", version: 1, complete: true };
  const device = new Device({ serial: 0, meta, rows, outbox: [], retained: [], attention: [] }, EFFECTS, platform);
  const outbox = [];
  for (let n = 0; n < waiting; n++) {
    const id = customer(n * 17).id;
    const patch = { kind: "patch", type: "account", id, set: { name: { to: `mine ${n}` } } };
    const t = device.save([n % 2 ? patch : { kind: "delta", type: "account", id, inc: { visits: 1 } }], moment);
    device.accept(t.commit);
    outbox.push(...t.commit.outbox.put);
  }
  return { serial: 0, meta: device.meta, rows, outbox, retained: [], attention: [] };
}

const EFFECTS = { creates: {}, commands: {} };
const results = {};

function measure(name, prepare, act) {
  const times = [];
  for (let round = 0; round < ROUNDS + 3; round++) {
    const ready = prepare();
    const started = performance.now();
    act(ready);
    if (round >= 3) times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  const rounded = (x) => Math.round(x * 100) / 100;
  results[name] = { median_ms: rounded(times[ROUNDS >> 1]), worst_ms: rounded(times.at(-1)) };
  console.log(`${name}: ${results[name].median_ms} ms (worst ${results[name].worst_ms})`);
}

const state = stored(WAITING);
const started = () => new Device(state, EFFECTS, platform);
const full = stored(5_000);
const pull = (device, answer) => {
  const t = device.takePage(device.pullRequest(), answer, moment.now);
  return t === null ? null : device.accept(t.commit);
};
const news = Array.from({ length: CHANGED }, (_, n) => entry(customer(n * 31, `new ${n}`), 2, scopesOf(n * 31)[0]));
const everything = Array.from({ length: ROWS }, (_, n) => entry(customer(n), 1, scopesOf(n)[0]));

measure("start with 20,000 rows and 200 waiting changes", () => null, started);
measure("walk over the view of 20,000 rows", started, ({ view }) => {
  let visits = 0;
  for (const row of view.rows("account")) visits += row.visits;
  return visits;
});
measure("first question by a field (makes the index)", started, ({ view }) => view.where("account", "city", "city 7"));
const warm = started();
warm.view.where("account", "city", "city 7");
measure("question by a field", () => warm, ({ view }) => view.where("account", "city", "city 7"));
measure("save one change, 200 waiting", started, (device) => {
  const set = { name: { to: "now" } };
  device.accept(device.save([{ kind: "patch", type: "account", id: customer(5).id, set }], moment).commit);
});
measure("save one change, 5,000 waiting", () => new Device(full, EFFECTS, platform), (device) => {
  const set = { name: { to: "now" } };
  device.accept(device.save([{ kind: "patch", type: "account", id: customer(5).id, set }], moment).commit);
});
measure("checkpoint of 500 rows, 200 waiting", started, (device) => pull(device, page(news, 2)));
measure("checkpoint that takes a scope of 1,000 rows away", started, (device) =>
  pull(device, page([], 2, { drop: ["t:3"] })),
);
measure("first sync of 20,000 rows in 10 pages", () => new Device({ ...state, meta: newMeta("d"), rows: [], outbox: [] }, EFFECTS, platform), (device) => {
  for (let n = 0; n < 10; n++)
    pull(device, page(everything.slice(n * 2_000, (n + 1) * 2_000), 1, { complete: n === 9, cursor: `p${n}` }));
});
measure("digest of 20,000 rows", started, (device) => device.digestRequest());

const machine = { node: process.version, cpu: cpus()[0]?.model ?? "" };
writeFileSync(RESULT, `${JSON.stringify({ command: "make bench-replica", machine, rounds: ROUNDS, results }, null, 2)}\n`);
