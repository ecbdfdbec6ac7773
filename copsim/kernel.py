"""How model code is compiled, and the two functions that compiled and plain Python must agree on.

Laws and acts are ordinary Python functions decorated with :func:`compiled`. With
``NUMBA_DISABLE_JIT=1`` the very same source runs uncompiled and serves as the oracle of the tests.
Platforms differ in the last bit of ``exp`` and ``log``, and one bit can flip a decision; so
decisions use :func:`exp` and :func:`log` below, made from + - * / and exact scaling only.
"""

import ast
import functools
import gc
import hashlib
import math
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeVar, cast

import numba
import numpy as np
from numba.core.codegen import JITCodeLibrary
from numba.core.compiler import CompilerBase, DefaultPassBuilder
from numba.core.compiler_machinery import AnalysisPass, register_pass
from numba.core.registry import CPUDispatcher
from numba.core.typed_passes import IRLegalization

F = TypeVar("F", bound=Callable[..., Any])

COMPILED = not numba.config.DISABLE_JIT  # type: ignore[attr-defined]


def let_hash_wrap() -> None:
    """In plain Python, let 64-bit products of the hash wrap without a warning (numpy keeps this setting by thread)."""
    if not COMPILED:
        np.seterr(over="ignore")


let_hash_wrap()


@functools.cache
def _imports(file: Path) -> tuple[str, ...]:
    """Dotted names that a source file imports at its top; the names of functions among them do no harm."""
    names: list[str] = []
    for node in ast.parse(file.read_bytes()).body:
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return tuple(names)


@functools.cache
def _digest(file: Path, module: str) -> str:
    """Digest of a module's source and of all it imports, directly or not, from its own package."""
    root = file.parents[module.count(".") + (file.stem == "__init__")]
    package = module.split(".")[0]
    found: set[Path] = set()
    waiting = [file]
    while waiting:
        source = waiting.pop()
        if source not in found:
            found.add(source)
            inside = [root.joinpath(*name.split(".")) for name in _imports(source) if name.split(".")[0] == package]
            waiting += [
                path for stem in inside for path in (stem.with_suffix(".py"), stem / "__init__.py") if path.is_file()
            ]
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(found))).hexdigest()


def _fresh(function: F, dispatcher: Any) -> F:
    """Give the cache entry of a compiled function a digest of what its file imports, in its stamp and in its name.

    On its own numba reuses cached code although a function it calls has changed in another file; and it reads an old
    entry before it looks at the stamp, which fails if the entry speaks of types that are no more.
    """
    file = Path(function.__code__.co_filename)
    if COMPILED and file.is_file():
        entry, digest = dispatcher._cache._cache_file, _digest(file, function.__module__)
        entry._source_stamp = (entry._source_stamp, digest)
        entry._index_name = f"{digest[:12]}.{entry._index_name}"
        entry._index_path = str(Path(entry._cache_path) / entry._index_name)
        entry._data_name_pattern = f"{digest[:12]}.{entry._data_name_pattern}"
    return cast(F, dispatcher)


_njit: Any = numba.njit
_OPTIONS = {"nogil": True, "error_model": "numpy", "_nrt": False, "no_cfunc_wrapper": True, "forceinline": True}


def _without_garbage_search(act: F) -> F:
    """The same act, during which Python does not look for garbage: compiling makes millions of objects that stay."""

    @functools.wraps(act)
    def acting(*arguments: Any, **named: Any) -> Any:
        searched = gc.isenabled()
        gc.disable()
        try:
            return act(*arguments, **named)
        finally:
            if searched:
                gc.enable()

    return cast(F, acting)


def compiled(function: F) -> F:
    """Compile a function that Python calls, with all it calls in turn: cached on disk, without the interpreter lock.

    Without reference counting too: acts allocate nothing, and counting references to the arrays of a world at
    every access took four fifths of the time.
    """
    dispatcher = _njit(function, cache=True, **_OPTIONS)
    if COMPILED:
        dispatcher.compile = _without_garbage_search(dispatcher.compile)
    return _fresh(function, dispatcher)


class _Part(JITCodeLibrary):
    """Code of a law or an act as a part of whatever calls it: neither optimised nor made executable on its own."""

    def _optimize_final_module(self) -> None:
        pass

    def _finalize_final_module(self) -> None:
        self._finalize_dynamic_globals()
        self._finalized = True

    def get_pointer_to_function(self, name: str) -> int:
        return 0

    @property
    def codegen(self) -> Any:
        return self

    def set_env(self, name: str, environment: Any) -> None:
        """Nothing: a part that is not executable on its own has no Python environment."""


@register_pass(mutates_CFG=False, analysis_only=True)
class _AsPart(AnalysisPass):
    """Before code is made of a function: let it go to a :class:`_Part`."""

    _name = "copsim_as_part"

    def __init__(self) -> None:
        super().__init__()

    def run_pass(self, state: Any) -> bool:
        state.library = _Part(state.targetctx.codegen(), state.func_id.func_qualname)
        return False


class _PartCompiler(CompilerBase):
    """Numba's own passes with :class:`_AsPart` before the last step."""

    def define_pipelines(self) -> list[Any]:
        passes = DefaultPassBuilder.define_nopython_pipeline(self.state)
        passes.add_pass_after(_AsPart, IRLegalization)
        passes.finalize()
        return [passes]


def _plain(argument: Any) -> Any:
    """A record of numbers as a plain object: numpy's records have attributes of their own, such as ``base``."""
    if not isinstance(argument, np.record):
        return argument
    return SimpleNamespace(**{name: _plain(argument[name]) for name in argument.dtype.names or ()})


class _PartDispatcher(CPUDispatcher):
    """In compiled code a part of its caller; called from Python it runs as plain Python, with the same bits."""

    def __call__(self, *arguments: Any) -> Any:
        with np.errstate(over="ignore"):  # products of the hash wrap
            return self.py_func(*(_plain(argument) for argument in arguments))


def part(function: F) -> F:
    """Compile a law or an act into whatever compiled function calls it, and optimise it only there.

    Numba optimises each function on its own and then once more in each caller, and callers of callers; a week is
    many calls deep, and that took most of the time of compiling. Parts are always written out in place: handing the
    three hundred numbers that describe a world to a call costs more than most steps do. From Python a part is
    plain Python.
    """
    if not COMPILED:
        return function
    options = {**_OPTIONS, "nopython": True, "no_cpython_wrapper": True}
    dispatcher = _PartDispatcher(function, locals={}, targetoptions=options, pipeline_class=_PartCompiler)
    return cast(F, functools.update_wrapper(dispatcher, function))


_LN2_HIGH = 6.93147180369123816490e-01
_LN2_LOW = 1.90821492927058770002e-10
_INVERSE_LN2 = 1.44269504088896338700e00
_C2, _C3, _C4, _C5, _C6, _C7 = (1.0 / math.factorial(n) for n in range(2, 8))
_C8, _C9, _C10, _C11, _C12, _C13 = (1.0 / math.factorial(n) for n in range(8, 14))
_POWERS_OF_TWO = np.array([2.0**k for k in range(-64, 65)])


@compiled
def exp(x: float) -> float:
    """e^x for x clipped to [-40, 40]; relative error below 1e-14, the same bits everywhere. NaN stays NaN."""
    if math.isnan(x):
        return x  # as an index into the table it would read foreign memory
    if x > 40.0:
        x = 40.0
    elif x < -40.0:
        x = -40.0
    shifted = int(x * _INVERSE_LN2 + 64.5)  # truncation rounds to nearest: the argument is positive
    k = shifted - 64
    r = (x - k * _LN2_HIGH) - k * _LN2_LOW
    r2 = r * r
    r4 = r2 * r2
    low = (1.0 + r) + r2 * (_C2 + _C3 * r)
    middle = (_C4 + _C5 * r) + r2 * (_C6 + _C7 * r)
    high = (_C8 + _C9 * r) + r2 * (_C10 + _C11 * r) + r4 * (_C12 + _C13 * r)
    p = low + r4 * (middle + r4 * high)
    return p * _POWERS_OF_TWO[shifted]


@compiled
def log(x: float) -> float:
    """Natural logarithm of x > 0 by the series of atanh; relative error below 1e-14."""
    mantissa, exponent = math.frexp(x)
    if mantissa < 0.7071067811865476:
        mantissa *= 2.0
        exponent -= 1
    s = (mantissa - 1.0) / (mantissa + 1.0)
    z = s * s
    z2 = z * z
    z4 = z2 * z2
    low = (1.0 + z * (1.0 / 3.0)) + z2 * (1.0 / 5.0 + z * (1.0 / 7.0))
    middle = (1.0 / 9.0 + z * (1.0 / 11.0)) + z2 * (1.0 / 13.0 + z * (1.0 / 15.0))
    high = (1.0 / 17.0 + z * (1.0 / 19.0)) + z2 * (1.0 / 21.0)
    p = low + z4 * (middle + z4 * high)
    return (2.0 * s * p + exponent * _LN2_LOW) + exponent * _LN2_HIGH


@compiled
def logistic(x: float) -> float:
    """σ(x) = 1 / (1 + e^-x)."""
    return 1.0 / (1.0 + exp(-x))
