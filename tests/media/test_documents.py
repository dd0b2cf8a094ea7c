"""What is no picture is checked by how it begins, or by being read."""

import pytest

from storyboard.media.documents import check_document, check_json


@pytest.mark.parametrize(
    ("name", "content"),
    [("book.pdf", b"%PDF-1.7\n"), ("book.cbz", b"PK\x03\x04rest"), ("book.svg", b"<svg xmlns='x'/>")],
)
def test_a_document_begins_as_its_format_does(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    assert check_document(tmp_path / name) is None
    (tmp_path / name).write_bytes(b"Traceback (most recent call last)")
    assert check_document(tmp_path / name) == f"{name} does not begin as its format does"


def test_a_format_that_nobody_knows_is_a_fault(tmp_path):
    (tmp_path / "book.doc").write_bytes(b"x")
    assert check_document(tmp_path / "book.doc") == "no document is called book.doc"


@pytest.mark.parametrize(
    ("text", "fault"), [("{}", None), ("[]", "page.json holds no JSON object"), ("{", "page.json is no JSON")]
)
def test_json_is_an_object(tmp_path, text, fault):
    (tmp_path / "page.json").write_text(text)
    found = check_json(tmp_path / "page.json")
    assert found is None if fault is None else found.startswith(fault)
