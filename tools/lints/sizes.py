"""Files of at most 400 lines, functions of at most 60."""

import ast
from collections.abc import Iterator, Sequence

from tools.lints.tree import Finding, Module

FILE_MAX, FUNCTION_MAX = 400, 60


def sizes(found: Sequence[Module]) -> Iterator[Finding]:
    """Refuse long files and long functions."""
    for module in found:
        lines = module.source.count("\n")
        if lines > FILE_MAX:
            yield module.finding(1, "size", f"{lines} lines, {FILE_MAX} are allowed")
        for node in ast.walk(module.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > FUNCTION_MAX:
                    sentence = f"`{node.name}` has {length} lines, {FUNCTION_MAX} are allowed"
                    yield module.finding(node.lineno, "size", sentence)
