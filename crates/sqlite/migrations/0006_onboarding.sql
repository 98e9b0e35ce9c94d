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
  client_id   TEXT    PRIMARY KEY,
  enterprise  TEXT    NOT NULL,
  name        TEXT    NOT NULL,
  permission  TEXT    NOT NULL,
  person      TEXT    NOT NULL,
  at          INTEGER NOT NULL,
  is_enabled  INTEGER NOT NULL,
  -- Rows of deleted accounts stay: nobody gets their client again.
  is_deleted  INTEGER NOT NULL,
  version     INTEGER NOT NULL,
  -- The version that the OAuth server knows.
  told        INTEGER
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX webservice_account_name ON webservice_account (enterprise, name) WHERE is_deleted = 0;
CREATE INDEX webservice_account_pending ON webservice_account (at) WHERE told IS NOT version;

CREATE TABLE account_certificate (
  client_id    TEXT    NOT NULL REFERENCES webservice_account (client_id),
  -- In the order in which they were added.
  place        INTEGER NOT NULL,
  certificate  BLOB    NOT NULL,
  name         TEXT    NOT NULL,
  person       TEXT    NOT NULL,
  at           INTEGER NOT NULL,
  PRIMARY KEY (client_id, place)
) STRICT, WITHOUT ROWID;
