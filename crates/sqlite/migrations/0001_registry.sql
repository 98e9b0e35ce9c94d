-- Effects of every service: what others will be told, and the audit trail.

CREATE TABLE outbox_event (
  seq            INTEGER PRIMARY KEY AUTOINCREMENT,
  kind           TEXT    NOT NULL,
  at             INTEGER NOT NULL,
  ebox           TEXT    NOT NULL,
  message        BLOB    NOT NULL,
  received       INTEGER NOT NULL,
  expires        INTEGER NOT NULL,
  is_registered  INTEGER NOT NULL,
  message_type   TEXT    NOT NULL,
  organization   TEXT    NOT NULL,
  application    TEXT    NOT NULL,
  subject        TEXT    NOT NULL
) STRICT;

CREATE TABLE audit_record (
  seq         INTEGER PRIMARY KEY AUTOINCREMENT,
  at          INTEGER NOT NULL,
  token       BLOB,
  client_id   TEXT,
  enterprise  TEXT,
  -- A keyed hash; the number itself is nowhere here.
  person      BLOB,
  ebox        TEXT,
  method      TEXT    NOT NULL,
  url         TEXT    NOT NULL,
  status      INTEGER NOT NULL,
  refusal     TEXT,
  details     TEXT    NOT NULL
) STRICT;

-- The audit trail only grows.
CREATE TRIGGER audit_record_is_not_changed BEFORE UPDATE ON audit_record
BEGIN SELECT RAISE(ABORT, 'audit records are not changed'); END;
CREATE TRIGGER audit_record_is_not_deleted BEFORE DELETE ON audit_record
BEGIN SELECT RAISE(ABORT, 'audit records are not deleted'); END;

-- The key under which audit records hash people. It stays the same for as long as the records are kept.
CREATE TABLE audit_key (
  only_row  INTEGER PRIMARY KEY CHECK (only_row = 1),
  material  BLOB    NOT NULL
) STRICT;

-- Message registry. Every key begins with the e-Box, so that one box never slows another.

CREATE TABLE reference_data (
  only_row  INTEGER PRIMARY KEY CHECK (only_row = 1),
  document  TEXT NOT NULL
) STRICT;

CREATE TABLE message (
  ebox                 TEXT    NOT NULL,
  id                   BLOB    NOT NULL,
  received             INTEGER NOT NULL,
  expires              INTEGER NOT NULL,
  partition            TEXT    NOT NULL,
  sender               TEXT    NOT NULL,
  application          TEXT    NOT NULL,
  message_type         TEXT    NOT NULL,
  read_at              INTEGER,
  is_visible           INTEGER NOT NULL,
  is_registered        INTEGER NOT NULL,
  action_executed      INTEGER,
  bytes                INTEGER NOT NULL,
  -- What never changes and is never searched by: subject, attachments, business data, and so on.
  document             TEXT    NOT NULL,
  PRIMARY KEY (ebox, id)
) STRICT;

CREATE INDEX message_newest_first ON message (ebox, received DESC, id DESC);
CREATE INDEX message_by_expiry ON message (expires);

CREATE TABLE message_body (
  ebox  TEXT NOT NULL,
  id    BLOB NOT NULL,
  body  TEXT NOT NULL,
  PRIMARY KEY (ebox, id),
  FOREIGN KEY (ebox, id) REFERENCES message (ebox, id) ON DELETE CASCADE
) STRICT;

-- Content by SHA-256. Small content has its bytes here; larger content is in the object store.
CREATE TABLE content (
  digest   BLOB    PRIMARY KEY,
  size     INTEGER NOT NULL,
  bytes    BLOB,
  touched  INTEGER NOT NULL
) STRICT;

-- Which messages name which content: what no row names may be swept.
CREATE TABLE content_use (
  digest  BLOB NOT NULL REFERENCES content (digest),
  ebox    TEXT NOT NULL,
  id      BLOB NOT NULL,
  PRIMARY KEY (digest, ebox, id),
  FOREIGN KEY (ebox, id) REFERENCES message (ebox, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX content_use_by_message ON content_use (ebox, id);

-- A sender's idempotency keys, kept as long as the message, at least 30 days.
CREATE TABLE publication_key (
  sender       TEXT    NOT NULL,
  application  TEXT    NOT NULL,
  key          TEXT    NOT NULL,
  message      BLOB    NOT NULL,
  fingerprint  BLOB    NOT NULL,
  kept_until   INTEGER NOT NULL,
  PRIMARY KEY (sender, application, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX publication_key_by_age ON publication_key (kept_until);

CREATE TABLE consultation (
  ebox  TEXT    PRIMARY KEY,
  last  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
