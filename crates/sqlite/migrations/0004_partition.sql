-- How e-Boxes are divided. The row of an e-Box appears with its first change; one that has none was never
-- divided. GENERAL is in every e-Box and in no row.

CREATE TABLE ebox_arrangement (
  enterprise  TEXT    PRIMARY KEY,
  -- Counts changes: what was decided on another version is not kept.
  version     INTEGER NOT NULL,
  changed     INTEGER NOT NULL,
  last_rule   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE ebox_partition (
  enterprise  TEXT    NOT NULL,
  id          TEXT    NOT NULL,
  name        TEXT    NOT NULL,
  is_closed   INTEGER NOT NULL,
  PRIMARY KEY (enterprise, id)
) STRICT, WITHOUT ROWID;

-- Few, and asked for when the service starts: deletions that were not finished.
CREATE INDEX ebox_partition_closed ON ebox_partition (enterprise) WHERE is_closed = 1;

CREATE TABLE user_right (
  id          BLOB    NOT NULL PRIMARY KEY,
  enterprise  TEXT    NOT NULL,
  person      TEXT    NOT NULL,
  -- NULL is the whole e-Box.
  partition   TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX user_right_person ON user_right (enterprise, person);
-- In which e-Boxes somebody who signs in may look.
CREATE INDEX user_right_of_person ON user_right (person, enterprise);

CREATE TABLE routing_rule (
  enterprise    TEXT    NOT NULL,
  place         INTEGER NOT NULL,
  id            INTEGER NOT NULL,
  message_type  TEXT,
  application   TEXT,
  organization  TEXT,
  target        TEXT    NOT NULL,
  PRIMARY KEY (enterprise, place)
) STRICT, WITHOUT ROWID;

-- What senders suggest, to one recipient or to everybody.
CREATE TABLE rule_suggestion (
  id            BLOB    NOT NULL PRIMARY KEY,
  sender        TEXT    NOT NULL,
  recipient     TEXT,
  message_type  TEXT,
  application   TEXT,
  made          INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX rule_suggestion_sender ON rule_suggestion (sender);
CREATE INDEX rule_suggestion_recipient ON rule_suggestion (recipient);

-- Whoever accepted or declined one is not asked again.
CREATE TABLE rule_suggestion_answer (
  recipient   TEXT NOT NULL,
  suggestion  BLOB NOT NULL REFERENCES rule_suggestion (id) ON DELETE CASCADE,
  PRIMARY KEY (recipient, suggestion)
) STRICT, WITHOUT ROWID;

CREATE TABLE mandate (
  id         BLOB    NOT NULL PRIMARY KEY,
  principal  TEXT    NOT NULL,
  mandatary  TEXT    NOT NULL,
  operation  TEXT    NOT NULL,
  state      TEXT    NOT NULL,
  proposed   INTEGER NOT NULL,
  changed    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- One at a time for the same two and the same operation.
CREATE UNIQUE INDEX mandate_in_force ON mandate (principal, mandatary, operation)
  WHERE state NOT IN ('refused', 'ended');
CREATE INDEX mandate_principal ON mandate (principal);
CREATE INDEX mandate_mandatary ON mandate (mandatary);
