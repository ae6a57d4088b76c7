-- What came through channels that redeliver, and what the buttons under their answers mean.
-- A row whose raw is empty is done: of a message that was answered only its name is kept, so that it is known again.

CREATE TABLE inbox (
    id INTEGER NOT NULL PRIMARY KEY,
    channel TEXT NOT NULL,
    account TEXT NOT NULL,
    dedup TEXT NOT NULL,
    chat TEXT NOT NULL,
    raw TEXT,
    kept_at TEXT NOT NULL,
    UNIQUE (channel, account, dedup)
) STRICT;

CREATE INDEX inbox_unfinished ON inbox (channel, account, id) WHERE raw IS NOT NULL;

CREATE TABLE buttons (
    id TEXT NOT NULL PRIMARY KEY,
    meaning TEXT NOT NULL,
    shown_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
