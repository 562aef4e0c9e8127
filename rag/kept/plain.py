"""Frozen dataclasses back out of the plain values that `dataclasses.asdict` and JSON made of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def restored(kind: type[T], plain: Mapping[str, Any]) -> T:
    """Give the dataclass again; fields it does not know are passed over, those it lacks take their default.

    Raises ValueError, KeyError or TypeError where the values are not of its making.
    """
    hashable: Any = kind  # which mypy does not take a class of T for
    hints = _hints(hashable)
    return kind(**{name: _value(hints[name], value) for name, value in plain.items() if name in hints})


@cache
def _hints(kind: Any) -> dict[str, Any]:  # noqa: ANN401 - a dataclass
    known = get_type_hints(kind)
    return {field.name: known[field.name] for field in fields(kind)}


def _value(hint: Any, value: Any) -> Any:  # noqa: ANN401 - a type and a JSON value
    if get_origin(hint) in (Union, UnionType):
        inner = next(one for one in get_args(hint) if one is not NoneType)
        return None if value is None else _value(inner, value)
    if get_origin(hint) is tuple:
        inner = get_args(hint)[0]
        return tuple(_value(inner, one) for one in value)
    if is_dataclass(hint) and isinstance(hint, type):
        return restored(hint, value)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(value)
    return date.fromisoformat(value) if hint is date else value
