-- Cards as the inventory knows them, and what is kept of people between two messages.
-- Dates and moments are ISO text; causes are codes joined by a semicolon; notes and offers are JSON.

PRAGMA application_id = 0x53494D43;

CREATE TABLE cards (
    key TEXT NOT NULL PRIMARY KEY,
    iccid TEXT NOT NULL,
    carrier TEXT,
    msisdn TEXT,
    imsi TEXT,
    state TEXT,
    causes TEXT,
    opened_on TEXT,
    test_months INTEGER,
    test_used_mb REAL,
    activated_on TEXT,
    plan TEXT,
    quota_mb REAL,
    used_mb REAL,
    plan_expires_on TEXT,
    stopped_on TEXT,
    real_name TEXT,
    bound_imei TEXT,
    current_imei TEXT,
    online INTEGER,
    last_seen TEXT,
    quota_period TEXT,
    auto_renew INTEGER,
    pool TEXT,
    auto_resume INTEGER,
    rules TEXT,
    raw TEXT,
    notes TEXT,
    as_of TEXT NOT NULL
) STRICT;

CREATE INDEX cards_by_msisdn ON cards (msisdn) WHERE msisdn IS NOT NULL;

CREATE TABLE people (
    channel TEXT NOT NULL,
    user TEXT NOT NULL,
    lang TEXT,
    last_card TEXT,
    offers TEXT NOT NULL,
    asked INTEGER NOT NULL,
    updated_at TEXT NOT NULL,
    PRIMARY KEY (channel, user)
) STRICT, WITHOUT ROWID;
