"""What the page says is what the code does: every rule is read by it, from the rows."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from flask import Flask

from core import house_rules
from tests.browser import Browser
from tests.tree import PACKAGES, ROOT, ROOT_MODULES, python_files

READERS = {"value", "length", "choice"}  # `words` says a rule; that is not yet to obey it


def keys_read() -> Iterator[str]:
    """The first argument of every call of a reader of house rules, in the code itself."""
    for path in python_files(*PACKAGES, *ROOT_MODULES):
        for node in ast.walk(ast.parse((ROOT / path).read_text())):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            owner, name = node.func.value, node.func.attr
            if isinstance(owner, ast.Name) and owner.id == "house_rules" and name in READERS:
                key = node.args[0]
                assert isinstance(key, ast.Constant), f"{path}: say which rule"
                yield str(key.value)


def test_every_rule_on_the_page_is_read_by_the_code_and_no_other(app: Flask) -> None:
    assert set(keys_read()) == {rule.key for rule in house_rules.declared()}


def test_every_rule_stands_on_the_page_with_its_value(browser: Browser) -> None:
    page = browser.get("/how-policy-is-made").text

    missing = [
        rule.key
        for rule in house_rules.declared()
        if rule.said(rule.default) not in page
        or f'id="rule-{rule.key.replace(".", "-")}"' not in page
    ]
    assert missing == []


def test_what_is_said_of_roles_is_made_of_the_table_that_decides(browser: Browser) -> None:
    page = browser.get("/how-policy-is-made").text

    assert "Only admins may change how policy is made." in page
    assert "Only editors and stewards may open straw polls." in page
