-- Letters by e-mail to people. A letter is here until the mail server took it, or nobody tries any more.

CREATE TABLE letter (
  -- Its place in the order of all letters.
  number     INTEGER PRIMARY KEY AUTOINCREMENT,
  recipient  TEXT    NOT NULL,
  language   TEXT    NOT NULL,
  subject    TEXT    NOT NULL,
  text       TEXT    NOT NULL,
  at         INTEGER NOT NULL,
  attempts   INTEGER NOT NULL DEFAULT 0,
  -- Not before this moment.
  due        INTEGER NOT NULL
) STRICT;

CREATE INDEX letter_of ON letter (recipient, number);
