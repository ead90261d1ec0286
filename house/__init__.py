"""House: how policy is made here. The page of all house rules, and changing one.

The rules themselves and their rows are `core.house_rules`; each package declares those it obeys.
Promises: what the page says is what the code does, because both read the same rows; every change
is dated, has a reason and a name, and is announced before it holds; nothing that has begun under
one rule is judged by a later one, where the page says so.
"""
