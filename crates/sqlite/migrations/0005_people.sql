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

-- Who works at the desk, for which party. A number is never used again.
CREATE TABLE staff (
  number  INTEGER PRIMARY KEY AUTOINCREMENT,
  person  TEXT NOT NULL UNIQUE REFERENCES person (ssin),
  role    TEXT NOT NULL
) STRICT;

-- Where people are told by e-mail.
CREATE TABLE contact (
  person    TEXT PRIMARY KEY REFERENCES person (ssin),
  address   TEXT NOT NULL,
  language  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

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

-- Who showed who they are, and has not yet chosen for which enterprise they act.
CREATE TABLE identification (
  token_hash  BLOB PRIMARY KEY,
  person      TEXT NOT NULL REFERENCES person (ssin),
  at          INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX identification_at ON identification (at);

-- Local accounts. Each has an enrolment that waits for its person, or a credential.
CREATE TABLE account (
  number  INTEGER PRIMARY KEY AUTOINCREMENT,
  name    TEXT NOT NULL UNIQUE,
  person  TEXT NOT NULL UNIQUE REFERENCES person (ssin)
) STRICT;

-- Kept under the SHA-256 of its code.
CREATE TABLE enrolment (
  account    INTEGER PRIMARY KEY REFERENCES account (number) ON DELETE CASCADE,
  code_hash  BLOB NOT NULL UNIQUE,
  until      INTEGER NOT NULL
) STRICT;

-- The hash of the password (Argon2id), and the authenticator's secret, sealed under a key that the password makes.
CREATE TABLE credential (
  account    INTEGER PRIMARY KEY REFERENCES account (number) ON DELETE CASCADE,
  memory     INTEGER NOT NULL,
  passes     INTEGER NOT NULL,
  lanes      INTEGER NOT NULL,
  salt       BLOB NOT NULL,
  verifier   BLOB NOT NULL,
  sealed     BLOB NOT NULL,
  last_step  INTEGER NOT NULL
) STRICT;

-- Each is there until it was used; kept under its SHA-256.
CREATE TABLE recovery_code (
  account    INTEGER NOT NULL REFERENCES credential (account) ON DELETE CASCADE,
  code_hash  BLOB NOT NULL,
  PRIMARY KEY (account, code_hash)
) STRICT, WITHOUT ROWID;

-- Attempts to sign in since the last right one, under the SHA-256 of the name that was typed, whoever has it.
CREATE TABLE sign_in_attempts (
  name_hash  BLOB PRIMARY KEY,
  count      INTEGER NOT NULL,
  last_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX sign_in_attempts_last ON sign_in_attempts (last_at);
