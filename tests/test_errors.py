"""The error tree: one base, codes and exit codes that stay."""

from __future__ import annotations

from corroborate import errors


def every(cls: type[errors.CorroborateError]) -> list[type[errors.CorroborateError]]:
    return [cls, *(s for c in cls.__subclasses__() for s in every(c))]


def test_the_tree_in_the_docstring_is_the_tree() -> None:
    for cls in every(errors.CorroborateError):
        assert cls.__name__ in (errors.__doc__ or "")


def test_codes_and_exit_codes() -> None:
    codes = {cls.__name__: (cls("x").code, cls.exit_code) for cls in every(errors.CorroborateError)}
    assert codes["DateError"] == ("date", 2)
    assert codes["NotACaseError"] == ("not_a_case", 3)
    assert codes["InexactQuoteError"] == ("inexact_quote", 4)
    assert codes["RefusalError"] == ("refusal", 5)
    assert len({c for c, _ in codes.values()}) == len(codes)


def test_a_message_says_what_the_value_and_what_to_do() -> None:
    error = errors.DateError("the date cannot be read", value="31/02/2024", hint="write it as 2024-02-29")
    assert str(error) == "the date cannot be read: 31/02/2024 (write it as 2024-02-29)"
