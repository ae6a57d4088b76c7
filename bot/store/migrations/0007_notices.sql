-- Notices that answers carry, and who is signed in at the staff page.
-- A notice's texts are an object in JSON, by language. Of links and sessions only digests are kept. Moments are in UTC.

CREATE TABLE notices (
    number INTEGER NOT NULL PRIMARY KEY,
    affects TEXT NOT NULL,
    texts TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT
) STRICT;

CREATE TABLE desk_links (
    digest BLOB NOT NULL PRIMARY KEY,
    channel TEXT NOT NULL,
    user TEXT NOT NULL,
    made_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE desk_sessions (
    digest BLOB NOT NULL PRIMARY KEY,
    channel TEXT NOT NULL,
    user TEXT NOT NULL,
    opened_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Statistics count the trail by time and act.
CREATE INDEX trail_by_act ON trail (act, at);
