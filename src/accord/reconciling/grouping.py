"""Groups that grow by joining: a union-find that knows its members in order."""

from __future__ import annotations

from collections.abc import Iterable


class Groups:
    """Each item starts alone; ``join`` makes two groups one. Order is that of the items given."""

    def __init__(self, items: Iterable[str]) -> None:
        self._parent = {item: item for item in items}

    def find(self, item: str) -> str:
        """The item that stands for ``item``'s group."""
        while self._parent[item] != item:
            self._parent[item] = self._parent[self._parent[item]]
            item = self._parent[item]
        return item

    def join(self, a: str, b: str) -> None:
        """Make the groups of ``a`` and ``b`` one."""
        root_a, root_b = self.find(a), self.find(b)
        if root_a != root_b:
            self._parent[max(root_a, root_b)] = min(root_a, root_b)

    def members(self) -> list[list[str]]:
        """The groups, in the order of their first items."""
        groups: dict[str, list[str]] = {}
        for item in self._parent:
            groups.setdefault(self.find(item), []).append(item)
        return list(groups.values())
