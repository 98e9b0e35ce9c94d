-- The partitions that enterprises created; GENERAL is in every e-Box and in no row.

CREATE TABLE ebox_partition (
  enterprise  TEXT NOT NULL,
  id          TEXT NOT NULL,
  name        TEXT NOT NULL,
  PRIMARY KEY (enterprise, id)
) STRICT, WITHOUT ROWID;
