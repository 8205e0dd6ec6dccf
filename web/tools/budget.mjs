// What a phone loads: the JavaScript before the first screen, and what any one page adds to it, in KiB gzip.
// Read from the build's manifest; prints the figures and fails when one is over its budget.
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";

const BUILT = resolve(process.argv[2] ?? "../roadbook/web_dist");
const INITIAL_KIB = Number(process.argv[3] ?? 230);
const PAGE_KIB = Number(process.argv[4] ?? 320);

const manifest = JSON.parse(readFileSync(join(BUILT, ".vite/manifest.json"), "utf8"));
const sizes = new Map();

function kib(keys) {
  let bytes = 0;
  for (const key of keys) {
    const { file } = manifest[key];
    if (!file.endsWith(".js")) continue;
    if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(join(BUILT, file)), { level: 9 }).length);
    bytes += sizes.get(file);
  }
  return bytes / 1024;
}

function loadedWith(key, seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const next of manifest[key].imports ?? []) loadedWith(next, seen);
  return seen;
}

const entries = Object.keys(manifest).filter((key) => manifest[key].isEntry);
if (entries.length !== 1) throw new Error(`one entry expected, found ${entries.length}`);
const initial = loadedWith(entries[0]);
const pages = Object.keys(manifest)
  .filter((key) => manifest[key].isDynamicEntry && !initial.has(key))
  .map((key) => [key, kib([...loadedWith(key)].filter((one) => !initial.has(one)))])
  .sort((a, b) => b[1] - a[1]);

const over = [];
const say = (what, size, most) => {
  console.log(`${size.toFixed(1)} of ${most} KiB gzip  ${what}`);
  if (size > most) over.push(what);
};
say("JavaScript before the first screen", kib(initial), INITIAL_KIB);
for (const [key, size] of pages.slice(0, 3)) say(key, size, PAGE_KIB);
if (over.length > 0) {
  console.error(`Over budget: ${over.join(", ")}`);
  process.exit(1);
}
