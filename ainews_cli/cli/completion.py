"""Answers the shell that asks what could follow on its command line, with each value quoted as that shell reads it.

The library's scripts ask, and the library finds what fits. Its own answers are not used: in zsh it loses quotation
marks and evaluates what follows a backslash, in bash it quotes nothing, in fish it reads titles as markup.
"""

# Annotations are not postponed here: a NamedTuple would compile each of them.
import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import typer
from typer._click.shell_completion import split_arg_string
from typer._completion_classes import FishComplete

from ainews_cli.base.streams import write_data
from ainews_cli.cli.app import app

VARIABLE = "_AINEWS_COMPLETE"
_LINE = "_TYPER_COMPLETE_ARGS"
_OPTION = re.compile(r"(--[a-z-]+=)(.*)", re.DOTALL)
Suggestions = Sequence[tuple[str, str]]
"""Values with a line about each, or ""."""


class Typed(NamedTuple):
    """A command line so far, after the name of the program."""

    words: list[str]
    """Those before the one at the cursor."""
    beginning: str
    """The word at the cursor, without its quotation marks."""
    raw: str = ""
    """As bash breaks words: the piece of it that an answer replaces."""

    @property
    def option(self) -> str:
        """Return "--option=" where the word begins so."""
        found = _OPTION.match(self.beginning)
        return found[1] if found else ""


class Shell(NamedTuple):
    """How a shell asks, and how it is answered."""

    typed: Callable[[Mapping[str, str]], Typed]
    answer: Callable[[Suggestions, Typed], str]


def answer(environment: Mapping[str, str]) -> int:
    """Print what could follow, and return the exit code, by which fish learns whether there is anything.

    Whatever fails: a command line that is being typed is no place to say so.
    """
    shell = SHELLS.get(environment[VARIABLE].removeprefix("complete_"))
    if shell is None:
        return 1
    try:
        typed = shell.typed(environment)
        library = FishComplete(typer.main.get_command(app), {}, "ainews", VARIABLE)
        found = library.get_completions(list(typed.words), typed.beginning)
        text = shell.answer([(item.value, item.help or "") for item in found], typed)
    except Exception:  # noqa: BLE001 - whatever fails, nothing may be printed into a line that is being typed
        text = ""
    if environment.get("_TYPER_COMPLETE_FISH_ACTION") == "is-args":
        return 0 if text else 1
    write_data(f"{text}\n")
    return 0


def _line(environment: Mapping[str, str]) -> Typed:
    """Take apart a command line up to the cursor. A mark at its end shows whether a new word has begun."""
    _, *words, last = ("", *split_arg_string(environment.get(_LINE, "") + "\0"))
    return Typed(words[1:], last.removesuffix("\0"))


def _bash_words(environment: Mapping[str, str]) -> Typed:
    """Put together what bash has broken at ":" and "="."""
    count = int(environment["COMP_CWORD"])
    pieces = [*environment["COMP_WORDS"].split("\n"), ""][: count + 1]
    words: list[str] = []
    glued = True
    for piece in pieces:
        breaks = bool(piece) and not piece.strip(":=")
        if words and (breaks or glued):
            words[-1] += piece
        else:
            words.append(piece)
        glued = breaks
    current = "" if glued else pieces[-1]
    return Typed([_unquoted(word) for word in words[1:-1]], _unquoted(words[-1]), current)


def _unquoted(word: str) -> str:
    return "".join(split_arg_string(word))


def _bash(suggestions: Suggestions, typed: Typed) -> str:
    """Return a value per line, from where bash replaces the word, quoted as it began."""
    done = len(typed.beginning) - len(typed.option) - len(_unquoted(typed.raw))
    quote = typed.raw[:1] if typed.raw[:1] in ("'", '"') else ""
    return "\n".join(_BASH_QUOTING[quote](value[max(done, 0) :]) for value, _ in suggestions)


_BASH_QUOTING: dict[str, Callable[[str], str]] = {
    "": lambda value: re.sub(r"([^\w./:=+-])", r"\\\1", value),
    '"': lambda value: re.sub(r'([\\$`"])', r"\\\1", value),
    "'": lambda value: value.replace("'", r"'\''"),
}


def _zsh(suggestions: Suggestions, typed: Typed) -> str:
    """Return commands: the script evaluates them, after breaking them at blanks."""
    if not suggestions:
        return "_files"
    rows = " ".join(_zsh_quoted(_zsh_row(value, about)) for value, about in suggestions)
    behind = "compset -P '--[a-z-]#='; " if typed.option else ""
    return f"{behind}local -a ainews_values; ainews_values=( {rows} ); _describe -V values ainews_values"


def _zsh_row(value: str, about: str) -> str:
    escaped = value.replace("\\", "\\\\").replace(":", "\\:")
    return f"{escaped}:{about}" if about else escaped


def _zsh_quoted(text: str) -> str:
    """Return the text without a character that means something to zsh or is a blank."""
    return "$'" + re.sub(r"[^\w./+\u0080-\U0010ffff-]", lambda found: f"\\x{ord(found[0]):02x}", text) + "'"


def _fish(suggestions: Suggestions, typed: Typed) -> str:
    """Return a value per line, with what is said about it behind a tab; fish quotes."""
    rows = ((f"{typed.option}{value}", about) for value, about in suggestions)
    return "\n".join(f"{value}\t{about}" if about else value for value, about in rows)


def _powershell(suggestions: Suggestions, typed: Typed) -> str:
    """Return a value per line, with what is said about it behind ":::"."""
    rows = ((_powershell_quoted(f"{typed.option}{value}"), about or " ") for value, about in suggestions)
    return "\n".join(f"{value}:::{about.replace(':::', ' ')}" for value, about in rows if ":::" not in value)


def _powershell_quoted(value: str) -> str:
    return value if re.fullmatch(r"[\w./:=+-]+", value) else "'" + re.sub("(['\u2018-\u201b])", r"\1\1", value) + "'"


def _powershell_words(environment: Mapping[str, str]) -> Typed:
    words = split_arg_string(environment.get(_LINE, ""))[1:]
    beginning = environment.get("_TYPER_COMPLETE_WORD_TO_COMPLETE", "")
    return Typed(words[:-1] if beginning else words, _unquoted(beginning))


SHELLS = {
    "bash": Shell(_bash_words, _bash),
    "zsh": Shell(_line, _zsh),
    "fish": Shell(_line, _fish),
    "powershell": Shell(_powershell_words, _powershell),
    "pwsh": Shell(_powershell_words, _powershell),
}
