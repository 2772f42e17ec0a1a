"""Pulls that succeed: the documents, the requests, and the lock."""

import datetime
import gzip
import threading
import tomllib
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console
from rich.progress import Progress

from scripts.common.sources import read_sources
from scripts.pull.lock import digest_of
from scripts.pull.upstream import PulledDocument, pull
from tests.pull.server import Behaviour, Exchange, Server, document, in_turn, serve
from tests.pull.workspace import NEW, OLD, ROOT, Workspace

PUBLISHED = ROOT.parent / "shared" / "upstream" / "current"


def locked(workspace: Workspace) -> list[dict[str, object]]:
    tables: list[dict[str, object]] = tomllib.loads(workspace.lock.read_text())["source"]
    return tables


def test_pull_from_a_folder(fresh: Workspace) -> None:
    before = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
    result = fresh.pull(fresh.mirror(OLD))
    assert (result.status, result.err) == (0, "")
    assert result.out == f"one: changed ({len(OLD):,} bytes)\n"
    assert fresh.document() == OLD
    [entry] = locked(fresh)
    pulled = entry.pop("pulled")
    assert isinstance(pulled, datetime.datetime)
    assert before <= pulled <= datetime.datetime.now(datetime.UTC)
    # Neither the folder nor the published URL, where another document may be.
    assert entry == {
        "name": "one",
        "mirror": True,
        "sha256": digest_of(OLD),
        "size": len(OLD),
    }
    assert set(fresh.snapshot()) == {"sources.toml", "sources.lock", "upstream/one.json"}


@pytest.mark.parametrize("name", ["mirror", "mirror/", "./mirror/../mirror"])
def test_pull_finds_a_document_in_a_folder_next_to_the_mirror(tmp_path: Path, name: str) -> None:
    workspace = Workspace(tmp_path / "workspace", "one", "two")
    for folder, file, content in (("mirror", "one", OLD), ("service", "two", NEW), ("service", "one", NEW)):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / f"{file}.json").write_bytes(content)
    (tmp_path / "another").mkdir()
    (tmp_path / "a-file").touch()
    (tmp_path / "same-folder").symlink_to(tmp_path / "service")
    result = workspace.pull(f"{tmp_path}/{name}")
    assert (result.status, result.err) == (0, "")
    assert workspace.document("one") == OLD  # That of the mirror itself comes first.
    assert workspace.document("two") == NEW
    assert [entry["mirror"] for entry in locked(workspace)] == [True, True]


def test_pull_records_the_url_of_a_document_once_it_has_been_fetched_from_there(
    fresh: Workspace, server: Server
) -> None:
    server.routes["/one.json"] = serve(OLD)
    fresh.pull(fresh.mirror(OLD))
    assert fresh.pull(server.address).status == 0
    [entry] = locked(fresh)
    assert entry["url"] == f"{server.address}/one.json"
    # A mirror with the same document does not change what is known about it; another one does.
    assert fresh.pull(fresh.mirror(OLD)).status == 0
    assert locked(fresh) == [entry]
    fresh.pull(fresh.mirror(NEW))
    assert "url" not in locked(fresh)[0]


def test_pull_finds_a_document_next_to_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Workspace(tmp_path / "workspace")
    for folder in ("mirror", "service"):
        (tmp_path / folder).mkdir()
    (tmp_path / "service" / "one.json").write_bytes(NEW)
    monkeypatch.chdir(tmp_path / "mirror")
    assert workspace.pull(".").status == 0
    assert workspace.document() == NEW


def test_pull_from_a_url(fresh: Workspace, server: Server) -> None:
    server.routes["/some/where/one.json"] = serve(NEW, etag='W/"1"')
    result = fresh.pull(f"{server.address}/some/where/")
    assert (result.status, result.out, result.err) == (0, f"one: changed ({len(NEW):,} bytes)\n", "")
    assert fresh.document() == NEW
    [entry] = locked(fresh)
    assert entry["url"] == f"{server.address}/some/where/one.json"
    assert entry["etag"] == 'W/"1"'
    [request] = server.requests
    assert request.headers["user-agent"] == "aimlkit-pull"
    assert request.headers["accept-encoding"] == "gzip"
    assert "if-none-match" not in request.headers


def test_pull_keeps_passwords_out_of_the_lock_and_messages(fresh: Workspace, server: Server) -> None:
    server.routes["/one.json"] = serve(NEW)
    assert fresh.pull(server.address.replace("//", "//user:secret@")).status == 0
    assert server.requests[0].headers["authorization"].startswith("Basic ")
    assert "secret" not in fresh.lock.read_text()
    server.routes.clear()
    fresh.assert_refused("404", mirror=server.address.replace("//", "//user:secret@"))
    assert "secret" not in fresh.pull(server.address.replace("//", "//user:secret@")).err


def test_pull_sends_the_etag_and_changes_nothing_on_304(fresh: Workspace, server: Server) -> None:
    server.routes["/one.json"] = in_turn(serve(NEW, etag='"1"'), lambda exchange: exchange.head(304))
    fresh.pull(server.address)
    before, changed_at = fresh.snapshot(), fresh.lock.stat().st_mtime_ns
    result = fresh.pull(server.address)
    assert (result.status, result.out) == (0, "one: unchanged\n")
    assert server.requests[1].headers["if-none-match"] == '"1"'
    assert fresh.snapshot() == before
    assert fresh.lock.stat().st_mtime_ns == changed_at


def test_pull_checks_the_operation_of_an_unchanged_document(fresh: Workspace, server: Server) -> None:
    server.routes["/one.json"] = in_turn(serve(NEW, etag='"1"'), lambda exchange: exchange.head(304))
    fresh.pull(server.address)
    fresh.write_sources(operation="POST /v1/responses")
    fresh.assert_refused("POST /v1/responses is gone", "POST /v1/chat/completions", mirror=server.address)


@pytest.mark.parametrize("second", [serve(NEW), serve(NEW, etag='"2"')])
def test_pull_ignores_a_new_etag_for_the_same_content(
    fresh: Workspace, server: Server, second: Behaviour
) -> None:
    server.routes["/one.json"] = in_turn(serve(NEW, etag='"1"'), second)
    fresh.pull(server.address)
    before, changed_at = fresh.snapshot(), fresh.lock.stat().st_mtime_ns
    assert fresh.pull(server.address).out == "one: unchanged\n"
    assert fresh.snapshot() == before
    assert fresh.lock.stat().st_mtime_ns == changed_at


def test_pull_sends_no_etag_for_a_modified_file(fresh: Workspace, server: Server) -> None:
    server.routes["/one.json"] = serve(NEW, etag='"1"')
    fresh.pull(server.address)
    lock = fresh.lock.read_bytes()
    (fresh.upstream / "one.json").write_bytes(OLD)
    assert fresh.pull(server.address).out == "one: unchanged\n"
    assert "if-none-match" not in server.requests[1].headers
    assert (fresh.document(), fresh.lock.read_bytes()) == (NEW, lock)
    (fresh.upstream / "one.json").unlink()
    assert fresh.pull(server.address).out == "one: unchanged\n"
    assert (fresh.document(), fresh.lock.read_bytes()) == (NEW, lock)


def test_pull_sends_no_etag_to_another_url(fresh: Workspace, server: Server) -> None:
    server.routes["/one.json"] = server.routes["/other/one.json"] = serve(NEW, etag='"1"')
    fresh.pull(server.address)
    assert fresh.pull(f"{server.address}/other").out == "one: unchanged\n"
    assert "if-none-match" not in server.requests[1].headers


@pytest.mark.parametrize("etag", ["\x01", "a\tb", "caf\xe9", '"' + "x" * 300 + '"', ""])
def test_pull_drops_an_etag_that_cannot_be_sent_back(fresh: Workspace, server: Server, etag: str) -> None:
    server.routes["/one.json"] = serve(NEW, etag=etag)
    assert fresh.pull(server.address).status == 0
    assert "etag" not in locked(fresh)[0]


def test_pull_escapes_the_etag_in_the_lock(fresh: Workspace, server: Server) -> None:
    etag = r'"\"\n[[source]]\nname = \"evil\"'
    server.routes["/one.json"] = serve(NEW, etag=etag)
    fresh.pull(server.address)
    [entry] = locked(fresh)
    assert entry["etag"] == etag
    fresh.pull(server.address)
    assert server.requests[1].headers["if-none-match"] == etag


def test_pull_updates_the_lock_entries_of_changed_documents_only(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "workspace", "one", "two", "three")
    workspace.pull(workspace.mirror(OLD))
    lock = workspace.lock.read_text().replace("pulled = 2", "pulled = 1")
    workspace.lock.write_text(lock)
    entries = lock.split("\n\n")
    # "three" is removed from the sources, "two" changes, and the order is that of the sources.
    workspace.names = ("two", "one")
    workspace.write_sources()
    assert workspace.pull(workspace.mirror(OLD)).out == "two: unchanged\none: unchanged\n"
    assert workspace.lock.read_text() == lock
    (tmp_path / "mirror" / "two.json").write_bytes(NEW)
    result = workspace.pull(str(tmp_path / "mirror"))
    assert result.out == f"two: changed ({len(NEW):,} bytes)\none: unchanged\n"
    header, two, one = workspace.lock.read_text().split("\n\n")
    assert header == entries[0]
    assert one.strip() == entries[1]
    assert two != entries[2]
    assert [entry["name"] for entry in locked(workspace)] == ["two", "one"]


def test_pull_downloads_concurrently(tmp_path: Path, server: Server) -> None:
    workspace = Workspace(tmp_path / "workspace", "one", "two", "three")
    together = threading.Barrier(3)

    def behaviour(exchange: Exchange) -> None:
        together.wait(timeout=5)
        exchange.respond(NEW)

    for name in workspace.names:
        server.routes[f"/{name}.json"] = behaviour
    assert workspace.pull(server.address).status == 0
    assert len(server.requests) == 3


def test_pull_retries_a_5xx_status(workspace: Workspace, server: Server) -> None:
    server.routes["/one.json"] = in_turn(serve(b"", 500), serve(b"", 503), serve(NEW))
    assert workspace.pull(server.address).status == 0
    assert workspace.document() == NEW


def test_pull_retries_a_broken_connection(workspace: Workspace, server: Server) -> None:
    def cut_off(exchange: Exchange) -> None:
        exchange.head(content_length=len(NEW))
        exchange.send(NEW[:20])

    server.routes["/one.json"] = in_turn(cut_off, lambda exchange: None, serve(NEW))
    assert workspace.pull(server.address).status == 0
    assert workspace.document() == NEW


def test_pull_decompresses_gzip(workspace: Workspace, server: Server) -> None:
    server.routes["/one.json"] = serve(gzip.compress(NEW), content_encoding="gzip")
    assert workspace.pull(server.address).status == 0
    assert workspace.document() == NEW


def test_pull_follows_a_redirect_on_the_same_host(workspace: Workspace, server: Server) -> None:
    server.routes["/one.json"] = serve(b"", 302, location="/there.json")
    server.routes["/there.json"] = serve(b"", 307, location=f"{server.address}/in-the-end.json")
    server.routes["/in-the-end.json"] = serve(NEW)
    assert workspace.pull(server.address).status == 0
    assert workspace.document() == NEW
    assert locked(workspace)[0]["url"] == f"{server.address}/one.json"


def test_pull_does_not_touch_other_files(workspace: Workspace) -> None:
    (workspace.upstream / "notes.txt").write_text("mine")
    assert workspace.pull(workspace.mirror(NEW)).status == 0
    assert (workspace.upstream / "notes.txt").read_text() == "mine"


def test_pull_returns_the_documents_and_updates_the_progress(fresh: Workspace, server: Server) -> None:
    server.routes["/one.json"] = serve(NEW)
    sources = read_sources(fresh.sources)
    display = Progress(console=Console(file=StringIO()))
    outcomes = pull(sources, fresh.lock, fresh.upstream, server.address, display)
    assert outcomes == [PulledDocument(source=sources[0], changed=True, size=len(NEW))]
    [task] = display.tasks
    assert (task.description, task.completed, task.total) == ("one", len(NEW), len(NEW))
    assert pull(sources, fresh.lock, fresh.upstream, server.address) == [
        PulledDocument(source=sources[0], changed=False, size=len(NEW))
    ]


def test_pull_accepts_a_document_with_several_operations(fresh: Workspace) -> None:
    fresh.write_sources(operation="GET /v1/models")
    assert fresh.pull(fresh.mirror(document("POST /v1/responses", "GET /v1/models"))).status == 0


@pytest.mark.skipif(not PUBLISHED.is_dir(), reason="the published documents are not next to the repository")
def test_pull_of_the_published_documents(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "workspace")
    workspace.sources = ROOT / "openapi" / "sources.toml"
    assert workspace.pull(str(PUBLISHED)).status == 0
    assert [path.name for path in sorted(workspace.upstream.iterdir())] == sorted(
        f"{source.name}.json" for source in read_sources(workspace.sources)
    )
