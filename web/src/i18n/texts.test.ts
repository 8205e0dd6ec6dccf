import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const SRC = join(__dirname, "..");
const homes = [
  ...["app", "ui"].map((name) => join(SRC, name)),
  ...readdirSync(join(SRC, "features")).map((name) => join(SRC, "features", name)),
].filter((home) => readdirSync(home).includes("i18n"));

function texts(home: string, language: string): Record<string, string> {
  return JSON.parse(readFileSync(join(home, "i18n", `${language}.json`), "utf8")) as Record<string, string>;
}

const base = (key: string) => key.replace(/_(one|other)$/, "");
const bases = (keys: Record<string, string>) => [...new Set(Object.keys(keys).map(base))].sort();
const holes = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort();

function sources(home: string): string {
  return readdirSync(home, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes(".test."))
    .map((name) => readFileSync(join(home, name), "utf8"))
    .join("\n");
}

describe.each(homes.map((home) => [home.slice(SRC.length + 1), home] as const))("texts of %s", (_name, home) => {
  const [zh, en] = [texts(home, "zh-Hans"), texts(home, "en")];

  it("are the same in both languages, and fill the same holes", () => {
    expect(bases(en)).toEqual(bases(zh));
    for (const [key, text] of Object.entries(en)) {
      const twin = zh[key] ?? zh[`${base(key)}_other`] ?? "";
      if (!key.endsWith("_one")) expect([key, holes(text)]).toEqual([key, holes(twin)]);
    }
  });

  it("are all used", () => {
    const source = sources(home);
    const prefixes = [...source.matchAll(/`([\w.-]*)\$\{/g)].map((found) => found[1] ?? "").filter((prefix) => prefix.length > 1);
    const unused = bases(zh).filter(
      (key) => !source.includes(`"${key}"`) && !prefixes.some((prefix) => key.startsWith(prefix)),
    );
    expect(unused).toEqual([]);
  });

  it("are never empty", () => {
    for (const [key, text] of [...Object.entries(zh), ...Object.entries(en)]) expect([key, text.trim()]).not.toEqual([key, ""]);
  });
});
