"""A named tuple of tables handed on by reference in compiled code.

Numba hands over a named tuple part by part: the tables of a world are some three hundred numbers, written out at
every call of every act. By reference it is one, which more than halves the time that compiling takes.
"""

import hashlib
from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba.core import cgutils, types
from numba.core.datamodel.models import PrimitiveModel
from numba.core.imputils import impl_ret_borrowed, lower_getattr_generic
from numba.core.typing.templates import AttributeTemplate, infer_getattr
from numba.extending import intrinsic, register_model

from copsim.kernel import COMPILED

T = TypeVar("T")


class Referred(types.Type):
    """Type of a reference to a value of another type, a named tuple."""

    def __init__(self, inner: Any) -> None:
        self.inner = inner
        digest = hashlib.sha256(str(inner).encode()).hexdigest()[:16]
        super().__init__(name=f"Referred({inner.instance_class.__name__}.{digest})")


@register_model(Referred)
class ReferredModel(PrimitiveModel):
    """An address."""

    def __init__(self, dmm: Any, fe_type: Referred) -> None:
        super().__init__(dmm, fe_type, dmm.lookup(fe_type.inner).get_value_type().as_pointer())


@infer_getattr
class ReferredAttributes(AttributeTemplate):
    """A reference has the fields of what it refers to."""

    key = Referred

    def generic_resolve(self, value: Any, attr: str) -> Any:  # type: ignore[override]
        """Type of a field, or None if there is none of that name."""
        inner = value.inner
        return inner.types[inner.fields.index(attr)] if attr in inner.fields else None


@lower_getattr_generic(Referred)
def read_field(context: Any, builder: Any, reference: Referred, value: Any, name: str) -> Any:
    """Code that reads one field."""
    place = reference.inner.fields.index(name)
    field = builder.load(cgutils.gep_inbounds(builder, value, 0, place))
    return impl_ret_borrowed(context, builder, reference.inner.types[place], field)


@intrinsic
def _referred(typing_context: Any, value: Any) -> Any:
    """A reference to a named tuple, good until the function that made it returns; a reference is one already."""
    if isinstance(value, Referred):
        return value(value), lambda context, builder, signature, arguments: arguments[0]

    def store(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return cgutils.alloca_once_value(builder, arguments[0])

    return Referred(value)(value), store


def _itself(value: T) -> T:
    return value


referred: Callable[[T], T] = cast(Any, _referred) if COMPILED else _itself
