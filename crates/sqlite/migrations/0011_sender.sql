-- The configurations of Document Senders that were applied here, by the dossier in which they were agreed.

CREATE TABLE sender_configuration (
  dossier     TEXT    PRIMARY KEY,
  provider    TEXT    NOT NULL,
  enterprise  TEXT    NOT NULL,
  client_id   TEXT,
  -- JSON: what is wanted, what was wanted before until that is applied, and what was there before all of it.
  wanted      TEXT    NOT NULL,
  former      TEXT    NOT NULL,
  before      TEXT    NOT NULL,
  state       TEXT    NOT NULL CHECK (state IN ('applying', 'applied', 'undoing', 'undone')),
  version     INTEGER NOT NULL,
  at          INTEGER NOT NULL,
  by          TEXT    NOT NULL,
  -- The signed file that it came as: the signer's certificate, and when it was signed.
  signer      BLOB,
  signed_at   INTEGER,
  -- When the latest of its signed files was signed.
  latest      INTEGER
) STRICT, WITHOUT ROWID;
