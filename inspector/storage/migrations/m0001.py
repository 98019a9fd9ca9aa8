"""Migration 1: the tables of version 0.1, as they are created in an empty file."""

from typing import Final

STATEMENTS: Final[tuple[str, ...]] = (
    """
    CREATE TABLE session (
        alias INTEGER NOT NULL,
        id BLOB NOT NULL,
        program TEXT DEFAULT '' NOT NULL,
        author TEXT DEFAULT '' NOT NULL,
        opened_at BIGINT DEFAULT 0 NOT NULL,
        seen TEXT DEFAULT '{}' NOT NULL,
        PRIMARY KEY (alias),
        UNIQUE (id)
    )
    """,
    """
    CREATE TABLE record (
        id INTEGER NOT NULL,
        kind BIGINT NOT NULL,
        "key" TEXT NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    'CREATE UNIQUE INDEX record_by_key ON record (kind, "key")',
    """
    CREATE TABLE edit_group (
        session BIGINT NOT NULL,
        number BIGINT NOT NULL,
        verb TEXT DEFAULT '' NOT NULL,
        parameters TEXT,
        digest BLOB,
        author TEXT DEFAULT '' NOT NULL,
        at BIGINT DEFAULT 0 NOT NULL,
        undoes_session BIGINT,
        undoes_number BIGINT,
        edits BIGINT DEFAULT 0 NOT NULL,
        chain BLOB NOT NULL,
        PRIMARY KEY (session, number),
        FOREIGN KEY(session) REFERENCES session (alias)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX edit_group_by_number ON edit_group (number)",
    """
    CREATE TABLE edit (
        session BIGINT NOT NULL,
        counter BIGINT NOT NULL,
        group_number BIGINT NOT NULL,
        record BIGINT NOT NULL,
        field BIGINT NOT NULL,
        "after" TEXT,
        digest BLOB,
        bases TEXT DEFAULT '' NOT NULL,
        PRIMARY KEY (session, counter),
        FOREIGN KEY(session, group_number) REFERENCES edit_group (session, number),
        FOREIGN KEY(record) REFERENCES record (id)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX edit_of_field ON edit (record, field)",
    """
    CREATE TABLE blob (
        id TEXT NOT NULL,
        size BIGINT DEFAULT 0 NOT NULL,
        content BLOB,
        PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE head (
        record BIGINT NOT NULL,
        field BIGINT NOT NULL,
        session BIGINT NOT NULL,
        counter BIGINT NOT NULL,
        PRIMARY KEY (record, field, session, counter)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE "conflict" (
        record BIGINT NOT NULL,
        field BIGINT NOT NULL,
        PRIMARY KEY (record, field)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE setting (
        name TEXT NOT NULL,
        value TEXT DEFAULT 'null' NOT NULL,
        removed BIGINT DEFAULT 0 NOT NULL,
        PRIMARY KEY (name)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE unit (
        id TEXT NOT NULL,
        name TEXT DEFAULT '' NOT NULL,
        short_name TEXT DEFAULT '' NOT NULL,
        aliases TEXT DEFAULT '[]' NOT NULL,
        code TEXT DEFAULT '' NOT NULL,
        "order" BIGINT DEFAULT 0 NOT NULL,
        unit_class TEXT DEFAULT '' NOT NULL,
        contact TEXT DEFAULT '' NOT NULL,
        phone TEXT DEFAULT '' NOT NULL,
        websites TEXT DEFAULT '[]' NOT NULL,
        accounts TEXT DEFAULT '[]' NOT NULL,
        only_returns BIGINT DEFAULT 0 NOT NULL,
        removed BIGINT DEFAULT 0 NOT NULL,
        PRIMARY KEY (id)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE edition (
        id TEXT NOT NULL,
        title TEXT DEFAULT '' NOT NULL,
        year BIGINT,
        items BIGINT DEFAULT 0 NOT NULL,
        points BIGINT,
        removed BIGINT DEFAULT 0 NOT NULL,
        PRIMARY KEY (id)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE inspection (
        id TEXT NOT NULL,
        name TEXT DEFAULT '' NOT NULL,
        kind TEXT DEFAULT 'evaluation' NOT NULL,
        year BIGINT,
        period_start TEXT,
        period_end TEXT,
        basis TEXT DEFAULT '[]' NOT NULL,
        sampling_deadline TEXT,
        classes TEXT DEFAULT '[]' NOT NULL,
        teams TEXT DEFAULT '[]' NOT NULL,
        items TEXT DEFAULT 'null' NOT NULL,
        seed BIGINT,
        office TEXT DEFAULT '' NOT NULL,
        office_contact TEXT DEFAULT '' NOT NULL,
        office_phone TEXT DEFAULT '' NOT NULL,
        assignments TEXT DEFAULT '[]' NOT NULL,
        objection_days BIGINT DEFAULT 3 NOT NULL,
        previous TEXT,
        removed BIGINT DEFAULT 0 NOT NULL,
        PRIMARY KEY (id)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE assessment (
        inspection TEXT NOT NULL,
        unit TEXT NOT NULL,
        unit_class TEXT DEFAULT '' NOT NULL,
        state TEXT DEFAULT 'awaiting_sheet' NOT NULL,
        spared TEXT DEFAULT '[]' NOT NULL,
        team TEXT DEFAULT '' NOT NULL,
        inspectors TEXT DEFAULT '[]' NOT NULL,
        imported TEXT DEFAULT '{}' NOT NULL,
        summary TEXT DEFAULT '' NOT NULL,
        feedback_date TEXT,
        objection_deadline TEXT,
        approved_grade TEXT DEFAULT '' NOT NULL,
        approval_reason TEXT DEFAULT '' NOT NULL,
        approved_on TEXT,
        sheet_sent_on TEXT,
        sheet_due TEXT,
        sheet_received_on TEXT,
        sent_back_reason TEXT DEFAULT '' NOT NULL,
        unlock_reason TEXT DEFAULT '' NOT NULL,
        unlocked_by TEXT DEFAULT '' NOT NULL,
        removed BIGINT DEFAULT 0 NOT NULL,
        PRIMARY KEY (inspection, unit)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE answer (
        inspection TEXT NOT NULL,
        unit TEXT NOT NULL,
        item TEXT NOT NULL,
        self_conclusion TEXT,
        self_mark BIGINT,
        self_account TEXT DEFAULT '' NOT NULL,
        self_note TEXT DEFAULT '' NOT NULL,
        conclusion TEXT DEFAULT 'open' NOT NULL,
        statement_published BIGINT DEFAULT 1 NOT NULL,
        reason TEXT DEFAULT '' NOT NULL,
        allowed_by TEXT DEFAULT '' NOT NULL,
        in_bulk BIGINT DEFAULT 0 NOT NULL,
        metrics TEXT DEFAULT '{}' NOT NULL,
        account TEXT DEFAULT '' NOT NULL,
        note TEXT DEFAULT '' NOT NULL,
        removed BIGINT DEFAULT 0 NOT NULL,
        PRIMARY KEY (inspection, unit, item)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE finding (
        id TEXT NOT NULL,
        inspection TEXT DEFAULT '' NOT NULL,
        unit TEXT DEFAULT '' NOT NULL,
        item TEXT DEFAULT '' NOT NULL,
        position BIGINT,
        rule BIGINT DEFAULT 0 NOT NULL,
        count BIGINT DEFAULT 1 NOT NULL,
        points BIGINT DEFAULT 0 NOT NULL,
        place TEXT DEFAULT '' NOT NULL,
        status TEXT DEFAULT 'withdrawn' NOT NULL,
        fact TEXT DEFAULT '' NOT NULL,
        sampled_at TEXT,
        inspector TEXT DEFAULT '' NOT NULL,
        fixed_on_spot BIGINT DEFAULT 0 NOT NULL,
        seen_before BIGINT DEFAULT 0 NOT NULL,
        status_reason TEXT DEFAULT '' NOT NULL,
        removed BIGINT DEFAULT 0 NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    "CREATE INDEX finding_of_answer ON finding (inspection, unit, item)",
    """
    CREATE TABLE evidence (
        id TEXT NOT NULL,
        inspection TEXT DEFAULT '' NOT NULL,
        unit TEXT DEFAULT '' NOT NULL,
        item TEXT,
        finding TEXT,
        kind TEXT DEFAULT 'other' NOT NULL,
        address TEXT DEFAULT '' NOT NULL,
        blob TEXT,
        name TEXT DEFAULT '' NOT NULL,
        caption TEXT DEFAULT '' NOT NULL,
        taken_at TEXT,
        from_unit BIGINT DEFAULT 0 NOT NULL,
        removed BIGINT DEFAULT 0 NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    "CREATE INDEX evidence_of_unit ON evidence (inspection, unit)",
    """
    CREATE TABLE rectification (
        finding TEXT NOT NULL,
        inspection TEXT,
        unit TEXT,
        item TEXT,
        number TEXT DEFAULT '' NOT NULL,
        noticed_on TEXT,
        deadline TEXT,
        leader TEXT DEFAULT '' NOT NULL,
        person_in_charge TEXT DEFAULT '' NOT NULL,
        measure TEXT DEFAULT '' NOT NULL,
        result TEXT DEFAULT '' NOT NULL,
        link TEXT DEFAULT '' NOT NULL,
        completed_on TEXT,
        replied_on TEXT,
        state TEXT DEFAULT 'pending' NOT NULL,
        checked_by TEXT DEFAULT '' NOT NULL,
        checked_on TEXT,
        check_note TEXT DEFAULT '' NOT NULL,
        again_by TEXT,
        extensions TEXT DEFAULT '[]' NOT NULL,
        reminders TEXT DEFAULT '[]' NOT NULL,
        removed BIGINT DEFAULT 0 NOT NULL,
        PRIMARY KEY (finding)
    )
    """,
    "CREATE INDEX rectification_of_unit ON rectification (inspection, unit)",
    """
    CREATE TABLE objection (
        id TEXT NOT NULL,
        inspection TEXT DEFAULT '' NOT NULL,
        unit TEXT DEFAULT '' NOT NULL,
        item TEXT DEFAULT '' NOT NULL,
        reason TEXT DEFAULT '' NOT NULL,
        evidence TEXT DEFAULT '[]' NOT NULL,
        received_on TEXT,
        deadline TEXT,
        late_reason TEXT DEFAULT '' NOT NULL,
        reviewer TEXT DEFAULT '' NOT NULL,
        decision TEXT,
        decision_reason TEXT DEFAULT '' NOT NULL,
        old_findings TEXT DEFAULT '[]' NOT NULL,
        new_findings TEXT DEFAULT '[]' NOT NULL,
        decided_on TEXT,
        approver TEXT DEFAULT '' NOT NULL,
        removed BIGINT DEFAULT 0 NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    "CREATE INDEX objection_of_unit ON objection (inspection, unit)",
    """
    CREATE TABLE purged (
        digest TEXT NOT NULL,
        what TEXT DEFAULT '' NOT NULL,
        reason TEXT DEFAULT '' NOT NULL,
        removed BIGINT DEFAULT 0 NOT NULL,
        PRIMARY KEY (digest)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE recovery (
        kind TEXT NOT NULL,
        "key" TEXT NOT NULL,
        field TEXT NOT NULL,
        text TEXT DEFAULT '' NOT NULL,
        at BIGINT DEFAULT 0 NOT NULL,
        PRIMARY KEY (kind, "key", field)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE merged_session (
        session INTEGER NOT NULL,
        PRIMARY KEY (session)
    )
    """,
)
