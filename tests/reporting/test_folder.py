"""An output folder appears whole, replaces only what an earlier one left, and never touches other files."""

from pathlib import Path

import pandas as pd
import pytest

from copsim.errors import InputError
from copsim.reporting.folder import output_folder, write_manifest, write_table


def fill(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"new {name}", encoding="utf-8")
    write_manifest({"command": "copsim run"}, folder)


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_new_folder_appears_at_the_end(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    with output_folder(out) as folder:
        fill(folder, "a.csv", "figures/b.png")
        assert not out.exists()
    assert files(tmp_path) == {"deep/out/a.csv", "deep/out/figures/b.png", "deep/out/manifest.json"}


def test_an_empty_folder_needs_no_permission(tmp_path: Path) -> None:
    with output_folder(tmp_path) as folder:
        fill(folder, "a.csv")
    assert files(tmp_path) == {"a.csv", "manifest.json"}


def test_overwriting_drops_what_the_earlier_output_left_and_keeps_other_files(tmp_path: Path) -> None:
    with output_folder(tmp_path) as folder:
        fill(folder, "a.csv", "figures/old.png")
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with output_folder(tmp_path, overwrite=True) as folder:
        fill(folder, "a.csv", "b.csv")
    assert files(tmp_path) == {"a.csv", "b.csv", "manifest.json", "notes.txt"}
    assert not (tmp_path / "figures").exists()
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_a_manifest_cannot_name_files_outside_the_folder(tmp_path: Path) -> None:
    out, other = tmp_path / "out", tmp_path / "other.txt"
    other.write_text("mine", encoding="utf-8")
    out.mkdir()
    (out / "manifest.json").write_text(f'{{"files": ["../other.txt", "{other.as_posix()}", 5]}}', encoding="utf-8")
    with output_folder(out, overwrite=True) as folder:
        fill(folder, "a.csv")
    assert other.read_text(encoding="utf-8") == "mine"
    assert files(out) == {"a.csv", "manifest.json"}


def test_a_broken_manifest_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("{", encoding="utf-8")
    with output_folder(tmp_path, overwrite=True) as folder:
        fill(folder, "a.csv")
    assert files(tmp_path) == {"a.csv", "manifest.json"}


def test_content_is_refused_before_the_work_starts(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").touch()
    with pytest.raises(InputError, match="--overwrite"), output_folder(tmp_path):
        pytest.fail("the work started")


def test_an_error_leaves_everything_as_it_was(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), output_folder(tmp_path / "a" / "b") as folder:
        fill(folder, "a.csv")
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_the_folder_is_taken_meanwhile(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with pytest.raises(InputError, match="cannot write"), output_folder(out) as folder:
        fill(folder, "a.csv")
        out.write_text("somebody else's", encoding="utf-8")
    assert out.read_text(encoding="utf-8") == "somebody else's"


def test_parquet_holds_full_precision_and_csv_ten_digits(tmp_path: Path) -> None:
    table = pd.DataFrame({"arm": ["a"], "seed": [2**62 + 1], "value": [1 / 3]})
    write_table(table, tmp_path / "t")
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "t.parquet"), table)
    assert (tmp_path / "t.csv").read_text(encoding="utf-8") == "arm,seed,value\na,4611686018427387905,0.3333333333\n"
