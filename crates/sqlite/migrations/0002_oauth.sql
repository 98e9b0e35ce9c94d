-- OAuth server: clients, their certificates, used assertions, the server's keys.

CREATE TABLE oauth_client (
  client_id      TEXT    PRIMARY KEY,
  enterprise     TEXT    NOT NULL,
  name           TEXT    NOT NULL,
  -- Separated by spaces, as OAuth writes them.
  scopes         TEXT    NOT NULL,
  is_enabled     INTEGER NOT NULL CHECK (is_enabled IN (0, 1)),
  registered_at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A client's certificates, in the order in which they were added.
CREATE TABLE oauth_certificate (
  seq          INTEGER PRIMARY KEY,
  client_id    TEXT    NOT NULL REFERENCES oauth_client (client_id) ON DELETE CASCADE,
  fingerprint  BLOB    NOT NULL,
  der          BLOB    NOT NULL,
  added_at     INTEGER NOT NULL,
  UNIQUE (client_id, fingerprint)
) STRICT;

-- Assertions that were used, until they could not be used again anyway.
CREATE TABLE oauth_spent_assertion (
  client_id  TEXT    NOT NULL,
  jti        TEXT    NOT NULL,
  until      INTEGER NOT NULL,
  PRIMARY KEY (client_id, jti)
) STRICT, WITHOUT ROWID;
CREATE INDEX oauth_spent_assertion_by_age ON oauth_spent_assertion (until);

-- The server's own secret keys: who reads this file can make tokens.
CREATE TABLE oauth_key (
  purpose   TEXT    PRIMARY KEY,
  material  BLOB    NOT NULL,
  made_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
