"""A workspace with a password: nothing of it can be read without, and nothing else is different."""

from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from inspector.domain.errors import Refused
from inspector.domain.evidence import Evidence
from inspector.domain.ids import EvidenceId
from inspector.storage import file_check, passwords
from inspector.storage.before_merge import before_file
from inspector.storage.engine import Access, connect
from inspector.storage.erasing import replace_and_erase
from inspector.storage.key import is_encrypted, key_for, new_key
from inspector.storage.passwords import copy_under, remove_password, set_password
from inspector.storage.purge import purge_text
from inspector.storage.snapshot_files import copy_tables
from inspector.storage.snapshots import backup, list_snapshots, restore, take
from inspector.storage.verify import verify
from inspector.storage.workspace_file import WorkspaceFile
from tests.storage.material import EDUCATION, SET, TASK, ZHANG, answer, change, put, set_up, stored

PASSWORD = "宁州2025不外传"
SECRET = "某科科长口头承认未公开"
PHOTO = b"a photo that shows a face " * 400


def everywhere(path: Path) -> bytes:
    """Return all bytes of the workspace, what lies beside it, and its snapshots."""
    return b"".join(one.read_bytes() for one in sorted(path.parent.rglob("*")) if one.is_file())


def fill(workspace: WorkspaceFile) -> None:
    """Put in a secret note and a photo."""
    set_up(workspace)
    put(workspace, answer(note=SECRET))
    with workspace.unit_of_work(ZHANG) as work:
        blob = work.put_blob(PHOTO)
        work.add(Evidence(id=EvidenceId("p"), inspection=TASK, unit=EDUCATION.id, blob=blob))
        work.commit(SET)


@pytest.fixture
def locked(path: Path) -> Path:
    """Return a workspace that was made with a password."""
    with WorkspaceFile.create(path, password=PASSWORD) as workspace:
        fill(workspace)
    return path


@pytest.fixture
def plain(path: Path) -> Path:
    """Return a workspace without a password, and a snapshot of it."""
    with WorkspaceFile.create(path) as workspace:
        fill(workspace)
        take(workspace, "import")
    return path


def assert_nothing_to_read(path: Path) -> None:
    """Assert that not a word or a byte of evidence, nor a table's name, stands on the disk."""
    found = everywhere(path)
    for trace in (SECRET.encode(), PHOTO[:26], EDUCATION.name.encode(), b"edit_group", b"SQLite"):
        assert trace not in found


def test_not_a_byte_can_be_read_while_it_is_open_or_after(path: Path) -> None:
    with WorkspaceFile.create(path, password=PASSWORD) as workspace:
        fill(workspace)
        assert path.with_name(path.name + "-wal").stat().st_size > 0
        take(workspace, "import")
        backup(workspace, path.with_name("备份.inspection"))
        assert_nothing_to_read(path)
    assert_nothing_to_read(path)
    assert is_encrypted(path)


def test_with_the_password_all_is_there(locked: Path) -> None:
    with WorkspaceFile.open(locked, unlocking=PASSWORD) as workspace:
        assert stored(workspace) == answer(note=SECRET)
        change(workspace, answer(note=SECRET), answer(note="新"))
        assert verify(workspace).ok
    with WorkspaceFile.open(locked, read_only=True, unlocking=PASSWORD) as workspace:
        assert stored(workspace) == answer(note="新")


@pytest.mark.parametrize("read_only", [True, False])
@pytest.mark.parametrize(
    ("given", "code"),
    [
        (None, "storage.password_needed"),
        ("", "storage.password_needed"),
        ("宁州2025不外传 ", "storage.password_wrong"),
        ("another password", "storage.password_wrong"),
    ],
)
def test_without_it_the_file_stays_shut_and_as_it_is(
    locked: Path, given: str | None, code: str, read_only: bool, capfd: pytest.CaptureFixture[str]
) -> None:
    before = locked.read_bytes()
    with pytest.raises(Refused, match=code):
        WorkspaceFile.open(locked, read_only=read_only, unlocking=given)
    assert locked.read_bytes() == before
    assert [one.name for one in locked.parent.iterdir()] == [locked.name]
    assert capfd.readouterr() == ("", ""), "the library itself is silent"


def test_a_short_password_is_refused_before_anything_is_made(path: Path) -> None:
    with pytest.raises(Refused, match=r"storage.password_short"):
        WorkspaceFile.create(path, password="七个字不够长啊")
    assert list(path.parent.iterdir()) == []


def test_closing_forgets_the_key(locked: Path) -> None:
    workspace = WorkspaceFile.open(locked, unlocking=PASSWORD)
    key = workspace.database.key
    assert key is not None
    assert key.secret.hex() not in repr(key)
    workspace.close()
    assert workspace.database.key is None


def test_the_same_password_written_in_another_form_opens_it(path: Path) -> None:
    with WorkspaceFile.create(path, password="Zürich-Akte") as workspace:
        fill(workspace)
    with WorkspaceFile.open(path, unlocking="Zu\u0308rich-Akte") as workspace:
        assert stored(workspace) == answer(note=SECRET)


def test_any_sqlcipher_tool_opens_the_file_with_the_password(locked: Path) -> None:
    connection = dbapi2.connect(str(locked))
    connection.execute(f"PRAGMA key = '{PASSWORD}'")
    assert connection.execute("SELECT COUNT(*) FROM unit").fetchall() == [(2,)]
    connection.close()


def test_a_changed_byte_is_found(locked: Path) -> None:
    content = bytearray(locked.read_bytes())
    content[-2_000] ^= 1
    locked.write_bytes(content)
    with (
        WorkspaceFile.open(locked, read_only=True, unlocking=PASSWORD) as workspace,
    ):
        assert not verify(workspace).ok


@pytest.mark.parametrize("left", [-4096, -5_000, 20_000, 8_192])
@pytest.mark.parametrize("read_only", [True, False])
def test_one_that_was_cut_short_is_told_as_damaged(
    locked: Path, left: int, read_only: bool
) -> None:
    locked.write_bytes(locked.read_bytes()[:left])
    with pytest.raises(Refused, match=r"storage.damaged"):
        WorkspaceFile.open(locked, read_only=read_only, unlocking=PASSWORD)


def test_a_password_given_for_a_file_without_one_is_left_aside(plain: Path) -> None:
    with WorkspaceFile.open(plain, unlocking=PASSWORD) as workspace:
        assert workspace.database.key is None


def test_an_encrypted_file_that_is_no_workspace_is_refused(path: Path) -> None:
    database = connect(path, Access.CREATE, new_key(PASSWORD))
    database.run("CREATE TABLE other (a)")
    database.close()
    with pytest.raises(Refused, match=r"storage.not_workspace"):
        WorkspaceFile.open(path, unlocking=PASSWORD)


def test_other_files_are_not_taken_for_encrypted_ones(path: Path, plain: Path) -> None:
    assert not is_encrypted(plain)
    for content in (b"\xff" * 8192, b"PK\x03\x04" + bytes(range(256)) * 40, b"", b"x" * 4096):
        other = path.with_name("other")
        other.write_bytes(content)
        assert not is_encrypted(other)
        with pytest.raises(Refused, match=r"storage.not_workspace"):
            file_check.check(other)


def test_going_back_and_copies_keep_the_password(locked: Path) -> None:
    with WorkspaceFile.open(locked, unlocking=PASSWORD) as workspace:
        snapshot = take(workspace, "import")
        change(workspace, answer(note=SECRET), answer(note="二"))
        copy = backup(workspace, locked.with_name("备份.inspection"))
    with pytest.raises(Refused, match=r"storage.password_needed"):
        restore(locked, snapshot)
    with pytest.raises(Refused, match=r"storage.password_wrong"):
        restore(locked, snapshot, "another password")
    kept = restore(locked, snapshot, PASSWORD)
    assert kept is not None
    assert_nothing_to_read(locked)
    for file, note in ((locked, SECRET), (copy, "二")):
        with WorkspaceFile.open(file, unlocking=PASSWORD) as workspace:
            assert stored(workspace) == answer(note=note)
            assert verify(workspace).ok


def test_a_damaged_one_is_gone_back_on(locked: Path) -> None:
    with WorkspaceFile.open(locked, unlocking=PASSWORD) as workspace:
        snapshot = take(workspace, "import")
    content = bytearray(locked.read_bytes())
    content[100:200] = bytes(100)
    locked.write_bytes(content)
    with pytest.raises(Refused, match=r"storage.password_wrong"):
        restore(locked, snapshot, "another password")
    assert restore(locked, snapshot, PASSWORD) is None
    assert locked.with_name(locked.name + ".damaged").read_bytes() == bytes(content)
    with WorkspaceFile.open(locked, unlocking=PASSWORD) as workspace:
        assert stored(workspace) == answer(note=SECRET)


def test_setting_one_leaves_nothing_to_read_in_file_and_snapshots(plain: Path) -> None:
    snapshot = list_snapshots(plain)[0]
    with WorkspaceFile.open(plain) as workspace:
        head = workspace.reader.chain_head()
    assert set_password(plain, PASSWORD) == (plain, snapshot.path)
    assert_nothing_to_read(plain)
    assert sorted(one.name for one in plain.parent.iterdir()) == sorted(
        [plain.name, snapshot.path.parent.name]
    )
    with WorkspaceFile.open(plain, unlocking=PASSWORD) as workspace:
        assert stored(workspace) == answer(note=SECRET)
        assert workspace.reader.chain_head() == head
        assert verify(workspace).ok
    restore(plain, snapshot, PASSWORD)
    with WorkspaceFile.open(plain, unlocking=PASSWORD) as workspace:
        assert verify(workspace).ok


def test_the_file_from_before_a_merge_is_encrypted_too(plain: Path) -> None:
    before = before_file(plain, "0123456789abcdef")
    before.write_bytes(plain.read_bytes())
    assert set_password(plain, PASSWORD)[-1] == before
    assert_nothing_to_read(plain)
    with WorkspaceFile.open(before, unlocking=PASSWORD) as workspace:
        assert stored(workspace) == answer(note=SECRET)


def test_a_snapshot_with_another_password_stays_as_it_is_and_hinders_nothing(plain: Path) -> None:
    snapshot = list_snapshots(plain)[0].path
    stale = snapshot.with_name(snapshot.name.replace("import", "merge"))
    copy_under(snapshot, None, stale, new_key("早先的密码不记得"))
    before = stale.read_bytes()
    assert set_password(plain, PASSWORD) == (plain, snapshot)
    assert remove_password(plain, PASSWORD) == (plain, snapshot)
    assert stale.read_bytes() == before


@pytest.mark.parametrize("crash_at", [1, 2])
def test_after_a_crash_between_two_files_setting_it_again_leaves_nothing_to_read(
    plain: Path, monkeypatch: pytest.MonkeyPatch, crash_at: int
) -> None:
    done: list[Path] = []

    def crashing(new: Path, old: Path) -> None:
        if len(done) == crash_at:
            raise KeyboardInterrupt
        replace_and_erase(new, old)
        done.append(old)

    with WorkspaceFile.open(plain) as workspace:
        take(workspace, "merge")
    with monkeypatch.context() as patch:
        patch.setattr("inspector.storage.passwords.replace_and_erase", crashing)
        with pytest.raises(KeyboardInterrupt):
            set_password(plain, PASSWORD)
    set_password(plain, PASSWORD, PASSWORD)
    assert_nothing_to_read(plain)
    with WorkspaceFile.open(plain, unlocking=PASSWORD) as workspace:
        assert verify(workspace).ok


def test_changing_it_shuts_out_the_old_one(locked: Path) -> None:
    with pytest.raises(Refused, match=r"storage.password_needed"):
        set_password(locked, "2026新的密码吧")
    set_password(locked, "2026新的密码吧", PASSWORD)
    with pytest.raises(Refused, match=r"storage.password_wrong"):
        WorkspaceFile.open(locked, unlocking=PASSWORD)
    with WorkspaceFile.open(locked, unlocking="2026新的密码吧") as workspace:
        assert stored(workspace) == answer(note=SECRET)


def test_removing_it_makes_a_plain_file_again(locked: Path) -> None:
    with pytest.raises(Refused, match=r"storage.password_wrong"):
        remove_password(locked, "another password")
    remove_password(locked, PASSWORD)
    with WorkspaceFile.open(locked) as workspace:
        assert stored(workspace) == answer(note=SECRET)
        assert verify(workspace).ok
    with pytest.raises(Refused, match=r"storage.no_password"):
        remove_password(locked, PASSWORD)


def test_an_open_workspace_is_not_rewritten(plain: Path) -> None:
    with WorkspaceFile.open(plain), pytest.raises(Refused, match=r"storage.locked"):
        set_password(plain, PASSWORD)
    with WorkspaceFile.open(plain) as workspace:
        assert stored(workspace) == answer(note=SECRET)


def test_a_copy_that_differs_is_not_swapped_in(
    plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = plain.read_bytes()
    monkeypatch.setattr(
        passwords, "copy_tables", lambda copy: copy_tables(copy, leaving_out=frozenset({"blob"}))
    )
    with pytest.raises(Refused, match=r"storage.copy_differs"):
        set_password(plain, PASSWORD)
    assert plain.read_bytes() == before
    assert not list(plain.parent.rglob("*.rekeyed"))


def test_a_package_can_have_a_password_of_its_own(locked: Path) -> None:
    package = locked.with_name("第二组.inspection")
    copy_under(locked, key_for(locked, PASSWORD), package, new_key("第二组自己的密码"))
    with WorkspaceFile.open(package, unlocking="第二组自己的密码") as workspace:
        assert stored(workspace) == answer(note=SECRET)
        workspace.database.attach(locked, "other", key=key_for(locked, PASSWORD))
        assert workspace.database.value("SELECT COUNT(*) FROM other.unit") == 2
        workspace.database.run("DETACH DATABASE other")
        with pytest.raises(Refused, match=r"storage.password_wrong"):
            workspace.database.attach(locked, "other")


def test_a_file_made_with_the_key_of_an_open_one_has_its_password(locked: Path) -> None:
    other = locked.with_name("第三组.inspection")
    with WorkspaceFile.open(locked, unlocking=PASSWORD) as workspace:
        WorkspaceFile.create(other, password=workspace.database.key).close()
    with WorkspaceFile.open(other, unlocking=PASSWORD) as workspace:
        assert workspace.reader.units() == ()


def test_purging_reaches_the_snapshots_of_an_encrypted_one(locked: Path) -> None:
    with WorkspaceFile.open(locked, unlocking=PASSWORD) as workspace:
        snapshot = take(workspace, "import")
        purge_text(workspace, ZHANG, SECRET, "误录")
    for file in (locked, snapshot.path):
        bare = file.with_name("bare")
        copy_under(file, key_for(file, PASSWORD), bare, None)
        assert SECRET.encode() not in bare.read_bytes()
