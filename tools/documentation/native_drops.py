"""Which properties the emulator's CloudFormation handlers never name.

Reads its source, not its behaviour: a property whose name stands nowhere in what creates a type cannot be taken over by it. A handler that
hands its properties on as a whole may take any, and is left out.

Standard input: the properties of each type. Standard output: those that are dropped. Argument: the emulator's folder.
"""

import ast
import json
import pathlib
import sys

HANDLERS = "_RESOURCE_HANDLERS"


class Source:
    def __init__(self, text: str) -> None:
        tree = ast.parse(text)
        self.definitions: dict[str, ast.AST] = {}
        for node in tree.body:
            if isinstance(node, ast.FunctionDef):
                self.definitions[node.name] = node
            elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                self.definitions[node.targets[0].id] = node.value
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
                self.definitions[node.target.id] = node.value

    def creators(self) -> dict[str, ast.AST]:
        table = self.definitions[HANDLERS]
        found = {}
        for name, operations in zip(table.keys, table.values):
            for operation, handler in zip(operations.keys, operations.values):
                if operation.value == "create":
                    found[name.value] = handler
        return found

    def reach(self, start: ast.AST) -> list[ast.AST]:
        """What a handler consists of: itself, and all functions and tables of the file that it uses."""
        seen, waiting, reached = {HANDLERS}, [start], []
        while waiting:
            node = waiting.pop()
            reached.append(node)
            for inner in ast.walk(node):
                if isinstance(inner, ast.Name) and inner.id in self.definitions and inner.id not in seen:
                    seen.add(inner.id)
                    waiting.append(self.definitions[inner.id])
        return reached


def names_in(nodes: list[ast.AST]) -> set[str]:
    return {node.value for root in nodes for node in ast.walk(root) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def hands_on_everything(nodes: list[ast.AST]) -> bool:
    """`other.create(props)`, `dict(props)`, `{**props}`, `props.items()`"""
    for node in (inner for root in nodes for inner in ast.walk(root)):
        if isinstance(node, ast.Dict) and any(key is None and is_properties(value) for key, value in zip(node.keys, node.values)):
            return True
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Attribute) and node.func.attr == "items" and is_properties(node.func.value):
            return True
        elsewhere = isinstance(node.func, ast.Attribute) or (isinstance(node.func, ast.Name) and node.func.id in ("dict", "deepcopy"))
        if elsewhere and any(is_properties(argument) for argument in [*node.args, *(keyword.value for keyword in node.keywords)]):
            return True
    return False


def is_properties(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and node.id in ("props", "new_props", "properties")


def main() -> None:
    properties: dict[str, list[str]] = json.load(sys.stdin)
    source = Source((pathlib.Path(sys.argv[1]) / "services" / "cloudformation" / "provisioners.py").read_text())
    dropped = {}
    for type_name, creator in sorted(source.creators().items()):
        reached = source.reach(creator)
        if type_name not in properties or hands_on_everything(reached):
            continue
        named = names_in(reached)
        left = sorted(name for name in properties[type_name] if name not in named)
        if left:
            dropped[type_name] = left
    json.dump(dropped, sys.stdout)


main()
