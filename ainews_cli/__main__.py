"""`python -m ainews_cli` and the `ainews` script."""

from __future__ import annotations

from typing import NoReturn


def main() -> NoReturn:
    """Runs the command line. The demo joins here: it stands above the command line, which knows nothing of it."""
    from ainews_cli.cli import main as run
    from ainews_cli.cli.app import app
    from ainews_cli.demo.command import demo

    app.command("demo")(demo)
    run()


if __name__ == "__main__":
    main()
