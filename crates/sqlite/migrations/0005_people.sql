-- People, and who manages access to which e-Box.

CREATE TABLE person (
  ssin  TEXT PRIMARY KEY,
  name  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE manager (
  enterprise  TEXT NOT NULL,
  person      TEXT NOT NULL REFERENCES person (ssin),
  role        TEXT NOT NULL,
  PRIMARY KEY (enterprise, person)
) STRICT, WITHOUT ROWID;

-- Whose access began or ended, until it was told.
CREATE TABLE access_change (
  number      INTEGER PRIMARY KEY AUTOINCREMENT,
  enterprise  TEXT NOT NULL,
  person      TEXT NOT NULL
) STRICT;

CREATE INDEX manager_person ON manager (person, enterprise);

-- Who is signed in at the portal. A session is kept under the SHA-256 of its token.
CREATE TABLE session (
  token_hash  BLOB PRIMARY KEY,
  person      TEXT NOT NULL REFERENCES person (ssin),
  enterprise  TEXT NOT NULL,
  began_at    INTEGER NOT NULL,
  used_at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX session_person ON session (person);
CREATE INDEX session_used ON session (used_at);
