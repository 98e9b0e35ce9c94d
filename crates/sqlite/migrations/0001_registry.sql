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

-- Whoever manages an e-Box looks back at what was opened in it. Other records need no index, and pay for none.
CREATE INDEX audit_opening ON audit_record (ebox, at)
  WHERE details ->> 'contentId' IS NOT NULL AND refusal IS NULL;

-- Senders show by what they really did that they are ready: attempts to publish, whatever became of them.
CREATE INDEX audit_publication ON audit_record (enterprise, at)
  WHERE method = 'POST' AND (rtrim(url, '/') GLOB '*/ebox/messages' OR url GLOB '*/publishMessage');

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

-- The e-Boxes that ever received something. Everything about messages is kept by this number.
CREATE TABLE box (
  box           INTEGER PRIMARY KEY,
  ebox          TEXT    NOT NULL UNIQUE,
  -- Tells who follows its changes that they are these: an e-Box of the same number in another file has another.
  feed          INTEGER NOT NULL,
  -- The place, the receipt and the change that were given out last. A change is counted by its moment in microseconds,
  -- moved past the one before: a file that was put back gives out no number twice.
  last_place    INTEGER NOT NULL,
  last_receipt  INTEGER NOT NULL,
  last_change   INTEGER NOT NULL,
  -- Departures up to this change are no longer kept.
  forgotten     INTEGER NOT NULL DEFAULT 0,
  bytes         INTEGER NOT NULL DEFAULT 0,
  consulted     INTEGER
) STRICT;

-- Messages that are available. A place is box << 32 | number, so that the messages of an e-Box lie together, in
-- the order of their receipt: the newest-first list is this table read backwards, and every index below ends
-- with the place. Rows are narrow; what no list filters by is in message_document.
CREATE TABLE message (
  place            INTEGER PRIMARY KEY,
  box              INTEGER GENERATED ALWAYS AS (place >> 32) VIRTUAL,
  id               BLOB    NOT NULL,
  received         INTEGER NOT NULL,
  expires          INTEGER NOT NULL,
  partition        TEXT    NOT NULL,
  sender           TEXT    NOT NULL,
  application      TEXT    NOT NULL,
  message_type     TEXT    NOT NULL,
  read_at          INTEGER,
  is_visible       INTEGER NOT NULL,
  is_registered    INTEGER NOT NULL,
  -- Whether it asks for an action that nobody executed yet.
  is_for_action    INTEGER NOT NULL,
  action_executed  INTEGER,
  bytes            INTEGER NOT NULL,
  -- The number of its last change within its e-Box, its publication included.
  changed          INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX message_by_id ON message (id, box);
CREATE INDEX message_by_expiry ON message (expires);
CREATE INDEX message_by_box_and_expiry ON message (box, expires);
CREATE UNIQUE INDEX message_by_change ON message (box, changed);
CREATE INDEX message_by_partition ON message (partition);
CREATE INDEX message_by_sender ON message (sender);
CREATE INDEX message_by_application ON message (application);
CREATE INDEX message_by_type ON message (message_type);
CREATE INDEX message_unread ON message (box) WHERE read_at IS NULL;
CREATE INDEX message_unread_by_partition ON message (partition) WHERE read_at IS NULL;
CREATE INDEX message_hidden ON message (box) WHERE is_visible = 0;
CREATE INDEX message_registered ON message (box) WHERE is_registered = 1;
CREATE INDEX message_for_action ON message (box) WHERE is_for_action = 1;
CREATE INDEX message_sent ON message (sender, received, id);

-- Messages that expired: gone from every answer, kept for a while in case a clock was wrong.
CREATE TABLE message_expired (
  place            INTEGER PRIMARY KEY,
  at               INTEGER NOT NULL,
  id               BLOB    NOT NULL,
  received         INTEGER NOT NULL,
  expires          INTEGER NOT NULL,
  partition        TEXT    NOT NULL,
  sender           TEXT    NOT NULL,
  application      TEXT    NOT NULL,
  message_type     TEXT    NOT NULL,
  read_at          INTEGER,
  is_visible       INTEGER NOT NULL,
  is_registered    INTEGER NOT NULL,
  is_for_action    INTEGER NOT NULL,
  action_executed  INTEGER,
  bytes            INTEGER NOT NULL
) STRICT;
CREATE INDEX message_expired_by_age ON message_expired (at);

-- What never changes and is never searched by: subject, attachments, business data, and so on.
CREATE TABLE message_document (
  place             INTEGER PRIMARY KEY,
  -- The partition from which it was sent, when the sender named one.
  sender_partition  TEXT,
  -- The mandatary who published it in the sender's name.
  mandatary         TEXT,
  -- CBOR with numbered fields.
  document          BLOB NOT NULL
) STRICT;

CREATE TABLE message_body (
  place  INTEGER PRIMARY KEY,
  body   TEXT NOT NULL
) STRICT;

-- What was in a partition and is not there any more: expired, or moved away. The change feed tells it.
CREATE TABLE departure (
  box        INTEGER NOT NULL,
  changed    INTEGER NOT NULL,
  id         BLOB    NOT NULL,
  partition  TEXT    NOT NULL,
  at         INTEGER NOT NULL,
  PRIMARY KEY (box, changed)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX departure_by_message ON departure (box, id, partition);
CREATE INDEX departure_by_age ON departure (at);

-- Counters, so that no total is ever counted row by row: how many messages of an e-Box have these properties.
-- Level 0 has them without months, level 1 with the Brussels months of receipt and expiry, level 2 the months
-- alone. Properties that a level does not have are 0 or ''.
CREATE TABLE box_cell (
  box             INTEGER NOT NULL,
  level           INTEGER NOT NULL,
  received_month  INTEGER NOT NULL,
  expiry_month    INTEGER NOT NULL,
  partition       TEXT    NOT NULL,
  sender          TEXT    NOT NULL,
  application     TEXT    NOT NULL,
  message_type    TEXT    NOT NULL,
  flags           INTEGER NOT NULL,
  n               INTEGER NOT NULL,
  PRIMARY KEY (box, level, received_month, expiry_month, partition, sender, application, message_type, flags)
) STRICT, WITHOUT ROWID;

-- How many messages of an e-Box were received, or will expire, on a Brussels day (counted from 1970-01-01).
CREATE TABLE box_day (
  box          INTEGER NOT NULL,
  is_expiry    INTEGER NOT NULL,
  day          INTEGER NOT NULL,
  n            INTEGER NOT NULL,
  -- Of days of receipt: the first place that was given out on that day.
  first_place  INTEGER NOT NULL,
  PRIMARY KEY (box, is_expiry, day)
) STRICT, WITHOUT ROWID;

-- Folded texts of messages by trigrams: one column for each language, and one for texts that are shown whatever
-- the language.
CREATE VIRTUAL TABLE message_text USING fts5 (
  nl, fr, de, every,
  content = '', contentless_delete = 1, tokenize = "trigram case_sensitive 1"
);

-- The same texts packed, a thousand messages a row, for terms that are too short for trigrams. A block that is
-- missing is made again from the documents.
CREATE TABLE text_block (
  block  INTEGER PRIMARY KEY,
  texts  BLOB NOT NULL
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
  digest  BLOB    NOT NULL REFERENCES content (digest),
  place   INTEGER NOT NULL,
  PRIMARY KEY (digest, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX content_use_by_message ON content_use (place);
CREATE INDEX content_by_age ON content (touched);

-- A sender's idempotency keys, kept as long as the message, at least 30 days.
CREATE TABLE publication_key (
  sender       TEXT    NOT NULL,
  application  TEXT    NOT NULL,
  key          TEXT    NOT NULL,
  message      BLOB    NOT NULL,
  fingerprint  BLOB    NOT NULL,
  kept_until   INTEGER NOT NULL,
  -- The sender, or the mandatary who published in its name.
  publisher    TEXT    NOT NULL,
  PRIMARY KEY (sender, application, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX publication_key_by_age ON publication_key (kept_until);
