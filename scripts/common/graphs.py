"""Directed graphs."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

NodeT = TypeVar("NodeT", bound=Hashable)


def strong_components(
    roots: Iterable[NodeT], successors: Callable[[NodeT], Iterable[NodeT]]
) -> Iterator[list[NodeT]]:
    """Yield the strongly connected components that are reachable from `roots`, successors first.

    This is Tarjan's algorithm, without recursion. Nodes of the same component lead to one another; a node that is in no
    cycle is alone in its component.
    """
    order: dict[NodeT, int] = {}
    #: The first node, by `order`, that each node on the stack is known to lead to.
    lowest: dict[NodeT, int] = {}
    stack: list[NodeT] = []
    for root in roots:
        if root in order:
            continue
        order[root] = lowest[root] = len(order)
        stack.append(root)
        path = [(root, iter(successors(root)))]
        while path:
            node, remaining = path[-1]
            for successor in remaining:
                if successor not in order:
                    order[successor] = lowest[successor] = len(order)
                    stack.append(successor)
                    path.append((successor, iter(successors(successor))))
                    break
                if successor in lowest:
                    lowest[node] = min(lowest[node], order[successor])
            else:
                path.pop()
                if path:
                    parent = path[-1][0]
                    lowest[parent] = min(lowest[parent], lowest[node])
                if lowest[node] == order[node]:
                    component = [stack.pop()]
                    while component[-1] != node:
                        component.append(stack.pop())
                    for member in component:
                        del lowest[member]
                    yield component
