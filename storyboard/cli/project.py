"""`storyboard new`, `engines`, `schema` and `completion`: what one needs before and beside a script."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path

import click

from storyboard.base.errors import StoryboardError
from storyboard.base.problems import did_you_mean
from storyboard.cli.json_out import json_option, print_json


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
def new(folder: Path) -> None:
    """Start a small project in DIR: a script that renders as it stands, and a place for finished work.

    \b
    Example:
      storyboard new my-film
      storyboard render my-film/film.yaml
    """
    script = folder / "film.yaml"
    if script.exists():
        raise StoryboardError(f"{script} is there already; choose another folder")
    template = resources.files("storyboard.cli").joinpath("new_film.yaml").read_text(encoding="utf-8")
    try:
        (folder / "cache").mkdir(parents=True, exist_ok=True)
        script.write_text(template, encoding="utf-8")
    except OSError as error:
        raise StoryboardError(f"{error.filename or folder}: {error.strerror}") from error
    click.echo(f"{script} is written. Now: storyboard render {shlex.quote(str(script))}")


@click.command()
@click.argument("names", nargs=-1, metavar="[ENGINE]...")
@json_option
def engines(names: tuple[str, ...], as_json: bool) -> None:
    """List the engines and what each one does; of those that are named, the settings of every op.

    \b
    Example:
      storyboard engines
      storyboard engines motion
    """
    from storyboard.build.settings import broken_engines, engine_params

    params = engine_params()
    if unknown := sorted(set(names) - params.keys()):
        raise StoryboardError(f'there is no engine "{unknown[0]}"{did_you_mean(unknown[0], params)}')
    params = {name: ops for name, ops in params.items() if not names or name in names}
    for fault in broken_engines().values():
        click.echo(fault, err=True)
    if as_json:
        plain = {
            name: {op: model.model_json_schema() for op, model in ops.items()} for name, ops in params.items()
        }
        print_json({"engines": plain})
        return
    for name, ops in params.items():
        if names:
            _show_settings(name, {op: model.model_json_schema() for op, model in ops.items()})
        else:
            _show_ops(name)


@click.command()
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write it to a file.")
def schema(output: Path | None) -> None:
    """Print the JSON Schema of scripts: editors complete and check scripts with it as you type.

    \b
    Example:
      storyboard schema -o storyboard.schema.json
    and as the first line of a script:
      # yaml-language-server: $schema=storyboard.schema.json
    """
    from storyboard.build.settings import engine_params
    from storyboard.script.schema import schema_text

    text = schema_text(engine_params())
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise StoryboardError(f"{output}: {error.strerror}") from error


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script of a shell.

    \b
    Example:
      storyboard completion bash >> ~/.bashrc
    """
    from click.shell_completion import get_completion_class

    from storyboard.cli import storyboard

    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(kind(storyboard, {}, "storyboard", "_STORYBOARD_COMPLETE").source())


def _show_ops(name: str) -> None:
    from storyboard.engines.registry import engine

    click.echo(f"{click.style(name, bold=True)}: {', '.join(engine(name).OPS)}")


def _show_settings(name: str, ops: Mapping[str, dict[str, object]]) -> None:
    if not ops:
        click.echo(f"{click.style(name, bold=True)}: a profile sets nothing here")
    for op, schema in ops.items():
        click.echo(f"{click.style(name, bold=True)} {op}")
        for line in _settings(schema):
            click.echo(f"  {line}")


def _settings(schema: dict[str, object]) -> Iterator[str]:
    properties = schema.get("properties")
    for name, about in properties.items() if isinstance(properties, dict) else ():
        default = f" [default: {about['default']}]" if about.get("default") is not None else ""
        yield f"{name}: {about.get('description', about.get('type', ''))}{default}"
