"""Sorting in place: compiled acts allocate nothing, so the library's sort, which does, cannot be called from them."""

from copsim.kernel import part
from copsim.state.world import Array, Floats


@part
def sift(values: Floats, tags: Array, root: int, count: int) -> None:
    """Let the entry at ``root`` sink until the heap below it is in order."""
    value, tag = values[root], tags[root]
    child = 2 * root + 1
    while child < count:
        if child + 1 < count and values[child + 1] > values[child]:
            child += 1
        if values[child] <= value:
            break
        values[root], tags[root] = values[child], tags[child]
        root, child = child, 2 * child + 1
    values[root], tags[root] = value, tag


@part
def sort(values: Floats, tags: Array, count: int) -> None:
    """Sort the first ``count`` values upwards, and their tags with them (heapsort)."""
    for root in range(count // 2 - 1, -1, -1):
        sift(values, tags, root, count)
    for end in range(count - 1, 0, -1):
        values[0], values[end] = values[end], values[0]
        tags[0], tags[end] = tags[end], tags[0]
        sift(values, tags, 0, end)
