-- What a Partition service that others run said about e-Boxes.

CREATE TABLE known_division (
  enterprise  TEXT    NOT NULL,
  -- rules, partitions, or rights: and a person.
  topic       TEXT    NOT NULL,
  -- Since when it is so: what is older replaces nothing.
  at          INTEGER NOT NULL,
  -- When all of it was said last: what was not for long is asked again.
  confirmed   INTEGER NOT NULL,
  fact        TEXT    NOT NULL,
  PRIMARY KEY (enterprise, topic)
) STRICT, WITHOUT ROWID;
