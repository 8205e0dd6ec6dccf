"""Foreign keys point down or sideways inside the slice, by label, with `related_name="+"`."""

import ast
from collections.abc import Iterator, Sequence

from tools.lints.tree import Finding, Module, floor_of

RELATIONS = frozenset({"ForeignKey", "OneToOneField", "ManyToManyField"})


def _called(node: ast.Call) -> str:
    match node.func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ""


def foreign_keys(found: Sequence[Module]) -> Iterator[Finding]:
    """Refuse relations to slices above or beside, and reverse accessors across slices."""
    for module in found:
        if not module.slice or module.role != "models":
            continue
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and _called(node) in RELATIONS:
                yield from _judge(module, node)


def _judge(module: Module, node: ast.Call) -> Iterator[Finding]:
    target = node.args[0] if node.args else None
    keywords = {k.arg: k.value for k in node.keywords}
    target = target or keywords.get("to")
    if not (isinstance(target, ast.Constant) and isinstance(target.value, str)):
        return
    slice_name = target.value.split(".")[0] if "." in target.value else module.slice
    if slice_name == module.slice:
        return
    own, other = floor_of(module.slice or ""), floor_of(slice_name or "")
    if own is not None and other is not None and other <= own:
        sentence = f"a foreign key to {target.value} points up from {module.slice}"
        yield module.finding(node.lineno, "foreign-keys", sentence)
    related = keywords.get("related_name")
    if not (isinstance(related, ast.Constant) and related.value == "+"):
        sentence = f'a foreign key to {target.value} needs related_name="+"'
        yield module.finding(node.lineno, "foreign-keys", sentence)
