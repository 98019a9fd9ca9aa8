"""inspector state overview says how far each unit is and what the whole waits for."""

from tests.cli.conftest import Inspector, W, set_up


def test_the_meetings_table_says_who_cannot_be_approved_yet(done: Inspector) -> None:
    set_up(done)
    (one,) = done("state", "table", "-w", W, "--json").value
    assert (one["unit"], one["mark"], one["rank"]) == ("市外办", None, None)
    assert [issue["code"] for issue in one["unready"]] == ["approval.not_fed_back"]
    assert "优秀" in done("state", "table", "-w", W).out


def test_the_overview_names_each_units_hold(done: Inspector) -> None:
    set_up(done)
    (first, *_rest) = done("state", "overview", "-w", W, "--json").value
    assert (first["unit"], first["hold"], first["checked"]) == ("市外办", "not_sent", 0)
    printed = done("state", "overview", "-w", W).out
    assert "自评表未发" in printed
    assert "未发自评表" in printed
