"""Errors of the command-line library in a user's words, in the user's language: the one place for all of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches
from itertools import pairwise
from typing import Any

from ainews_cli.cli.registry import COMMANDS
from ainews_cli.config import spoken_language
from ainews_cli.texts import said, text


def reworded(error: Any, arguments: Sequence[str]) -> str:
    """Return one line that names what is wrong and how to write it. `error` is one of Typer's exceptions."""
    context = getattr(error, "ctx", None)
    if context is None:
        return _option_value(error, arguments)
    language = spoken_language(context.find_root().params.get("config"))
    # so many kinds of errors, told apart by what they carry: their classes are private to Typer
    if (option := getattr(error, "option_name", None)) is not None:
        return _option(context, option, arguments, language)
    help_ = f"{context.command_path} --help"
    parameter = getattr(error, "param", None)
    if parameter is not None and not error.message:
        usage = f"{context.command_path} {_shown(parameter)}"
        return text(language, "wrong.missing", name=_name(parameter), usage=usage, help=help_)
    if parameter is not None:
        value, rule = _value(error.message), _rule(parameter.type, language) or error.message.rstrip(".")
        return text(language, "wrong.value", name=_name(parameter), value=value, rule=rule, help=help_)
    message = str(error.message).rstrip(".")
    if command := re.match(r"No such command '(.*?)'(?:\.|\Z)", message, re.DOTALL):
        near = _near(command.group(1), tuple(context.command.commands), language)
        return text(language, "wrong.command", name=command.group(1), near=near, help=help_)
    if extra := re.fullmatch(r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)", message, re.DOTALL):
        return text(language, "wrong.extra", names=extra.group(1), help=help_)
    if message == "Missing command":
        return text(language, "wrong.no_command", help=help_)
    return text(language, "wrong.other", message=message, help=help_)


def _option_value(error: Any, arguments: Sequence[str]) -> str:
    """Word an option that lacks its value, or has one too many: of these alone the library forgets the command."""
    named = next((path for option, path in pairwise(arguments) if option == "--config"), None)
    command = next((argument for argument in arguments if argument in COMMANDS), "")
    option = getattr(error, "option_name", "")
    if not option:
        return str(error)
    key = "wrong.takes_no_value" if "does not take" in str(error) else "wrong.needs_value"
    return text(spoken_language(named), key, name=option, help=f"ainews {command} --help".replace("  ", " "))


def _option(context: Any, option: str, arguments: Sequence[str], language: str) -> str:
    """Word what is wrong with an option that the command does not know: misspelt, or out of place."""
    program, _, command = context.command_path.partition(" ")
    for param in context.find_root().command.params:
        if option in param.opts:
            usage = f"{program} {_shown(param, option)} {command}"
            return text(language, "wrong.before", name=option, usage=usage)
    takes_arguments = any(param.param_type_name == "argument" for param in context.command.params)
    if takes_arguments and re.fullmatch(r"-\d.*", option):
        given = next((argument for argument in arguments if argument.startswith(option)), option)
        return text(language, "wrong.dashes", name=given, usage=f"{context.command_path} -- {given}")
    known = tuple(name for param in context.command.params for name in (*param.opts, *param.secondary_opts))
    near = _near(option, [name for name in known if name.startswith("--")], language)
    return text(language, "wrong.option", name=option, near=near, help=f"{context.command_path} --help")


def _name(parameter: Any) -> str:
    """Return what the reader writes or is shown: "--limit", "ID"."""
    if parameter.param_type_name == "argument":
        return str(parameter.human_readable_name).strip("[].")
    return str(max(parameter.opts, key=len))


def _shown(parameter: Any, option: str = "") -> str:
    """Return a parameter as help writes it: "--limit N", "ID"."""
    metavar = str(parameter.metavar or "")
    if parameter.param_type_name == "argument":
        return metavar or _name(parameter)
    return f"{option or _name(parameter)} {metavar}".strip()


def _value(message: str) -> str:
    """Return the value that a message of the library begins with."""
    return re.split(r" is not | does not | is a ", message, maxsplit=1)[0]


def _rule(kind: Any, language: str) -> str:
    """Return what a parameter of this type may be; "" for types that the library describes well enough."""
    words = {"int": "whole", "float": "number"}.get(str(kind.name).partition(" ")[0].replace("integer", "int"))
    low, high = getattr(kind, "min", None), getattr(kind, "max", None)
    if words is None:
        return ""
    if low is None:
        return text(language, f"wrong.{words}")
    if high is None:
        return text(language, f"wrong.{words}_least", low=f"{low:g}")
    return text(language, f"wrong.{words}_between", low=f"{low:g}", high=f"{high:g}")


def _near(name: str, known: Sequence[str], language: str) -> str:
    """Return " (did you mean X?)", "" where nothing known is near."""
    near = get_close_matches(name, known, n=2, cutoff=0.6)
    return text(language, "wrong.near", names=", ".join(near)) if near else ""


def spoken(message: str, arguments: Sequence[str]) -> str:
    """Return the message of a fault in the reader's language."""
    named = next(
        (
            argument.partition("=")[2] or (arguments[at + 1] if at + 1 < len(arguments) else "")
            for at, argument in enumerate(arguments)
            if argument.partition("=")[0] == "--config"
        ),
        "",
    )
    return said(spoken_language(named), message)
