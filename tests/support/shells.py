"""What real shells offer, with the completion installed as a reader installs it, in a home of its own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.cli import Cli

_BASH = """
source ~/.bashrc
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
_ainews_completion ainews
typed=${@: -1}; quote=${typed:0:1}; [[ $quote == '"' || $quote == "'" ]] || quote=
for reply in "${COMPREPLY[@]}"; do eval "printf '%s\\n' $quote$reply$quote"; done
"""
"""Each reply is read as the shell would read it from the command line."""
_ZSH = """
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell 'PS1="" RPS1=""; autoload -Uz compinit; compinit -u -D; source ~/.zfunc/_ainews
compadd() {
  if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\\ * ]]; then builtin compadd "$@"; return $?; fi
  local -a hits; builtin compadd -A hits "$@"
  local hit; for hit in "${hits[@]}"; do [[ -n $hit ]] && print -r -- "${(Q)hit}" >>~/offered; done
  builtin compadd "$@"
}
finish() { print -r -- done >>~/finished }
zle -N finish; bindkey "^I" complete-word; bindkey "^X" finish
print RE""ADY'
zpty -r -m shell text '*READY*'
zpty -w -n shell "$1"$'\\t\\x18'
for turn in {1..200}; do [[ -e ~/finished ]] && break; sleep 0.1; done
zpty -d shell
cat ~/offered
"""


@dataclass(frozen=True)
class CompletingShell:
    """One shell with the installed completion."""

    name: str
    home: Path
    env: dict[str, str]

    def offers(self, *words: str) -> list[str]:
        """Return what Tab offers behind these words; the last is what was typed of a value, as it was typed."""
        for file in ("offered", "finished"):
            (self.home / file).unlink(missing_ok=True)
        line = " ".join(words)
        command = {
            "bash": ["bash", "--norc", "-c", _BASH, "bash", *words],
            "zsh": ["zsh", "-f", "-c", _ZSH, "zsh", line],
            "fish": ["fish", "-c", "complete -C $argv[1]", line],
        }[self.name]
        done = subprocess.run(
            command, capture_output=True, encoding="utf-8", env=self.env, cwd=self.home, timeout=60, check=False
        )
        return [row.partition("\t")[0] for row in done.stdout.splitlines()]


def completing_shell(name: str, cli: Cli, home: Path, **env: str) -> CompletingShell:
    """Install the completion of a shell into this home. Skip the test where there is no such shell."""
    if not shutil.which(name):
        pytest.skip(f"there is no {name} here")
    programs = home / "bin"
    programs.mkdir(parents=True)
    program = programs / "ainews"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m ainews_cli "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    kept = {key: value for key, value in cli.env.items() if not key.startswith("XDG_")}
    kept |= {"HOME": str(home), "PATH": f"{programs}:{cli.env['PATH']}", "AINEWS_CONFIG": str(cli.config)}
    kept |= {"LC_ALL": "C.UTF-8", "TERM": "dumb", "PYTHONPATH": str(Path(__file__).parents[2])} | env
    installing = kept | {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    subprocess.run(["ainews", "--install-completion", name], env=installing, check=True, capture_output=True)
    return CompletingShell(name, home, kept)
