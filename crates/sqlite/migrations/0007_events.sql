-- What Document Providers are told. A notification is here until everybody who has to be told was told.

CREATE TABLE notification (
  -- Its place in the order of all changes.
  number      INTEGER PRIMARY KEY AUTOINCREMENT,
  enterprise  TEXT    NOT NULL,
  at          INTEGER NOT NULL,
  -- The event as it travels.
  event       TEXT    NOT NULL,
  -- Whether its deliveries are known.
  is_spread   INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX notification_waiting ON notification (number) WHERE is_spread = 0;

CREATE TABLE notification_delivery (
  provider      TEXT    NOT NULL,
  enterprise    TEXT    NOT NULL,
  notification  INTEGER NOT NULL REFERENCES notification (number) ON DELETE CASCADE,
  attempts      INTEGER NOT NULL DEFAULT 0,
  -- Not before this moment.
  due           INTEGER NOT NULL,
  PRIMARY KEY (provider, enterprise, notification)
) STRICT, WITHOUT ROWID;

CREATE INDEX notification_delivery_of ON notification_delivery (notification);
