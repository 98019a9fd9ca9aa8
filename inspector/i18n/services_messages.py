"""Sentences about the verbs of the program."""

from typing import Final

from inspector.i18n.gettext import N_

MESSAGES: Final[dict[str, str]] = {
    "lookup.no_inspection": N_(
        "The workspace holds no inspection yet; set one up with `inspector inspection new`."
    ),
    "lookup.which_inspection": N_(
        "There are several inspections; name one with --inspection: {names}"
    ),
    "lookup.unknown_inspection": N_("There is no inspection “{name}”; there are: {names}"),
    "lookup.unknown_unit": N_(
        "No unit is known by the name “{name}”; use a full name, short name, alias or code, "
        "such as: {names}"
    ),
    "lookup.unknown_class": N_("There is no class “{name}”; there are: {names}"),
    "lookup.unit_not_inspected": N_(
        "{unit} takes no part in “{inspection}”; add it with `inspector unit add`."
    ),
    "lookup.unknown_item": N_("“{checklist}” has no item {number}; it has: {numbers}"),
    "lookup.unknown_rule": N_("Item {number} has no rule {rule}; it has: {rules}"),
    "lookup.unknown_word": N_("“{word}” is none of the words expected here: {words}"),
    "lookup.no_time": N_("“{text}” is no time; write it as 2025-12-09 10:12 or 2025年12月9日."),
    "files.is_folder": N_("{file} is a folder; name a file."),
    "files.too_large": N_(
        "{file} is larger than {limit} MB and was not read; make it smaller or split it."
    ),
    "files.not_found": N_("{file} is not there; check the name and the folder."),
    "files.unreadable": N_(
        "{file} cannot be read ({cause}); check that you may open it and that it is whole."
    ),
    "files.unwritable": N_(
        "{file} cannot be written ({cause}); close it in other programs, or choose another folder."
    ),
    "files.no_text": N_("{file} is no UTF-8 text; save it again as UTF-8."),
    "password.empty_file": N_("{file} holds no password; write the password into its first line."),
    "password.none_given": N_(
        "No new password was given; name a file with --new-password-file, or run the command where"
        " it can ask."
    ),
    "password.not_alike": N_(
        "The two passwords are not alike, so nothing was changed; type them again."
    ),
    "evidence.whose": N_(
        "{file}: nothing says whose it is; name it 单位-指标编号-序号, or put it into a folder "
        "named by the unit."
    ),
    "evidence.there_already": N_("{file} is kept with {unit} already and was not taken again."),
    "units.none_named": N_("No unit is named; write names with commas between, or name a file."),
    "units.name_taken": N_("“{name}” is the name of {other} already; choose another."),
    "leaving.recorded": N_(
        "{unit} has work recorded: items {answers}, findings {findings}, evidence {evidence}, "
        "objections {objections}, problems {problems}, papers {papers}. Taken out, none of it "
        "counts any more; it stays in the file and is there again when the unit is added again. "
        "Confirm with --with-work."
    ),
    "units.nothing_given": N_(
        "Nothing was given to correct in the entry of {unit}; see --help for what can be."
    ),
    "units.none_in_file": N_(
        "{file} names no units: it needs a column headed 单位名称, or one name a line."
    ),
    "units.unreadable_text": N_(
        "{file} is neither UTF-8 nor GB18030 text; save it again as UTF-8 or as .xlsx."
    ),
    "inspections.no_name": N_("The inspection has no name; give one with --name."),
    "inspections.period_backwards": N_(
        "The period would end on {end}, before it begins on {start}; correct one of the two days."
    ),
    "inspections.name_taken": N_("There is an inspection “{name}” already; choose another name."),
    "inspections.unknown_class": N_(
        "{unit} has no class among {classes}; write it as 单位=类别, or fill in the column 类别."
    ),
    "checklists.unknown_key": N_(
        "No list that ships has the key “{key}”, and there is no such file; the keys are: {keys}"
    ),
    "checklists.one_or_classes": N_(
        "Name either one list with --checklist, or one for each class with --class A=KEY."
    ),
    "checklists.class_form": N_("“{text}” is no class with its list; write it as A=KEY."),
    "checklists.unknown_title": N_(
        "The workspace holds no list “{title}” that this one could follow; it holds: {titles}"
    ),
    "answers.locked": N_(
        "The marks of {unit} are approved and locked; unlock them with a reason first."
    ),
    "answers.nothing_given": N_(
        "Nothing was given to set for item {number}; see --help for what can be set."
    ),
    "answers.no_mark": N_(
        "“{text}” is no mark; write a number from 0 with at most four decimals, such as 3.5."
    ),
    "answers.unknown_metric": N_("Item {number} asks for no figure “{name}”; it asks for: {names}"),
    "answers.metric_no_number": N_("{name}: “{value}” is no number; write digits, such as 8."),
    "answers.metric_form": N_("“{text}” is no figure; write it as NAME=VALUE, such as 已解读=8."),
    "findings.no_fact": N_(
        "The finding under item {number} has no fact; say in a sentence what was seen."
    ),
    "findings.count": N_("{count} is no count under item {number}; it is from 1 to {most}."),
    "findings.counted_by_figures": N_(
        "The count of this finding follows from the figures of item {number}; correct {metrics} "
        "with `inspector answer set --metric`."
    ),
    "findings.no_results": N_(
        "{file} holds no results: no column 得分, 扣分 or 失分原因 beside its items is filled in."
    ),
    "findings.nothing_given": N_(
        "Nothing was given to correct in finding {id}; see --help for what can be."
    ),
    "findings.not_standing": N_(
        "Finding {id} no longer stands ({status}) and is left as it is; record a new one instead."
    ),
    "findings.no_reason": N_(
        "No reason was given for taking back the finding under item {number}; give one with "
        "--reason."
    ),
    "findings.no_count": N_("“{text}” is no count; write a whole number from 1."),
    "findings.none_to_take_back": N_(
        "No finding stands under item {number}, so there is none to take back."
    ),
    "findings.no_lines": N_(
        "The text holds no line that states a fact; write one fact a line, with place and time "
        "after it, separated by tabs."
    ),
    "findings.no_metrics": N_(
        "The figures of item {number} make no deduction, or are not entered: set {metrics} with "
        "`inspector answer set --metric`."
    ),
    "findings.which_rule": N_("Item {number} has several rules; name one with --rule: {rules}"),
    "findings.points_needed": N_(
        "The criteria of item {number} hold no rule that could be read; say with --points what "
        "this fact costs."
    ),
    "findings.points_typed": N_(
        "What a fact under item {number} costs follows from its rule; leave --points out, or "
        "give a number that is not negative where there is no rule."
    ),
    "findings.unknown": N_(
        "{count} findings have an id that begins with “{start}”; give more letters of one that "
        "`inspector finding list` shows."
    ),
    "blackout.no_file": N_("{name} is no file, so there is nothing in it to black out."),
    "blackout.no_box": N_("No part of “{name}” is named; name each with --box x,y,w,h."),
    "blackout.box_form": N_(
        "“{text}” is no part of a picture; write left, top, width and height in pixels, such as"
        " 120,80,300,40."
    ),
    "evidence.none_named": N_("No file and no address was named; name at least one."),
    "evidence.unknown": N_(
        "{count} pieces of evidence have an id that begins with “{start}”; give more letters of "
        "one that `inspector evidence list` shows."
    ),
    "evidence.other_finding": N_(
        "The finding that begins with “{start}” belongs to item {number} of {unit}; name one of "
        "this item."
    ),
    "evidence.nothing_given": N_(
        "Nothing was given to correct in the piece of evidence {id}; see --help for what can be."
    ),
    "evidence.no_reason": N_(
        "No reason was given for removing it for good; give one with --reason."
    ),
    "evidence.no_file": N_("{name} holds no file to remove; a text is removed with --text."),
    "phrases.empty": N_("An empty phrase is not kept; write what it says about item {number}."),
    "phrases.unknown": N_(
        "“{text}” was not kept for rule {rule} by hand; what stands in findings goes with them."
    ),
    "history.nothing_to_undo": N_("{author} has no action left to take back in this workspace."),
    "history.nothing_to_redo": N_("{author} has taken nothing back that could be done again."),
    "history.no_snapshot": N_(
        "There is no snapshot {number}; `inspector restore` without --snapshot lists them."
    ),
    "documents.unknown_kind": N_("There is no paper of the kind “{kind}”; there are: {kinds}"),
    "documents.needs_unit": N_("“{name}” is a paper to one unit; name it with --unit."),
    "documents.over_all": N_("“{name}” is a paper over all units; leave --unit out."),
    "documents.word_has_head": N_(
        "“{file}” has a head and an end of its own; change them in Word and ask for none here."
    ),
    "documents.word_only": N_(
        "{template} is a Word template, which makes a Word file and not {file}; name a file that "
        "ends in .docx."
    ),
    "documents.no_word_template": N_("No Word template is named; name a .docx file with fields."),
    "templates.there": N_(
        "Folder {file} holds {files} already; rename what you changed, or choose another folder."
    ),
    "templates.whose": N_(
        "Template {file} has the name of no kind of paper; say with --kind which one it makes: "
        "{kinds}"
    ),
    "documents.unknown_format": N_(
        "{file} has none of the endings .pdf, .docx and .md; choose one of them."
    ),
    "sheets.nothing_found": N_("{file} holds no workbook and no Word file to take in."),
    "sheets.unit_unknown": N_(
        "{file} does not say which unit it is from; name the unit with --unit, or put its name "
        "into the file's name."
    ),
    "sheets.locked": N_(
        "{file} was left out: the marks of {unit} are approved and locked; unlock them first."
    ),
    "sheets.other_unit": N_(
        "{file} was left out: it is the sheet of {unit} and not of {named}; name no unit, or the "
        "right one."
    ),
    "sheets.twice": N_(
        "{file} was left out: another sheet of {unit} is among the files; take in one of them."
    ),
    "demo.exists": N_("{file} is there already; name an empty folder for the demo."),
    "ui.nothing_open": N_("No workspace is open any more, so this was not done; open one first."),
    "filling.nothing": N_(
        "Nothing is chosen or pasted; choose units, or copy rows with a unit in each."
    ),
    "filling.unit": N_("{unit} was left as it was: {cause}"),
    "filling.row": N_("Row {row}: {cause}"),
    "filling.unknown_unit": N_(
        "Row {row}: no unit whose list has this item is known as “{name}”; write a name or alias "
        "of the register."
    ),
    "filling.not_counted": N_(
        "The points of a finding under {number} do not follow a count; change it in the unit "
        "itself."
    ),
    "filling.decided": N_(
        "A finding under {number} was decided on an objection and stays as it is; leave it out."
    ),
}
