-- Answers that wait for their reader: of channels that cannot always send them, one row a person.
-- parts is JSON, a text each, as the channel shows it; put_at is the moment of the last answer in UTC.

CREATE TABLE shelf (
    account TEXT NOT NULL,
    user TEXT NOT NULL,
    lang TEXT NOT NULL,
    parts TEXT NOT NULL,
    put_at TEXT NOT NULL,
    PRIMARY KEY (account, user)
) STRICT, WITHOUT ROWID;

CREATE INDEX shelf_by_age ON shelf (put_at);
