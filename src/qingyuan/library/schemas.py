"""Checks a document against the JSON Schema of its kind, and says every finding as a problem."""

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from qingyuan.library.documents import Document, field_name, readable
from qingyuan.rules.messages import Message, msg
from qingyuan.rules.problems import Problem, ProblemsFound

SHORT = 60


def _is_number(_checker: object, value: object) -> bool:
    return isinstance(value, Decimal) or (isinstance(value, int) and not isinstance(value, bool))


def _is_integer(_checker: object, value: object) -> bool:
    return isinstance(value, Decimal) and value == value.to_integral_value()


_CHECKER = Draft202012Validator.TYPE_CHECKER.redefine("number", _is_number).redefine(
    "integer", _is_integer
)
# jsonschema does not annotate `extend`
_Validator: Any = extend(Draft202012Validator, type_checker=_CHECKER)  # type: ignore[no-untyped-call]


@cache
def _validator(folder: Path, kind: str) -> Any:  # noqa: ANN401 - built at run time
    path = folder / f"{kind}.schema.json"
    try:
        return _Validator(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        what = msg("the schema cannot be read")
        remedy = msg("take the folder schema/ of the lawbook that belongs to this version")
        raise ProblemsFound([Problem("schema", what, remedy, file=str(path))]) from None


def schema_problems(document: Document, kind: str, folder: Path) -> Iterator[Problem]:
    """Yield every way in which a document breaks the schema of `kind`, in order of lines."""
    found = [
        problem
        for error in _validator(folder, kind).iter_errors(document.data)
        for problem in _problems(error, document)
    ]
    yield from sorted(
        dict.fromkeys(found), key=lambda problem: (problem.line or 0, problem.field or "")
    )


def _problems(error: ValidationError, document: Document) -> Iterator[Problem]:
    route = tuple(error.absolute_path)
    for what, remedy, step in _said(error):
        at = (*route, step) if step else route
        yield Problem(
            f"schema_{error.validator}",
            what,
            remedy,
            file=document.file,
            line=document.line(at),
            field=field_name(at) or None,
        )


def _said(error: ValidationError) -> Iterator[tuple[Message, Message, str | None]]:
    """Say a finding of the validator in words that can be translated."""
    wanted: Any = error.validator_value
    schema: Any = error.schema
    match error.validator:
        case "required":
            for name in wanted:
                if isinstance(error.instance, dict) and name not in error.instance:
                    yield msg("{name} is missing", name=name), msg("add {name}", name=name), None
        case "additionalProperties" | "unevaluatedProperties":
            known = sorted(schema.get("properties", ()))
            for name in _unknown(error, schema, known):
                remedy = msg("leave it out, or use one of: {known}", known=known)
                yield msg("{name} is not known here", name=name), remedy, name
        case "type":
            kinds = [wanted] if isinstance(wanted, str) else list(wanted)
            what = msg("this should be of the kind {kinds}", kinds=kinds)
            yield what, msg("write it in the documented form"), None
        case "enum" | "const":
            allowed = [
                _short(value) for value in (wanted if isinstance(wanted, list) else [wanted])
            ]
            what = msg("{value} is not one of the values allowed", value=_short(error.instance))
            yield what, msg("use one of: {allowed}", allowed=allowed), None
        case "pattern":
            what = msg("{value} is not of the form wanted", value=_short(error.instance))
            yield what, msg("it must match {pattern}", pattern=str(wanted)), None
        case _:
            what = msg(
                "{value} breaks the rule {rule}",
                value=_short(error.instance),
                rule=str(error.validator),
            )
            yield what, msg("the schema asks for {wanted}", wanted=_short(wanted)), None


def _unknown(
    error: ValidationError, schema: Mapping[str, object], known: Iterable[str]
) -> list[str]:
    patterns = schema.get("patternProperties", {})
    names = error.instance if isinstance(error.instance, dict) else ()
    return [name for name in names if name not in known and not patterns]


def _short(value: object) -> str:
    text = readable(value) if isinstance(value, dict | list | Decimal | bool) else str(value)
    return text if len(text) <= SHORT else f"{text[:SHORT]}..."
