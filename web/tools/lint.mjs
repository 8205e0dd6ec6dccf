// House rules for the web app: no barrels, no unused exports, ≤ 250 lines a file,
// features never import each other. Prints every breach and fails.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import ts from "typescript";

const ROOT = resolve(process.argv[2] ?? "src");
const MOST_LINES = 250;
// Files whose exports are collected by import.meta.glob or generated.
// The kit (ui, lib, i18n, api, the feature contract, the words of the replica) may be ahead of its users.
const COLLECTED = [/features\/[^/]+\/(routes\.tsx|local\.ts)$/, /src\/(ui|lib|i18n|api)\//, /app\/feature\.ts$/, /replica\/core\/(types|wire|contract)\.ts$/, /\.test\.tsx?$/];

const files = readdirSync(ROOT, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => join(ROOT, name));
const breaches = [];
const exported = new Map();
const used = new Set();

function target(from, specifier) {
  if (!specifier.startsWith(".")) return null;
  const base = resolve(dirname(from), specifier);
  return [base, `${base}.ts`, `${base}.tsx`, `${base}.d.ts`].find((path) => files.includes(path)) ?? null;
}

function featureOf(path) {
  return /features\/([^/]+)\//.exec(relative(ROOT, path))?.[1];
}

function seeImport(file, specifier, names) {
  const to = target(file, specifier);
  if (to === null) return;
  const [from, into] = [featureOf(file), featureOf(to)];
  if (into !== undefined && into !== from) breaches.push(`${relative(".", file)}: imports feature "${into}"`);
  for (const name of names) used.add(`${to}#${name}`);
}

function visit(file, node) {
  if (ts.isImportDeclaration(node)) {
    const clause = node.importClause;
    const names = [];
    if (clause?.name) names.push("default");
    if (clause?.namedBindings && ts.isNamedImports(clause.namedBindings))
      for (const e of clause.namedBindings.elements) names.push((e.propertyName ?? e.name).text);
    if (clause?.namedBindings && ts.isNamespaceImport(clause.namedBindings)) names.push("*");
    seeImport(file, node.moduleSpecifier.text, names);
  } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [arg] = node.arguments;
    if (arg && ts.isStringLiteral(arg)) seeImport(file, arg.text, ["*"]);
  } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    seeImport(file, node.argument.literal.text, ["*"]);
  } else if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
    breaches.push(`${relative(".", file)}: re-exports (barrels are not used here)`);
  } else if (ts.canHaveModifiers(node)) {
    const kinds = (ts.getModifiers(node) ?? []).map((m) => m.kind);
    if (kinds.includes(ts.SyntaxKind.ExportKeyword)) seeExport(file, node, kinds);
  }
  ts.forEachChild(node, (child) => visit(file, child));
}

function seeExport(file, node, kinds) {
  const names = kinds.includes(ts.SyntaxKind.DefaultKeyword)
    ? ["default"]
    : ts.isVariableStatement(node)
      ? node.declarationList.declarations.map((d) => d.name.getText())
      : [node.name?.getText()];
  for (const name of names) exported.set(`${file}#${name}`, [file, name]);
}

for (const file of files) {
  const text = readFileSync(file, "utf8");
  const lines = text.split("\n").length - 1;
  const collected = COLLECTED.some((pattern) => pattern.test(file));
  if (lines > MOST_LINES && !file.endsWith("schema.d.ts"))
    breaches.push(`${relative(".", file)}: ${lines} lines, at most ${MOST_LINES}`);
  if (file.endsWith("schema.d.ts")) continue;
  visit(file, ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  if (collected) for (const key of [...exported.keys()]) if (key.startsWith(`${file}#`)) exported.delete(key);
}
for (const [key, [file, name]] of exported)
  if (!used.has(key) && !used.has(`${file}#*`)) breaches.push(`${relative(".", file)}: export "${name}" is not used`);

for (const breach of breaches) console.error(breach);
process.exit(breaches.length === 0 ? 0 : 1);
