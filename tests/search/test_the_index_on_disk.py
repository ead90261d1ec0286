"""The index survives what happens to files and processes, and never answers with old copies."""

import resource
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from search.backend import Backend, Unavailable
from search.folder import Busy
from search.tantivy_index import TantivyIndex
from tests.search.documents import document, find, keys


def leaves_files_open(test):
    """The engine leaves files it cannot read for Python to close."""
    ignored = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
    return pytest.mark.usefixtures("swept")(ignored(test))


def again(index: Backend) -> Backend:
    """The same index as another process sees it."""
    return type(index)(index.folder.root)  # type: ignore[call-arg]


def look_again(index: Backend) -> None:
    """What happens when the log was read on, or a second has gone by."""
    index.state(read_to=time.monotonic_ns())


def name_of(index: Backend) -> str:
    return "tantivy" if isinstance(index, TantivyIndex) else "whoosh"


WRITER = """
import sys
from pathlib import Path
from search.backend import Document
from search.engine import made_by

index = made_by(sys.argv[3], Path(sys.argv[1]))
number = int(sys.argv[2])
while True:
    number += 1
    index.put([Document("post", number, f"Post {number}", "rent " * 50, "public")])
    print(number, flush=True)
"""


def test_a_document_put_twice_in_one_batch_is_there_once_and_can_be_changed(index):
    index.put([document(1, "Old"), document(1, "New")])
    assert find(index, "old").total == 0
    assert find(index, "new").total == 1
    index.put([document(1, "Newest")])
    assert [find(index, word).total for word in ("new", "newest")] == [0, 1]


def test_what_is_deleted_is_found_no_more_by_those_who_were_reading(tmp_path, library):
    reader = again(library)
    assert keys(reader, "buses") == ["topic:2"]
    library.delete(["topic:2"])
    look_again(reader)
    assert keys(reader, "buses") == []
    assert dict(reader.stamps()).keys() == dict(library.stamps()).keys()


def test_deleting_what_is_not_there_does_nothing(library):
    library.delete(["topic:99", "nonsense"])
    assert keys(library, "buses") == ["topic:2"]


def test_many_small_batches_keep_one_copy_of_each(index):
    for turn in range(12):
        index.put([document(number, f"Turn {turn}", "rent") for number in range(5)])
    assert find(index, "rent").total == 5
    assert find(index, "turn 3").hits[0].score < find(index, "turn 11").hits[0].score
    assert len(list(index.stamps())) == 5


@leaves_files_open
def test_a_disk_that_is_full_leaves_what_was_there_and_no_lock(library):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, hard))
    try:
        with pytest.raises(Unavailable):
            library.put([document(n, f"Title {n}", "word " * 2000) for n in range(20, 40)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert keys(library, "buses") == ["topic:2"]
    library.put([document(50, "Written afterwards")])
    assert keys(library, "afterwards") == ["topic:50"]


@leaves_files_open
def test_a_writer_that_is_killed_loses_nothing_it_had_acknowledged(index):
    written = 0
    for delay in (0.0, 0.03, 0.08, 0.15):
        written = killed_after(delay, index, written)
        survivor = again(index)
        survivor.put([document(1, "Written by the next")])
        assert find(survivor, "kind:post rent").total >= written
    assert written > 0


def killed_after(delay: float, index: Backend, written: int) -> int:
    """The number of the last post acknowledged by a writer that was killed."""
    arguments = str(index.folder.root), str(written), name_of(index)
    command = [sys.executable, "-W", "ignore", "-c", WRITER, *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout
        first = writer.stdout.readline()
        time.sleep(delay)
        writer.send_signal(signal.SIGKILL)
        return int((writer.stdout.read().split() or [first])[-1])


@leaves_files_open
def test_an_emptied_table_of_contents_is_unavailable_until_it_is_built_again(library):
    for name in ("*.toc", "meta.json"):
        for table in library.folder.current().glob(name):
            table.write_bytes(b"")
    broken = again(library)

    with pytest.raises(Unavailable):
        find(broken, "buses")
    with pytest.raises(Unavailable):
        broken.put([document(1, "x")])
    assert not broken.is_there
    broken.rebuild([document(2, "Free buses")])
    assert keys(broken, "buses") == ["topic:2"]


@leaves_files_open
def test_damaged_files_are_unavailable_and_leave_a_note_for_the_worker(library):
    for name in ("*.seg", "*.idx", "*.store"):
        for segment in library.folder.current().glob(name):
            segment.write_bytes(segment.read_bytes()[:200] + b"\0" * 50)
    broken = again(library)

    with pytest.raises(Unavailable):
        find(broken, "buses")
    assert not broken.check()


def test_a_missing_folder_is_unavailable(tmp_path, engine_class):
    missing = engine_class(tmp_path / "nowhere")
    with pytest.raises(Unavailable):
        find(missing, "buses")
    assert not missing.is_there


def test_an_index_of_another_shape_is_not_read(library):
    (library.folder.root / "current").write_text("00000000-abc", encoding="ascii")
    assert not again(library).is_there


def test_the_old_index_serves_while_a_new_one_is_built(library):
    def documents():
        yield document(1, "First of the new")
        assert keys(library, "buses") == ["topic:2"]
        assert keys(again(library), "buses") == ["topic:2"]
        yield document(2, "Second of the new")

    assert library.rebuild(documents()) == 2
    assert keys(library, "buses") == []
    assert keys(library, "second") == ["topic:2"]


def test_a_rebuild_that_is_broken_off_changes_nothing_and_is_cleared_away_by_the_next(library):
    def documents():
        yield document(1, "x")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        library.rebuild(documents())
    assert keys(library, "buses") == ["topic:2"]

    library.rebuild([document(1, "x")])
    library.rebuild([document(1, "x")])
    assert len([path for path in library.folder.root.iterdir() if path.is_dir()]) == 2


def test_one_process_writes_at_a_time(library):
    other = again(library)
    with library.folder.writing(), pytest.raises(Busy), other.folder.writing():
        pass
    with other.folder.writing():
        pass


@leaves_files_open
def test_threads_read_while_another_process_writes(library):
    reader = again(library)
    found: list[int] = []

    def ask(until: float) -> None:
        while time.monotonic() < until:
            look_again(reader)
            found.append(find(reader, "tenants home rents").total)

    with ThreadPoolExecutor(4) as pool:
        asking = [pool.submit(ask, time.monotonic() + 1.0) for _ in range(4)]
        for turn in range(6):
            library.put([document(n, f"Tenants {turn}", "home rents") for n in range(20, 25)])
        for one in asking:
            one.result()

    assert found
    assert find(reader, "tenants home rents").total >= 5
