"""Where an imported script is written, and which schema it names."""

from __future__ import annotations

import os
from pathlib import Path
from secrets import token_hex

from storyboard.base.errors import StoryboardError

_SCHEMA = "storyboard.schema.json"


def check_output(screenplay: Path, output: Path, force: bool) -> None:
    """Raise StoryboardError where a script can't be written to `output`, before any work is done."""
    if not output.parent.is_dir():
        raise StoryboardError(f"{output.parent}: there is no such folder to write the script into")
    if output.is_dir():
        raise StoryboardError(f"{output} is a folder; name a file in it, such as {output / 'film.yaml'}")
    if output.exists() and screenplay.exists() and output.samefile(screenplay):
        raise StoryboardError(f"{output} is the screenplay itself; name another file with -o")
    if output.exists() and not force:
        raise StoryboardError(_there(output))


def schema_for(output: Path) -> str:
    """Where the script's schema lies, from its folder: the nearest at or above it, else beside it."""
    folder = output.resolve().parent
    for above in (folder, *folder.parents):
        for name in (_SCHEMA, f"schemas/{_SCHEMA}"):
            if (above / name).is_file():
                return Path(os.path.relpath(above / name, folder)).as_posix()
    return _SCHEMA


def write_script(output: Path, text: str, force: bool) -> None:
    """Write the script whole or not at all; without `force` never over a file that came up meanwhile."""
    draft = output.with_name(f".{output.name}.{token_hex(8)}")
    try:
        with draft.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        if force:
            draft.replace(output)
        else:
            os.link(draft, output)
    except FileExistsError:
        raise StoryboardError(_there(output)) from None
    except OSError as error:
        raise StoryboardError(f"{output}: {error.strerror}") from error
    finally:
        draft.unlink(missing_ok=True)


def _there(output: Path) -> str:
    return f"{output} is there already; choose another file with -o, or replace it with --force"
