"""The command `aimlkit completion`: scripts that complete the commands and options in a shell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Mapping

SHELLS = ("bash", "zsh", "fish")

_OPTION = re.compile(r"(?<!\S)--[a-z][a-z-]*")


def completion_script(shell: str, commands: Mapping[str, ArgumentParser]) -> str:
    """Return the script for one of SHELLS, which completes `commands` and their options."""
    options = {name: sorted(set(_OPTION.findall(parser.format_help()))) for name, parser in commands.items()}
    if shell == "fish":
        return _fish_script(options)
    script = _bash_script(options)
    return f"autoload -U +X bashcompinit && bashcompinit\n{script}" if shell == "zsh" else script


def _bash_script(options: Mapping[str, list[str]]) -> str:
    cases = "".join(f'    {name}) words="{" ".join(words)}" ;;\n' for name, words in options.items())
    return (
        "_aimlkit() {\n"
        '  local words=""\n'
        '  if [ "$COMP_CWORD" -eq 1 ]; then\n'
        f'    words="{" ".join(options)} --help --version"\n'
        "  else\n"
        '    case "${COMP_WORDS[1]}" in\n'
        f"{cases}"
        "    esac\n"
        "  fi\n"
        '  COMPREPLY=($(compgen -W "$words" -- "${COMP_WORDS[COMP_CWORD]}"))\n'
        "}\n"
        "complete -o default -F _aimlkit aimlkit\n"
    )


def _fish_script(options: Mapping[str, list[str]]) -> str:
    lines = [f"complete -c aimlkit -n __fish_use_subcommand -f -a '{' '.join(options)}'"]
    for name, words in options.items():
        lines += [
            f"complete -c aimlkit -n '__fish_seen_subcommand_from {name}' -l {word.removeprefix('--')}"
            for word in words
        ]
    return "".join(f"{line}\n" for line in lines)
