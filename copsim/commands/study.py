"""``copsim study``: plan, run, resume, status, verify, export, merge and list."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from copsim.commands.progress import Progress, say
from copsim.commands.study_request import STORES, StudyRequest
from copsim.commands.study_stopping import description_of, how_it_stands, next_seeds, refuse_shards, standing
from copsim.commands.words import counted
from copsim.errors import InputError
from copsim.study.backends.settings import backend_of, backend_settings
from copsim.study.description import Description, known_studies, read_description
from copsim.study.merging import adopt_plans, merge, shard_folder, shard_of, shards_of
from copsim.study.runner import Backend, progress_of, run
from copsim.study.runner import Progress as Found
from copsim.study.store import MANIFEST, Store
from copsim.study.version import model_version

if TYPE_CHECKING:
    from copsim.study.design import Design

INTERRUPTED = 130


def study(request: StudyRequest) -> None:
    """Do what is asked of a study. Raises InputError, one sentence."""
    VERBS[request.verb](request)


def _list(_: StudyRequest) -> None:
    print("Studies that come with copsim (conf/study):")
    for name in known_studies():
        print(f"  {name:28}{read_description(name).question}")
    stores = sorted(path.parent for path in STORES.glob(f"*/{MANIFEST}"))
    if stores:
        print(f"\nStudies in {STORES}:")
        for folder in stores:
            print(f"  {folder.name:28}{_how_far(Store(folder))}")


def _designed(request: StudyRequest) -> "tuple[Description, Design]":
    from copsim.study.design import design_of

    description = read_description(request.name, request.changes)
    return description, design_of(description, model_version())


def _plan(request: StudyRequest) -> None:
    from copsim.study.pilot import estimate
    from copsim.study.registration import unplanned

    description, design = _designed(request)
    backend = backend_of(backend_settings(request.backend, request.backend_changes))
    runs = len({case.digest for case in design.cases})
    left = unplanned(request.folder, design) if request.folder.exists() else runs
    print(f"{request.title}: {description.question}".rstrip(": "))
    print(_cases_said(design, runs))
    if design.refusals:
        print(f"{counted(len(design.refusals), 'case')} cannot be, for instance: {_reason(design)}.")
    if description.stop:
        print(f"It may stop after {description.least_pairs} seeds: {_of_first_seeds(design):,} runs at least.")
    if left < runs:
        print(f"{runs - left:,} of them are planned in {request.folder} already.")
    found = estimate(design)
    workers = backend.workers
    wall, size = found.wall(runs, workers), found.bytes(runs, description.chunk_runs)
    print(f"Pilot of {counted(found.runs, 'run')}: {found.seconds:.3g} s a run on one core.")
    print(f"Expected: {_clock(wall)} on {counted(workers, 'worker')} ({backend.name}), {size / 1e6:.3g} MB of disk.")
    if runs > description.most_cases:
        print(f"That is more than most_cases={description.most_cases:,}; run it with --yes.")


def _cases_said(design: "Design", runs: int) -> str:
    arms = len({case.arm for case in design.cases})
    points = len({case.point for case in design.cases})
    seeds = len(design.description.seed_numbers)
    words = (
        f"{counted(arms, 'arm')} x {counted(points, 'point')} x {counted(seeds, 'seed')} = {len(design.cases):,} cases"
    )
    return words + (f", {runs:,} different runs" if runs < len(design.cases) else "") + "."


def _of_first_seeds(design: "Design") -> int:
    """Runs that the first look of a study takes."""
    first = set(design.description.seed_numbers[: design.description.least_pairs])
    return len({case.digest for case in design.cases if case.seed in first})


def _reason(design: "Design") -> str:
    import json

    return str(json.loads(design.refusals[0])["refused"])


def _run(request: StudyRequest) -> None:
    from copsim.study.registration import register

    backend = backend_of(backend_settings(request.backend, request.backend_changes))
    description, design = _designed(request)
    runs = len({case.digest for case in design.cases})
    if runs > description.most_cases and not request.yes:
        raise InputError(
            f"{request.title} has {runs:,} cases, more than most_cases={description.most_cases:,}; "
            f"see 'copsim study plan {request.name}', then add --yes"
        )
    folder = request.folder
    if request.shard is not None:
        refuse_shards(description)
        folder = shard_folder(folder, shard_of(request.shard))
        adopt_plans(folder, request.folder)
    store = register(folder, request.title, design, model_version())
    _carry_on(request, store, backend)


def _resume(request: StudyRequest) -> None:
    folder = request.folder
    backend = backend_of(backend_settings(request.backend, request.backend_changes))
    if request.changes:
        key = next(iter(request.changes))
        raise InputError(f"resume goes on with the study as it is; to change {key}, use 'copsim study run'")
    if request.shard is not None:
        folder = shard_folder(folder, shard_of(request.shard))
        refuse_shards(description_of(Store(folder)))
    _carry_on(request, Store(folder), backend)


def _carry_on(request: StudyRequest, store: Store, backend: Backend) -> None:
    shard = shard_of(request.shard) if request.shard is not None else None
    stops = bool(description_of(store).stop)
    begun = time.monotonic()
    with _interruptible(request, store), Progress("running", request.quiet) as progress:
        found = run(store, backend, shard, progress, request.again, next_seeds if stops else None)
    for sentence in found.damaged.values():
        say(f"copsim: {sentence}; it was moved to {store.folder / 'aside'} and computed again", request.quiet)
    _tell_strangers(found, request.quiet)
    if not request.quiet:
        print(f"{_how_far(store)} In {store.folder}, after {_clock(time.monotonic() - begun)}.")
        if shard is None and (stops or found.done == found.wanted):
            print(f"Next: copsim study export {request.name}{_store_word(request)}")


@contextmanager
def _interruptible(request: StudyRequest, store: Store) -> Iterator[None]:
    """Ctrl-C ends a study in a sentence: what is finished stays."""
    try:
        yield
    except KeyboardInterrupt:
        print(
            f"copsim: interrupted; {_how_far(store)} Go on with: copsim study resume "
            f"{request.name}{_store_word(request)}",
            file=sys.stderr,
        )
        raise SystemExit(INTERRUPTED) from None


def _store_word(request: StudyRequest) -> str:
    return "" if request.store is None else f" --store {request.store}"


def _status(request: StudyRequest) -> None:
    store = Store(request.folder)
    found = progress_of(store)
    print(f"{store.manifest['study']}: {_how_far(store, found)}")
    if store.version != model_version():
        print(f"Its results are of model version {store.version}; this is {model_version()}, which cannot add to them.")
    for sentence in found.damaged.values():
        print(f"Damaged: {sentence}; 'copsim study resume' computes it again.")
    _tell_strangers(found, False)


def _tell_strangers(found: Found, quiet: bool) -> None:
    if found.foreign:
        several = "a file that is" if len(found.foreign) == 1 else f"{len(found.foreign)} files that are"
        say(f"copsim: chunks/ holds {several} not the study's ({found.foreign[0]}); left alone and not read", quiet)


def _how_far(store: Store, known: Found | None = None) -> str:
    """How many runs are done, and where a study that may stop early stands."""
    found = progress_of(store) if known is None else known
    failed = f", {found.failed:,} of them failed" if found.failed else ""
    if not description_of(store).stop:
        return f"{found.done:,} of {found.wanted:,} runs are done{failed}."
    return f"{found.done:,} of at most {found.wanted:,} runs are done{failed}. {how_it_stands(standing(store))}"


def _verify(request: StudyRequest) -> None:
    from copsim.study.verification import verify

    verdict = verify(Store(request.folder), request.sample, request.seed)
    if not verdict.holds:
        what = [f"{counted(len(verdict.damaged), 'chunk')} damaged ({verdict.damaged[0]})"] if verdict.damaged else []
        if verdict.different:
            what.append(f"{counted(len(verdict.different), 'case')} came out otherwise ({verdict.different[0]})")
        raise InputError(f"the study in {request.folder} does not hold: {' and '.join(what)}")
    print(
        f"{counted(verdict.chunks, 'chunk')} read whole, {counted(verdict.cases, 'case')} run again: equal to the bit."
    )


def _merge(request: StudyRequest) -> None:
    parts = list(request.parts) or shards_of(request.folder)
    new = merge(request.folder, parts)
    far = _how_far(Store(request.folder))
    print(f"{counted(new, 'chunk')} added from {counted(len(parts), 'shard')}. {far}")


def _export(request: StudyRequest) -> None:
    from copsim.commands.study_export import export

    export(request, Store(request.folder))


def _clock(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


VERBS = {
    "list": _list,
    "plan": _plan,
    "run": _run,
    "resume": _resume,
    "status": _status,
    "verify": _verify,
    "export": _export,
    "merge": _merge,
}
