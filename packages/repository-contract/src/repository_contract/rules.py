"""What each kind of rule in the schema checks."""

from __future__ import annotations

import ast
import json
import re
from typing import Any, Callable, Dict, Iterator, List

from repository_contract.documents import problems
from repository_contract.positions import lines_of
from repository_contract.tree import Tree, alternatives
from repository_contract.violation import Violation, found

Rule = Dict[str, Any]
Check = Callable[[Tree, Rule, Dict[str, Any]], Iterator[Violation]]


def needs(tree: Tree, rule: Rule, documents: Dict[str, Any]) -> Iterator[Violation]:
    """Each folder that matches `in` holds a file, or with a slash at the end a folder, for every entry of `needs`; `{a,b}` means each of them.

    Folders whose names are in `except` are left out.
    """
    for folder in tree.matching(rule["in"], folders=True):
        if folder.rpartition("/")[2] in rule.get("except", []):
            continue
        for entry in rule["needs"]:
            for wanted in _each(entry):
                pattern = wanted.rstrip("/") if folder == "." else f"{folder}/{wanted.rstrip('/')}"
                if not tree.matching(pattern, folders=wanted.endswith("/")):
                    yield found(pattern, rule["id"], f"there is no {wanted} in {folder}", rule["mend"])


def some(tree: Tree, rule: Rule, documents: Dict[str, Any]) -> Iterator[Violation]:
    """Each folder that matches `in` holds at least one folder that is not among `except`."""
    for folder in tree.matching(rule["in"], folders=True):
        below = tree.matching("*" if folder == "." else f"{folder}/*", folders=True)
        if not [one for one in below if one.rpartition("/")[2] not in rule.get("except", [])]:
            yield found(folder, rule["id"], f"{folder} is empty: {rule['what']}", rule["mend"])


def only(tree: Tree, rule: Rule, documents: Dict[str, Any]) -> Iterator[Violation]:
    """Folders directly in one that matches `in` are among those of `allows`."""
    for folder in tree.matching(rule["in"], folders=True):
        for one in tree.matching(f"{folder}/*", folders=True):
            if one.rpartition("/")[2] not in rule["allows"]:
                yield found(one, rule["id"], f"{one} is none of {', '.join(rule['allows'])}", rule["mend"])


def readme(tree: Tree, rule: Rule, documents: Dict[str, Any]) -> Iterator[Violation]:
    """Every folder has a README.md that says something, but those named in `except` and what lies in them."""
    for folder in tree.folders:
        if set(folder.split("/")) & set(rule["except"]):
            continue
        file = "README.md" if folder == "." else f"{folder}/README.md"
        if file not in tree.files:
            yield found(file, rule["id"], f"{'the repository' if folder == '.' else folder} has no README.md", rule["mend"])
        elif not tree.text(file).strip():
            yield found(file, rule["id"], f"{file} is empty", rule["mend"])


def python(tree: Tree, rule: Rule, documents: Dict[str, Any]) -> Iterator[Violation]:
    """Files that match `files` are Python and define every function of `defines`."""
    for file in _files(tree, rule):
        try:
            module = ast.parse(tree.text(file))
        except SyntaxError as error:
            yield found(file, rule["id"], f"{file} is no Python: {error.msg}", "Mend the syntax.", error.lineno)
            continue
        names = {node.name for node in module.body if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))}
        for name in rule.get("defines", []):
            if name not in names:
                yield found(file, rule["id"], f"{file} defines no function {name}", rule["mend"])


def tests(tree: Tree, rule: Rule, documents: Dict[str, Any]) -> Iterator[Violation]:
    """Files that match `files` hold a test each, by pytest's names, and none of their tests is skipped without a condition."""
    for file in _files(tree, rule):
        try:
            module = ast.parse(tree.text(file))
        except SyntaxError as error:
            yield found(file, rule["id"], f"{file} is no Python: {error.msg}", "Mend the syntax.", error.lineno)
            continue
        functions = [node for node in ast.walk(module) if isinstance(node, ast.FunctionDef) and node.name.startswith("test")]
        if not functions:
            yield found(file, rule["id"], f"{file} holds no test", rule["mend"])
        for function in functions:
            for decorator in function.decorator_list:
                target = decorator.func if isinstance(decorator, ast.Call) else decorator
                if isinstance(target, ast.Attribute) and target.attr == "skip":
                    yield found(file, rule["id"], f"{function.name} is skipped", "Mend the test or remove it.", function.lineno)


def document(tree: Tree, rule: Rule, documents: Dict[str, Any]) -> Iterator[Violation]:
    """Files that match `files` are JSON that keeps to the schema named by `schema`."""
    for file in _files(tree, rule):
        text = tree.text(file)
        try:
            value = json.loads(text)
        except json.JSONDecodeError as error:
            yield found(file, rule["id"], f"{file} is no JSON: {error.msg}", "Mend the syntax.", error.lineno)
            continue
        lines = lines_of(text)
        for path, problem in problems(value, documents[rule["schema"]]):
            yield found(file, rule["id"], problem, rule["mend"], lines[path])


def notebook(tree: Tree, rule: Rule, documents: Dict[str, Any]) -> Iterator[Violation]:
    """Notebooks that match `files` hold no outputs."""
    for file in _files(tree, rule):
        text = tree.text(file)
        try:
            cells: List[Any] = json.loads(text).get("cells", [])
        except (json.JSONDecodeError, AttributeError):
            yield found(file, rule["id"], f"{file} is no notebook", "Save it again from the notebook's editor.")
            continue
        lines = lines_of(text)
        for index, cell in enumerate(cells):
            if cell.get("outputs"):
                yield found(file, rule["id"], f"cell {index + 1} of {file} holds an output", rule["mend"], lines["cells", index, "outputs"])


def says(tree: Tree, rule: Rule, documents: Dict[str, Any]) -> Iterator[Violation]:
    """Files that match `files` hold every text of `says`, a regular expression each."""
    for file in _files(tree, rule):
        text = tree.text(file)
        for expression in rule["says"]:
            if not re.search(expression, text, re.MULTILINE):
                yield found(file, rule["id"], f"{file} has no line that matches {expression}", rule["mend"])


def _files(tree: Tree, rule: Rule) -> List[str]:
    patterns = rule["files"] if isinstance(rule["files"], list) else [rule["files"]]
    return [file for pattern in patterns for file in tree.matching(pattern, folders=False)]


def _each(entry: str) -> List[str]:
    """`{staging,prod}/x` to `["staging/x", "prod/x"]`."""
    start, brace, rest = entry.partition("{")
    if not brace:
        return [entry]
    choices, _, end = rest.partition("}")
    return [f"{start}{choice}{end}" for choice in alternatives("{" + choices + "}")]


CHECKS: Dict[str, Check] = {
    "needs": needs, "some": some, "only": only, "readme": readme, "python": python, "tests": tests, "document": document, "notebook": notebook,
    "says": says,
}
