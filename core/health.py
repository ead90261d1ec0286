"""What /health tells beside that the database answers: each package may add a part of its own."""

from collections.abc import Callable, Mapping

Part = Callable[[], Mapping[str, object]]
_parts: dict[str, Part] = {}


def tells(name: str) -> Callable[[Part], Part]:
    """Register what a package tells under this name. `"well": False` in it: something lags."""

    def register(part: Part) -> Part:
        _parts[name] = part
        return part

    return register


def report() -> dict[str, object]:
    """Everything there is to tell. "degraded": the site works, but something lags behind."""
    parts = {name: dict(part()) for name, part in sorted(_parts.items())}
    is_well = all(part.get("well", True) for part in parts.values())
    return {"status": "ok" if is_well else "degraded", **parts}
