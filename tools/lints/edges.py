"""What the outside sees is complete: routes have ids, refusals have words, settings have docs."""

import ast
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from tools.lints.tree import Finding, Module

METHODS = frozenset({"get", "post", "put", "patch", "delete"})
CODE = re.compile(r"^[a-z_]+\.[a-z_0-9]+$")
DESCRIBED = frozenset({"api", "schemas", "contracts"})
LANGUAGES = ("zh-Hans", "en")
TEXTS = "roadbook/foundation/http/texts"
SETTINGS_PAGE = "docs/settings.md"


def routes(found: Sequence[Module]) -> Iterator[Finding]:
    """Refuse a route without operation_id and summary, and an operation_id used twice."""
    seen: dict[str, str] = {}
    for module in found:
        if module.is_test:
            continue
        for node in ast.walk(module.tree):
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            for decorator in node.decorator_list:
                if isinstance(decorator, ast.Call) and _is_route(decorator):
                    yield from _judge_route(module, decorator, seen)


def _is_route(call: ast.Call) -> bool:
    match call.func:
        case ast.Attribute(value=ast.Name(id=name), attr=attr):
            return attr in METHODS and name.endswith("router")
    return False


def _judge_route(module: Module, call: ast.Call, seen: dict[str, str]) -> Iterator[Finding]:
    words = {k.arg: k.value for k in call.keywords}
    for needed in ("operation_id", "summary"):
        if needed not in words:
            yield module.finding(call.lineno, "routes", f"a route without {needed}")
    name = words.get("operation_id")
    if isinstance(name, ast.Constant) and isinstance(name.value, str):
        if name.value in seen:
            sentence = f"operation_id {name.value} is also in {seen[name.value]}"
            yield module.finding(call.lineno, "routes", sentence)
        seen[name.value] = module.name


def refusal_codes(found: Sequence[Module]) -> Iterator[tuple[str, Module, int]]:
    """Give every refusal code with the module and line of its class."""
    for module in found:
        if module.is_test or module.parts[:1] != ("roadbook",):
            continue
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ClassDef):
                for statement in node.body:
                    if (code := _code_of(statement)) is not None:
                        yield code, module, statement.lineno


def _code_of(statement: ast.stmt) -> str | None:
    match statement:
        case ast.Assign(targets=[ast.Name(id="code")], value=ast.Constant(value=str(code))):
            return code if CODE.match(code) else None
        case ast.AnnAssign(target=ast.Name(id="code"), value=ast.Constant(value=str(code))):
            return code if CODE.match(code) else None
    return None


def record_names(found: Sequence[Module]) -> Iterator[Finding]:
    """Refuse two records, bodies or enums of one name: the API description would mix them up."""
    seen: dict[str, str] = {}
    for module in found:
        if module.is_test or module.role not in DESCRIBED:
            continue
        for node in module.tree.body:
            if isinstance(node, ast.ClassDef) and node.name != "Body" and _is_described(node):
                if node.name in seen:
                    sentence = f"`{node.name}` is also in {seen[node.name]}: the API mixes them up"
                    yield module.finding(node.lineno, "records", sentence)
                seen.setdefault(node.name, module.name)


def _is_described(node: ast.ClassDef) -> bool:
    bases = {ast.unparse(base).split(".")[-1] for base in node.bases}
    is_record = any("dataclass" in ast.unparse(word) for word in node.decorator_list)
    return is_record or not bases.isdisjoint({"Schema", "Body", "StrEnum"})


def _texts(root: Path, language: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for path in sorted((root / TEXTS / language).glob("*.json")):
        found |= json.loads(path.read_text(encoding="utf-8"))
    return found


def refusal_texts(found: Sequence[Module]) -> Iterator[Finding]:
    """Refuse a refusal code without title and action in both languages."""
    if not found:
        return
    known = {language: _texts(found[0].root, language) for language in LANGUAGES}
    for code, module, line in refusal_codes(found):
        for language, texts in known.items():
            text = texts.get(code, {})
            if not (text.get("title") and text.get("action")):
                sentence = f"{code} has no {language} title and action in {TEXTS}/{language}"
                yield module.finding(line, "refusals", sentence)


def documented_settings(found: Sequence[Module]) -> Iterator[Finding]:
    """Refuse an environment variable that docs/settings.md does not name."""
    if not found:
        return
    page = found[0].root / SETTINGS_PAGE
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    for module in found:
        if module.is_test or module.parts[:1] != ("roadbook",):
            continue
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                for name in set(re.findall(r"\bROADBOOK_[A-Z_]+[A-Z]\b", node.value)):
                    if f"`{name}`" not in text:
                        yield module.finding(node.lineno, "settings", f"{name} is not documented")
