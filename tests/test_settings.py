"""This machine's settings stand in a TOML file that people may edit."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector import paths, settings
from inspector.domain.errors import Refused
from inspector.settings import Settings

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "settings.toml"


def refusal(file: Path) -> tuple[str, str]:
    """Return the code and place with which a file of settings is refused."""
    with pytest.raises(Refused) as caught:
        settings.load(file)
    (issue,) = caught.value.issues
    return issue.code, issue.place.file


def written(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_no_file_means_the_defaults(file: Path) -> None:
    assert settings.load(file) == Settings()


def test_the_file_lies_in_this_machines_folder() -> None:
    settings.save(Settings(author="王敏"))
    assert (paths.config() / "settings.toml").is_file()
    assert settings.load().author == "王敏"
    settings.settings_file().unlink()


@given(
    st.builds(
        Settings,
        language=TEXTS,
        author=TEXTS,
        font_folders=st.lists(TEXTS).map(tuple),
        backup_folder=TEXTS,
    )
)
def test_what_is_saved_is_what_is_loaded(
    tmp_path_factory: pytest.TempPathFactory, chosen: Settings
) -> None:
    file = tmp_path_factory.getbasetemp() / "round" / "settings.toml"
    settings.save(chosen, file)
    assert settings.load(file) == chosen


def test_settings_written_by_hand_are_read(file: Path) -> None:
    text = "# 本机设置\nauthor = '李强'\nfont_folders = [\n  'D:\\字体',\n]\n"
    assert settings.load(written(file, text)) == Settings(author="李强", font_folders=("D:\\字体",))


def test_a_file_that_is_no_toml_is_refused_with_its_name(file: Path) -> None:
    assert refusal(written(file, "author = ")) == ("settings.not_toml", str(file))


def test_a_file_in_another_encoding_is_refused(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes("author = '王敏'".encode("gb18030"))
    assert refusal(file) == ("settings.not_toml", str(file))


def test_a_misspelt_setting_is_refused_rather_than_ignored(file: Path) -> None:
    assert refusal(written(file, "auther = '王敏'")) == ("settings.unknown_name", str(file))


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("author = 3", "settings.not_text"),
        ("author = ['王敏']", "settings.not_text"),
        ("font_folders = '/fonts'", "settings.not_list"),
        ("font_folders = [1]", "settings.not_list"),
        ("idle_minutes = '5'", "settings.not_number"),
        ("idle_minutes = true", "settings.not_number"),
    ],
)
def test_a_setting_of_the_wrong_kind_is_refused(file: Path, line: str, code: str) -> None:
    assert refusal(written(file, line)) == (code, str(file))


def test_settings_that_cannot_be_written_are_refused_and_the_old_ones_stand(file: Path) -> None:
    settings.save(Settings(author="王敏"), file)
    file.with_suffix(".partial").mkdir()
    with pytest.raises(Refused) as caught:
        settings.save(Settings(author="李强"), file)
    assert [issue.code for issue in caught.value.issues] == ["settings.not_written"]
    assert settings.load(file) == Settings(author="王敏")
