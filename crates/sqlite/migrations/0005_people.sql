-- People, and who manages access to which e-Box.

CREATE TABLE person (
  ssin  TEXT PRIMARY KEY,
  name  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE manager (
  enterprise  TEXT NOT NULL,
  person      TEXT NOT NULL REFERENCES person (ssin),
  role        TEXT NOT NULL,
  PRIMARY KEY (enterprise, person)
) STRICT, WITHOUT ROWID;
