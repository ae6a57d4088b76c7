-- Who are the staff, the invitations that are open, and the audit trail.
-- Of an invitation's code only a salted digest is kept. Moments are in UTC. In the trail, said and text are emptied
-- before the rest is removed; card is the card's key.

CREATE TABLE staff (
    channel TEXT NOT NULL,
    user TEXT NOT NULL,
    role TEXT NOT NULL,
    since TEXT NOT NULL,
    PRIMARY KEY (channel, user)
) STRICT, WITHOUT ROWID;

CREATE TABLE invitations (
    salt BLOB NOT NULL PRIMARY KEY,
    digest BLOB NOT NULL,
    role TEXT NOT NULL,
    invited_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE attempts (
    channel TEXT NOT NULL,
    user TEXT NOT NULL,
    tried_at TEXT NOT NULL
) STRICT;

CREATE INDEX attempts_by_person ON attempts (channel, user, tried_at);

CREATE TABLE trail (
    id INTEGER NOT NULL PRIMARY KEY,
    at TEXT NOT NULL,
    channel TEXT NOT NULL,
    user TEXT NOT NULL,
    act TEXT NOT NULL,
    outcome TEXT NOT NULL,
    card TEXT,
    about_channel TEXT,
    about_user TEXT,
    said TEXT,
    text TEXT,
    lang TEXT
) STRICT;

CREATE INDEX trail_by_person ON trail (channel, user, id);
CREATE INDEX trail_by_card ON trail (card, id) WHERE card IS NOT NULL;
CREATE INDEX trail_by_age ON trail (at);

-- Staff also look cards up by the number of the subscriber or of the device; of that its last digit does not count.
CREATE INDEX cards_by_imsi ON cards (imsi) WHERE imsi IS NOT NULL;
CREATE INDEX cards_by_bound_imei ON cards (substr(bound_imei, 1, 14)) WHERE bound_imei IS NOT NULL;
CREATE INDEX cards_by_current_imei ON cards (substr(current_imei, 1, 14)) WHERE current_imei IS NOT NULL;
