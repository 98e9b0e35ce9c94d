-- The provider registry.

CREATE TABLE provider (
  id                 TEXT PRIMARY KEY,
  name               TEXT NOT NULL,
  description        TEXT NOT NULL,
  v2_url             TEXT NOT NULL,
  v3_url             TEXT,
  -- Brussels days, as 2026-11-21.
  activation         TEXT NOT NULL,
  deactivation       TEXT,
  technical_contact  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE provider_maintenance (
  provider  TEXT    NOT NULL REFERENCES provider (id) ON DELETE CASCADE,
  begins    INTEGER NOT NULL,
  ends      INTEGER NOT NULL,
  PRIMARY KEY (provider, begins, ends)
) STRICT, WITHOUT ROWID;

-- The directory of e-Boxes.

CREATE TABLE ebox (
  id               TEXT    PRIMARY KEY,
  name             TEXT    NOT NULL,
  is_active        INTEGER NOT NULL,
  -- Absent when nobody ever opened it.
  last_connection  INTEGER
) STRICT, WITHOUT ROWID;

-- The e-Boxes that are the only channel of their enterprise.

CREATE TABLE ebox_exclusive (
  id  TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- Where enterprises want to be told that something came.

CREATE TABLE ebox_notification (
  id       TEXT PRIMARY KEY,
  address  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
