"""Provenance of an exported study as RO-Crate 1.1 metadata (JSON-LD), so that archives and readers find their way."""

import hashlib
import json
import mimetypes
from pathlib import Path
from typing import Any

CRATE = "ro-crate-metadata.json"
KINDS = {".parquet": "application/vnd.apache.parquet", ".md": "text/markdown", ".tex": "application/x-tex"}


def write_crate(folder: Path, name: str, about: str, made: str, software: dict[str, str], command: str) -> None:
    """Write the metadata of all files that ``folder`` holds, with their sizes and SHA-256.

    ``made``: ISO date and time; ``software``: versions by package; ``command``: makes the folder again.
    """
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != CRATE)
    entities = [_file(path, folder) for path in files]
    tools = [{"@id": f"#{tool}", "@type": "SoftwareApplication", "name": tool, "version": release}
             for tool, release in software.items()]  # fmt: skip
    root: dict[str, Any] = {
        "@id": "./",
        "@type": "Dataset",
        "name": name,
        "description": about or name,
        "datePublished": made,
        "license": {"@id": "#license"},
        "hasPart": [{"@id": entity["@id"]} for entity in entities],
        "mentions": {"@id": "#run"},
    }
    action = {
        "@id": "#run",
        "@type": "CreateAction",
        "name": command,
        "endTime": made,
        "instrument": [{"@id": tool["@id"]} for tool in tools],
        "result": {"@id": "./"},
    }
    about_itself = {
        "@id": CRATE,
        "@type": "CreativeWork",
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
        "about": {"@id": "./"},
    }
    licence = {"@id": "#license", "@type": "CreativeWork", "name": "To be chosen by whoever publishes these results"}
    graph = [about_itself, root, licence, action, *tools, *entities]
    tree = {"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": graph}
    (folder / CRATE).write_text(json.dumps(tree, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _file(path: Path, folder: Path) -> dict[str, Any]:
    content = path.read_bytes()
    kind = KINDS.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return {
        "@id": path.relative_to(folder).as_posix(),
        "@type": "File",
        "name": path.name,
        "encodingFormat": kind,
        "contentSize": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
