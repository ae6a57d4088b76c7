-- The pictures that people send from the page: no other channel keeps them. They go with their case.

CREATE TABLE case_pictures (
    name TEXT NOT NULL PRIMARY KEY,
    number TEXT NOT NULL REFERENCES cases (number) ON DELETE CASCADE,
    content BLOB NOT NULL
) STRICT;

CREATE INDEX case_pictures_by_case ON case_pictures (number);
