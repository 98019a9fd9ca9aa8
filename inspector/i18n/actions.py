"""The words for what was done: one sentence for each verb of the journal."""

from collections.abc import Mapping
from typing import Final

from inspector.domain.edits import Action
from inspector.i18n.gettext import N_, _

ACTIONS: Final[Mapping[str, str]] = {
    "checklist.add": N_("Added the list “{title}”"),
    "draft_list.begin": N_("Began a draft of the list “{title}”"),
    "draft_list.head": N_("Changed the head of the draft list"),
    "draft_list.change": N_("Changed {number} in the draft list"),
    "draft_list.add": N_("Added {number} to the draft list"),
    "draft_list.remove": N_("Removed {number} from the draft list"),
    "draft_list.move": N_("Moved {number} in the draft list"),
    "draft_list.discard": N_("Threw away the draft of “{title}”"),
    "draft_list.publish": N_("Published “{title}”"),
    "unit.add": N_("Added {count} units"),
    "unit.update": N_("Corrected the entry of {unit}"),
    "unit.take_out": N_("Took {units} out of the inspection"),
    "inspection.new": N_("Set up “{name}”"),
    "inspection.set": N_("Changed the particulars of “{name}”"),
    "inspection.update": N_("Completed “{name}”"),
    "answer.set": N_("Set {number} of {unit}"),
    "answer.confirm_rest": N_("Confirmed the {count} open items of {unit} as met"),
    "answer.set_many": N_("Set {number} for {count} units"),
    "finding.recount": N_("Brought {count} findings under {number} into line"),
    "finding.add": N_("Recorded a finding under {number} of {unit}"),
    "finding.add_several": N_("Recorded {count} findings under {number} of {unit}"),
    "finding.import": N_("Took in {count} findings of {unit} from a filled-in list"),
    "finding.update": N_("Corrected a finding under {number} of {unit}"),
    "finding.withdraw": N_("Withdrew a finding under {number} of {unit}"),
    "evidence.add": N_("Put {count} pieces of evidence to {number} of {unit}"),
    "evidence.update": N_("Corrected a piece of evidence of {number} of {unit}"),
    "evidence.remove": N_("Took a piece of evidence away from {number} of {unit}"),
    "phrase.keep": N_("Kept the usual phrase “{text}”"),
    "phrase.reword": N_("Worded the usual phrase “{text}” anew"),
    "phrase.drop": N_("Dropped the usual phrase “{text}”"),
    "evidence.black_out": N_("Blacked out parts of the picture “{name}”"),
    "sheet.import": N_("Took in {count} sheets"),
    "sheet.import_with_evidence": N_("Took in {count} sheets and {evidence} files of evidence"),
    "assessment.update": N_("Set the assessment of {unit}"),
    "calendar.set": N_("Set the office's own days off and working days"),
    "problem.open": N_("Put {count} problems on the ledger with notice and deadline"),
    "problem.reply": N_("Took in the reply to problem {number}"),
    "problem.import": N_("Took in the replies to {count} problems"),
    "problem.demand": N_("Said what {count} problems ask for: {number}"),
    "problem.close": N_("Closed {count} problems: {number}"),
    "problem.send_back": N_("Sent {count} problems back: {number}"),
    "problem.long_term": N_("Keep {count} problems in sight: {number}"),
    "problem.ask_extension": N_("Noted a request for more time for {count} problems: {number}"),
    "problem.decide_extension": N_("Decided on more time for {count} problems: {number}"),
    "problem.renumber": N_("Gave problem {number} the number {new}"),
    "problem.remind": N_("Noted reminders of {count} problems"),
    "return.begin": N_("Began the return of {unit} for {year}"),
    "return.fill": N_("Filled in {count} cells of the return of {unit} for {year}"),
    "return.text": N_("Kept the report's words of {unit} for {year}"),
    "return.whole": N_("Took the return of {unit} for that of the whole"),
    "return.import": N_("Took in {count} returns for {year}"),
    "inspection.next": N_("Set up “{name}” from “{previous}”"),
    "register.send": N_("Sent out {count} self-assessment sheets"),
    "register.receive": N_("Took down the self-assessment sheet of {unit} as received"),
    "register.receive_several": N_("Took down {count} self-assessment sheets as received"),
    "register.send_back": N_("Sent the self-assessment sheet of {unit} back"),
    "register.late": N_("Marked {count} self-assessment sheets as overdue"),
    "division.team": N_("Set up the team {name}"),
    "division.place": N_("Gave {count} units to a team or inspectors"),
    "division.assign": N_("Assigned work to {name}"),
    "division.clear": N_("Took back what was assigned to {name}"),
    "division.spare": N_("Changed what applies to {count} units"),
    "division.choose": N_("Changed which items are checked"),
    "division.draw": N_("Drew a sample by the seed {seed}"),
    "marks.import": N_("Took in {count} marks from elsewhere"),
    "state.advance": N_("Let {unit} go on in the procedure"),
    "state.advance_all": N_("Let {count} units go on in the procedure"),
    "objection.add": N_("Registered an objection of {unit} to {number}"),
    "objection.assign": N_("Named the reviewer of the objection of {unit} to {number}"),
    "objection.decide": N_("Decided the objection of {unit} to {number}"),
    "state.approve": N_("Approved {unit}: {grade}"),
    "state.approve_all": N_("Approved {count} units"),
    "state.unlock": N_("Unlocked {unit} with {second}"),
    "package": N_("Made the package of {whom} with {count} units of “{name}”"),
    "conflict.settle": N_("Settled {count} disagreements by the values of {of}: {reason}"),
    "unit.join": N_("Made one unit of {unit} and {other}"),
    "draft.new": N_("Made a draft: {kind} “{title}”"),
    "draft.new_all": N_("Made {count} drafts"),
    "draft.update": N_("Worked on the draft “{title}”"),
    "draft.settle": N_("Brought the draft “{title}” up to the data"),
    "draft.remove": N_("Removed the draft “{title}”"),
    "draft.attach": N_("Put the final paper {name} to the draft “{title}”"),
    "draft.detach": N_("Took the final paper {name} off the draft “{title}”"),
    "demo.findings": N_("Entered the demo's findings of {unit}"),
    "purge": N_("Removed for good: {reason}"),
    "undo": N_("Took back: {action}"),
    "redo": N_("Did again: {action}"),
}


_TAKEN_BACK: Final = frozenset({"undo", "redo"})


def action_words(action: Action) -> str:
    """Return a sentence for an action; a verb of a later version stands as its code."""
    template = ACTIONS.get(action.verb)
    if template is None:
        return action.verb
    words = _Lenient(action.parameters)
    if action.verb in _TAKEN_BACK:
        words["action"] = words_of_what_was_done(action)
    return _(template).format_map(words)


def words_of_what_was_done(action: Action) -> str:
    """Return a sentence for an action, of an undo or redo for what it took back or did again."""
    if action.verb not in _TAKEN_BACK:
        return action_words(action)
    return action_words(
        Action(verb=action.parameters.get("verb", ""), parameters=action.parameters)
    )


class _Lenient(dict[str, str]):
    """Parameters of which one may be missing in a file of another version."""

    def __missing__(self, name: str) -> str:
        return "…"
