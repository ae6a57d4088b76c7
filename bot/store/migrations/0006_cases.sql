-- The cases that people are asked for, and all that is said in them.
-- A message is written before it is delivered; what has no outcome yet is still to be delivered to its side. What
-- comes again under the same origin is the same message. Moments are in UTC; causes is a list in JSON.

CREATE TABLE cases (
    number TEXT NOT NULL PRIMARY KEY,
    channel TEXT NOT NULL,
    user TEXT NOT NULL,
    lang TEXT NOT NULL,
    opened_at TEXT NOT NULL,
    card TEXT,
    causes TEXT NOT NULL,
    stage TEXT NOT NULL,
    agent_channel TEXT,
    agent_user TEXT,
    topic INTEGER,
    with_bot INTEGER NOT NULL,
    answered_at TEXT,
    closed_at TEXT,
    works INTEGER,
    stars INTEGER
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX cases_one_a_person ON cases (channel, user) WHERE stage <> 'closed';
CREATE INDEX cases_by_person ON cases (channel, user);
CREATE UNIQUE INDEX cases_by_topic ON cases (topic) WHERE topic IS NOT NULL;

CREATE TABLE case_messages (
    id INTEGER NOT NULL PRIMARY KEY,
    number TEXT NOT NULL REFERENCES cases (number) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    side TEXT,
    channel TEXT NOT NULL,
    user TEXT NOT NULL,
    text TEXT NOT NULL,
    at TEXT NOT NULL,
    picture TEXT,
    origin TEXT UNIQUE,
    outcome TEXT,
    delivered_at TEXT
) STRICT;

CREATE INDEX case_messages_by_case ON case_messages (number, id);
CREATE INDEX case_messages_waiting ON case_messages (number, side, id) WHERE side IS NOT NULL AND outcome IS NULL;

CREATE TABLE staff_names (
    name TEXT NOT NULL PRIMARY KEY,
    channel TEXT NOT NULL,
    user TEXT NOT NULL
) STRICT, WITHOUT ROWID;
