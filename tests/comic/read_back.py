"""Books made by the command from a script, and what other programs read in them."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import yaml
from PIL import Image

from storyboard.cli import storyboard
from storyboard.cli.json_out import Report

EPUBCHECK = shutil.which("epubcheck")
needs_epubcheck = pytest.mark.skipif(
    not (EPUBCHECK and shutil.which("java")), reason="epubcheck or the java that runs it is not installed"
)
needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils is not installed")
Pixels = npt.NDArray[np.int_]


@dataclass(frozen=True, slots=True)
class Books:
    """The books of one script, in a folder of their own, from one cache."""

    script: Path
    folder: Path

    def book(self, file: str, *options: str) -> Path:
        """What `storyboard sheet` writes; made once."""
        path = self.folder / file
        if not path.exists():
            command = ["sheet", str(self.script), "-o", str(path), "--cache", str(self.folder / "cache")]
            inline = ["--executor", "inline"]
            assert storyboard.main([*command, *inline, *options], standalone_mode=False, obj=Report()) == 0
        return path

    def raster(self) -> list[Pixels]:
        """The pages as Storyboard itself draws them."""
        with zipfile.ZipFile(self.book("book.cbz")) as book:
            return [pixels(book.read(name)) for name in book.namelist() if name.endswith(".jpeg")]

    def said(self) -> list[str]:
        """Every line of the script, as it is lettered, in the order of reading."""
        script = yaml.safe_load(self.script.read_text(encoding="utf-8"))
        lines = [next(iter(line.values())) for shot in script["shots"] for line in shot.get("dialogue", ())]
        words = [line.get("says", line) if isinstance(line, dict) else line for line in lines]
        said = [text["en"] if isinstance(text, dict) else text for text in words]
        return [line.upper() for line in said] if script.get("book", {}).get("caps", True) else said


def pixels(encoded: bytes, size: tuple[int, int] | None = None) -> Pixels:
    picture = Image.open(io.BytesIO(encoded)).convert("RGB")
    return np.asarray(picture.resize(size, Image.Resampling.LANCZOS) if size else picture).astype(int)


def alike(theirs: Pixels, ours: Pixels, mean: int = 4) -> bool:
    """The same picture, but for the edges of lines, which every renderer smooths in its own way.

    `mean` is how far apart the pixels may be on average: the more, the more lines there are to the page.
    """
    assert theirs.shape == ours.shape
    apart = np.abs(theirs - ours)
    return bool(apart.mean() < mean and (apart.max(axis=2) > 100).mean() < 0.005)


def in_order(words: str, said: list[str], space: str = " ") -> bool:
    """Whether a text has all lines, one after another; `space` is what becomes of any white space in it."""
    text, start = space.join(words.split()), 0
    for line in said:
        sought = space.join(line.split())
        found = text.find(sought, start)
        assert found >= 0, f"{sought!r} comes after {text[max(0, start - 60) : start]!r} nowhere"
        start = found + len(sought)
    return True


def read_by_pypdf(path: Path) -> list[str]:
    """The text of each page of a PDF."""
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed")
    return [page.extract_text() for page in pypdf.PdfReader(path).pages]


def read_by_poppler(path: Path, *asked: str) -> str:
    """The text of a PDF, laid out, or `-raw`: in the order in which it is written."""
    command = ["pdftotext", *asked, "-enc", "UTF-8", str(path), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def drawn_by_poppler(path: Path, folder: Path, dpi: int, *trim: str) -> list[bytes]:
    """The pages of a PDF as PNG."""
    command = ["pdftoppm", "-r", str(dpi), *trim, "-png", str(path), str(folder / "page")]
    subprocess.run(command, check=True)
    return [page.read_bytes() for page in sorted(folder.glob("page*.png"))]


def drawn_by_resvg(path: Path, size: tuple[int, int], fonts: list[Path]) -> Pixels:
    """A page of SVG, so many pixels large, in no other fonts than these."""
    resvg = pytest.importorskip("resvg_py", reason="resvg_py is not installed")
    start, _, rest = path.read_text(encoding="utf-8").partition(' viewBox="')
    namespace = start.partition(' width="')[0]
    sized = f'{namespace} width="{size[0]}" height="{size[1]}" viewBox="{rest}'
    files = [str(font) for font in fonts]
    return pixels(bytes(resvg.svg_to_bytes(svg_string=sized, font_files=files, skip_system_fonts=True)))


_TEXT = "{http://www.w3.org/2000/svg}text"


def lines_of_epub(path: Path) -> list[list[str]]:
    """The lines of text on each page of an EPUB, as they stand in it, without marks of direction."""
    etree = pytest.importorskip("lxml.etree", reason="lxml is not installed")
    with zipfile.ZipFile(path) as book:
        pages = [name for name in sorted(book.namelist()) if name.endswith(".xhtml") and name[-7].isdigit()]
        return [
            [
                text.text.strip("\N{RIGHT-TO-LEFT MARK}")
                for text in etree.fromstring(book.read(page)).iter(_TEXT)
            ]
            for page in pages
        ]


def faults_by_epubcheck(path: Path) -> str:
    """What EPUB's own checker says against a book.

    Debian's command is the jar itself, which only some kernels start; Java always does, and for a book as
    small as these it should start quickly rather than become quick.
    """
    assert EPUBCHECK is not None
    java = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar"]
    command = [*(java if zipfile.is_zipfile(EPUBCHECK) else []), EPUBCHECK, str(path)]
    checked = subprocess.run(command, capture_output=True, text=True)
    clean = "0 fatals / 0 errors / 0 warnings" in checked.stdout
    return "" if clean else f"epubcheck ended with {checked.returncode}: {checked.stdout}{checked.stderr}"
