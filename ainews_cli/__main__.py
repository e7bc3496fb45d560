"""`python -m ainews_cli` and the `ainews` script."""


def main() -> None:
    """Runs the command line."""
    from ainews_cli.cli import main as run

    run()


if __name__ == "__main__":
    main()
