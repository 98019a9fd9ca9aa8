"""Results as a workbook: summary, rates, details, findings and the working."""

from pathlib import Path

from inspector.domain.inspection import Inspection
from inspector.domain.unit import Unit
from inspector.exchange.result_tables import write_results, write_unit_results
from inspector.services import grading, lookup
from inspector.services.desk import Desk
from inspector.services.files import write_file


def write(desk: Desk, task: Inspection, target: Path, only: Unit | None = None) -> Path:
    """Write the results of an inspection, or of one unit with nothing of any other."""
    if only is None:
        return write_file(target, write_results(grading.dossier(desk, task), target.name))
    lookup.assessment(desk, task, only)
    (dossier,) = grading.dossiers(desk, task, {only.id})
    return write_file(target, write_unit_results(task, dossier, target.name))
