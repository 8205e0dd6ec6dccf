"""The generated files: web/openapi.json and the reference pages of docs/, from the code itself."""

import ast
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tools.lints.tree import SLICES_TOP_TO_BOTTOM, modules

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"
NOTE = "<!-- Written by `make generate`; edit the code instead. -->\n\n"
METHODS = ("get", "post", "put", "patch", "delete")


def api_description() -> dict[Path, str]:
    """Give the OpenAPI description with stable order."""
    from roadbook.config.urls import api

    description = json.loads(json.dumps(api.get_openapi_schema(), default=str))
    text = json.dumps(description, ensure_ascii=False, indent=1, sort_keys=True)
    return {ROOT / "web" / "openapi.json": text + "\n"}


def reference_pages() -> dict[Path, str]:
    """Give every generated page of docs/reference."""
    return {
        REFERENCE / "routes.md": _routes(),
        REFERENCE / "refusals.md": _refusals(),
        REFERENCE / "changes.md": _changes(),
        REFERENCE / "slices.md": _slices(),
        REFERENCE / "sync-ops.md": _sync_ops(),
    }


def _table(title: str, lead: str, heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [" | ".join(heads), " | ".join("---" for _ in heads)]
    lines += [" | ".join(cell.replace("|", "\\|") for cell in row) for row in rows]
    body = "\n".join(f"| {line} |" for line in lines)
    return f"{NOTE}# {title}\n\n{lead}\n\n{body}\n"


def operations() -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Give method, path and description of every operation of the API."""
    from roadbook.config.urls import api

    for path, methods in sorted(api.get_openapi_schema()["paths"].items()):
        for method in METHODS:
            if method in methods:
                yield method.upper(), path, methods[method]


def _routes() -> str:
    rows = [
        (f"`{method}`", f"`{path}`", f"`{told['operationId']}`", str(told.get("summary", "")))
        for method, path, told in operations()
    ]
    lead = "Every route of the API. The machine-readable description is at `/api/openapi.json`."
    return _table("Routes", lead, ("Method", "Path", "Operation", "What it does"), rows)


def _refusals() -> str:
    from roadbook.foundation.http.sentences import sentences

    chinese, english = sentences("zh-Hans"), sentences("en")
    rows = [
        (f"`{code}`", english[code].title, english[code].action, chinese[code].title)
        for code in sorted(english)
        if code in chinese
    ]
    lead = "What the API says when it refuses, as `code` of an RFC 9457 problem document."
    return _table("Refusals", lead, ("Code", "Title", "What to do", "中文"), rows)


def _kinds() -> Iterator[tuple[str, str]]:
    for module in modules(ROOT):
        if module.is_test:
            continue
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call):
                for keyword in node.keywords:
                    if keyword.arg == "kind" and isinstance(keyword.value, ast.Constant):
                        value = keyword.value.value
                        if isinstance(value, str) and value.count(".") == 1:
                            yield value, module.slice or module.parts[1]


def _changes() -> str:
    rows = [(f"`{kind}`", owner) for kind, owner in sorted(set(_kinds()))]
    lead = "What is recorded when something changes: audit, timeline, live screens read these."
    return _table("Change kinds", lead, ("Kind", "Recorded by"), rows)


def _slices() -> str:
    rows: list[tuple[str, ...]] = []
    for floor in SLICES_TOP_TO_BOTTOM:
        for name in floor:
            path = ROOT / "roadbook" / "domains" / name / "__init__.py"
            if path.exists():
                told = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
                rows.append((f"`{name}`", " ".join(told.split())))
    lead = "The business, top to bottom; a slice may use those below it."
    return _table("Slices", lead, ("Slice", "What it owns"), rows)


def _sync_ops() -> str:
    from roadbook.config.composition import OPS

    rows = [row for declared in OPS for row in _writes(declared)]
    lead = (
        "What devices may send, by type: `args` (create, command) or `set` (patch) have the fields "
        "of the body named here. How it works: [Operations of devices](../sync-ops.md)."
    )
    return _table("Operations", lead, ("Type", "Kind", "Body", "Fields, guards"), rows)


def _writes(declared: Any) -> Iterator[tuple[str, str, str, str]]:  # noqa: ANN401  # a WriteType
    name = f"`{declared.name}`"
    if declared.create is not None:
        rule = declared.create
        beside = f"`{rule.parent}` beside it" if rule.parent else ""
        yield name, "create", f"`{rule.body.__name__}`", beside
    if declared.patch is not None:
        rule = declared.patch
        fields = ", ".join(
            f"`{field}`" + ("" if one.kind == "plain" else f" ({one.kind})")
            for field, one in rule.fields.items()
        )
        yield (
            name,
            "patch",
            f"`{rule.body.__name__}`",
            fields + ("; whole or not at all" if rule.is_atomic else ""),
        )
    for field in declared.sets:
        yield name, "delta", "", f"`{field}` (set)"
    for field in declared.counters:
        yield name, "delta", "", f"`{field}` (counter)"
    if declared.delete is not None:
        yield name, "delete", "", "refused when somebody else changed it after `base`"
    for command, rule in declared.commands.items():
        body = f"`{rule.body.__name__}`" if rule.body else "none"
        guard = "wants `expect_state` and `seen`" if rule.is_guarded else ""
        yield name, f"command `{command}`", body, guard
