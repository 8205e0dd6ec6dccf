"""Declared cells: read from and written to `cells/<tag>.toml`."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.matrix.world import PERSONAS

Toml = Any  # what a TOML value may be
DIRECTORY = Path(__file__).parent / "cells"
_ORDER = ("path", "query", "body", "file", "shows", "why", "cells")


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One route as the API describes it."""

    name: str
    method: str
    path: str
    tag: str


def operations() -> dict[str, Operation]:
    """Give every operation of the API by its id."""
    from tools.reference import operations as described

    return {
        told["operationId"]: Operation(
            name=told["operationId"],
            method=method,
            path=path,
            tag=str((told.get("tags") or ["other"])[0]),
        )
        for method, path, told in described()
    }


def declared() -> dict[str, dict[str, Any]]:
    """Give every declared table by operation id; an id declared twice is refused."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(DIRECTORY.glob("*.toml")):
        for name, table in tomllib.loads(path.read_text("utf-8")).items():
            if name in found:
                raise ValueError(f"{name} is declared twice")
            found[name] = {**table, "_file": path.name}
    return found


def expected(table: Mapping[str, Any]) -> dict[str, str]:
    """Give persona → wanted outcome."""
    cells = str(table.get("cells", "")).split()
    return dict(zip(PERSONAS, cells, strict=False))


def filled(value: Toml, names: Mapping[str, str]) -> Toml:
    """Replace "$name" by the world's id, in any depth."""
    match value:
        case str() if value.startswith("$"):
            return names[value[1:]]
        case dict():
            return {key: filled(item, names) for key, item in value.items()}
        case list():
            return [filled(item, names) for item in value]
    return value


def write(tables: Mapping[str, Mapping[str, Any]]) -> None:
    """Write all tables back to their files."""
    files: dict[str, list[str]] = {}
    for name, table in tables.items():
        lines = [f"[{name}]"]
        lines += [f"{key} = {_toml(table[key])}" for key in _ORDER if key in table]
        files.setdefault(table["_file"], []).append("\n".join(lines))
    for file, texts in files.items():
        (DIRECTORY / file).write_text("\n\n".join(texts) + "\n", encoding="utf-8")


def _toml(value: object) -> str:
    match value:
        case dict():
            inside = ", ".join(f"{key} = {_toml(item)}" for key, item in value.items())
            return f"{{ {inside} }}" if inside else "{}"
        case list():
            return f"[{', '.join(_toml(item) for item in value)}]"
    return json.dumps(value, ensure_ascii=False)
