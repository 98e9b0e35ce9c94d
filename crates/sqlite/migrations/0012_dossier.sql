-- Dossiers of institutions on their way to production. The document is the dossier; the columns beside it are what
-- lists ask for, written from it with every change.
CREATE TABLE dossier (
    number INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    institution TEXT NOT NULL,
    kind TEXT NOT NULL,
    -- The number of the stage; none once it ended without its purpose.
    stage INTEGER,
    -- Whose turn it is, if it is somebody's.
    turn TEXT,
    owner TEXT,
    -- Since when it is where it is.
    since INTEGER NOT NULL,
    -- Whether something was decided that is not carried out yet.
    under_way INTEGER NOT NULL,
    -- Number, institution and name, folded, for the search.
    words TEXT NOT NULL,
    document TEXT NOT NULL
) STRICT;

CREATE INDEX dossier_of_institution ON dossier (institution, since, number);
CREATE INDEX dossier_by_stage ON dossier (stage, since, number);
CREATE INDEX dossier_under_way ON dossier (since) WHERE under_way = 1;

-- Everything that happened, in its order; only ever added to.
CREATE TABLE dossier_event (
    place INTEGER PRIMARY KEY,
    dossier INTEGER NOT NULL REFERENCES dossier (number),
    document TEXT NOT NULL
) STRICT;

CREATE TRIGGER dossier_event_is_not_changed BEFORE UPDATE ON dossier_event
BEGIN SELECT RAISE(ABORT, 'history is not changed'); END;
CREATE TRIGGER dossier_event_is_not_deleted BEFORE DELETE ON dossier_event
BEGIN SELECT RAISE(ABORT, 'history is not deleted'); END;

CREATE INDEX dossier_event_of ON dossier_event (dossier, place);

-- Everything that was said.
CREATE TABLE dossier_note (
    dossier INTEGER NOT NULL REFERENCES dossier (number),
    number INTEGER NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (dossier, number)
) STRICT, WITHOUT ROWID;

-- The files with it.
CREATE TABLE dossier_file (
    dossier INTEGER NOT NULL REFERENCES dossier (number),
    note INTEGER NOT NULL,
    place INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (dossier, note, place)
) STRICT;

-- Who takes part for the institution besides its managers.
CREATE TABLE dossier_colleague (
    ssin TEXT NOT NULL,
    dossier INTEGER NOT NULL REFERENCES dossier (number),
    institution TEXT NOT NULL,
    PRIMARY KEY (ssin, dossier)
) STRICT, WITHOUT ROWID;
