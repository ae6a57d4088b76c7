-- Cards as a platform showed them last, for when it does not answer, and where a long work on all cards has stopped.
-- seen_at is the moment of the card's state in UTC; what it says of the card is JSON, its fields written as in cards.

CREATE TABLE last_known (
    key TEXT NOT NULL PRIMARY KEY,
    msisdn TEXT,
    seen_at TEXT NOT NULL,
    card TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX last_known_by_msisdn ON last_known (msisdn) WHERE msisdn IS NOT NULL;
CREATE INDEX last_known_by_age ON last_known (seen_at);

CREATE TABLE bookmarks (
    work TEXT NOT NULL PRIMARY KEY,
    key TEXT NOT NULL,
    set_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
