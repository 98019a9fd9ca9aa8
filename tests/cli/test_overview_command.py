"""inspector state overview says how far each unit is and what the whole waits for."""

from tests.cli.conftest import Inspector, W, set_up


def test_the_overview_names_each_units_hold(done: Inspector) -> None:
    set_up(done)
    (first, *_rest) = done("state", "overview", "-w", W, "--json").value
    assert (first["unit"], first["hold"], first["checked"]) == ("市外办", "not_sent", 0)
    printed = done("state", "overview", "-w", W).out
    assert "自评表未发" in printed
    assert "未发自评表" in printed
