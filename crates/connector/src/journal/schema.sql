-- The journal of a folder of packages: format 1.

-- Whose folder it is; one row.
CREATE TABLE owner (
    ebox TEXT NOT NULL,
    environment TEXT NOT NULL
) STRICT;

-- A run makes one package, or none when there was nothing new.
CREATE TABLE run (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL DEFAULT '',
    started INTEGER NOT NULL,
    what TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'sealed', 'empty'))
) STRICT;

-- Every message that was ever retrieved. The entry of the manifest is kept until its package is sealed.
CREATE TABLE message (
    provider TEXT NOT NULL,
    message TEXT NOT NULL,
    run INTEGER NOT NULL REFERENCES run,
    folder TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    entry TEXT,
    PRIMARY KEY (provider, message)
) STRICT, WITHOUT ROWID;

CREATE INDEX message_of_run ON message (run, folder);

-- How far each provider's list was walked to its end: the newest receipt that was seen there, and when the
-- whole list was walked last, in microseconds.
CREATE TABLE walk (
    provider TEXT PRIMARY KEY,
    newest INTEGER NOT NULL,
    whole INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
