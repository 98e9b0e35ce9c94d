-- Becoming a Document Consumer.

CREATE TABLE terms_acceptance (
  enterprise  TEXT    PRIMARY KEY,
  terms       TEXT    NOT NULL,
  person      TEXT    NOT NULL,
  at          INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- An acceptance cannot be undone.
CREATE TRIGGER terms_acceptance_is_not_changed BEFORE UPDATE ON terms_acceptance
BEGIN SELECT RAISE(ABORT, 'an acceptance is not changed'); END;
CREATE TRIGGER terms_acceptance_is_not_deleted BEFORE DELETE ON terms_acceptance
BEGIN SELECT RAISE(ABORT, 'an acceptance is not deleted'); END;

CREATE TABLE sender_number (
  number      INTEGER PRIMARY KEY,
  enterprise  TEXT    NOT NULL UNIQUE
) STRICT;

CREATE TABLE webservice_account (
  client_id         TEXT    PRIMARY KEY,
  enterprise        TEXT    NOT NULL,
  name              TEXT    NOT NULL,
  permission        TEXT    NOT NULL,
  certificate       BLOB    NOT NULL,
  certificate_name  TEXT    NOT NULL,
  person            TEXT    NOT NULL,
  at                INTEGER NOT NULL,
  -- Empty as long as the OAuth client is not registered.
  active_since      INTEGER,
  UNIQUE (enterprise, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX webservice_account_pending ON webservice_account (at) WHERE active_since IS NULL;
