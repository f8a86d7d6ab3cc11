-- The workspace, version 1.
--
-- Texts are rows; what filters and metrics run on is kept as column chunks of 65,536 queries (column_chunk.data, little-endian);
-- people's corrections are events on top and never change what was imported.
--
-- query.id, answer.id and image.id are (dataset << 32) | number within the dataset: rows of one dataset lie together, are appended in
-- order and are read as one range without a second index. Times are milliseconds since 1970 UTC.

CREATE TABLE dataset (
    id        INTEGER PRIMARY KEY AUTOINCREMENT, -- never reused: events outlive a deleted dataset
    name      TEXT    NOT NULL UNIQUE,
    root      TEXT    NOT NULL,
    format    TEXT    NOT NULL,
    source    TEXT    NOT NULL,
    licence   TEXT    NOT NULL,
    simulated INTEGER NOT NULL CHECK (simulated IN (0, 1)),
    created   INTEGER NOT NULL,
    queries   INTEGER NOT NULL,
    outputs   INTEGER NOT NULL,
    data_hash TEXT    NOT NULL,
    revision  INTEGER NOT NULL                   -- grows with every import into it
) STRICT;

CREATE TABLE vlm (
    id           TEXT NOT NULL PRIMARY KEY,
    profile      TEXT NOT NULL,
    pool         TEXT NOT NULL CHECK (pool IN ('FREE', 'PAID')),
    price_input  REAL,
    price_output REAL,
    price_image  REAL,
    CHECK ((price_input IS NULL) = (price_output IS NULL) AND (price_input IS NULL) = (price_image IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE dataset_vlm (
    dataset  INTEGER NOT NULL REFERENCES dataset (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    vlm      TEXT    NOT NULL REFERENCES vlm (id),
    PRIMARY KEY (dataset, position),
    UNIQUE (dataset, vlm)
) STRICT, WITHOUT ROWID;

CREATE TABLE query (
    id        INTEGER PRIMARY KEY,
    key       TEXT NOT NULL,
    question  TEXT NOT NULL,
    reference TEXT
) STRICT;

-- Distinct answers: an import stores equal texts once; the column chunks of kind 'answer' hold their numbers.
CREATE TABLE answer (
    id   INTEGER PRIMARY KEY,
    text TEXT NOT NULL
) STRICT;

CREATE TABLE image (
    id     INTEGER PRIMARY KEY,
    path   TEXT NOT NULL,
    sha256 TEXT,                                 -- this and what follows: NULL while the file was never seen
    format TEXT,
    width  INTEGER,
    height INTEGER,
    bytes  INTEGER
) STRICT;

CREATE TABLE query_image (
    query    INTEGER NOT NULL REFERENCES query (id),
    position INTEGER NOT NULL,
    image    INTEGER NOT NULL REFERENCES image (id),
    PRIMARY KEY (query, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX query_image_image ON query_image (image);

CREATE TABLE field (
    dataset    INTEGER NOT NULL REFERENCES dataset (id) ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    name       TEXT    NOT NULL,
    dictionary BLOB    NOT NULL,
    PRIMARY KEY (dataset, position),
    UNIQUE (dataset, name)
) STRICT;

CREATE TABLE column_chunk (
    dataset  INTEGER NOT NULL REFERENCES dataset (id) ON DELETE CASCADE,
    kind     TEXT    NOT NULL,
    position INTEGER NOT NULL,                   -- the field's or the VLM's position
    chunk    INTEGER NOT NULL,
    data     BLOB    NOT NULL,
    PRIMARY KEY (dataset, kind, position, chunk)
) STRICT;

CREATE TABLE event (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    at        INTEGER NOT NULL,
    actor     TEXT    NOT NULL,
    kind      TEXT    NOT NULL,
    dataset   INTEGER NOT NULL,                  -- no foreign key: history stays when a dataset goes
    query     INTEGER NOT NULL,
    vlm       TEXT,
    old_value TEXT,
    new_value TEXT,
    reason    TEXT
) STRICT;

CREATE INDEX event_target ON event (dataset, query);

CREATE TRIGGER event_never_changes BEFORE UPDATE ON event BEGIN
    SELECT RAISE (ABORT, 'event is append-only');
END;

CREATE TRIGGER event_never_goes BEFORE DELETE ON event BEGIN
    SELECT RAISE (ABORT, 'event is append-only');
END;

CREATE TABLE checkpoint (
    id     INTEGER PRIMARY KEY,
    path   TEXT NOT NULL,                        -- relative when it lies in the workspace
    sha256 TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE router (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    name       TEXT    NOT NULL UNIQUE,
    kind       TEXT    NOT NULL,
    checkpoint INTEGER NOT NULL REFERENCES checkpoint (id),
    config     TEXT    NOT NULL,
    simulated  INTEGER NOT NULL CHECK (simulated IN (0, 1)),
    created    INTEGER NOT NULL
) STRICT;

CREATE TABLE score_set (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    dataset     INTEGER NOT NULL REFERENCES dataset (id) ON DELETE CASCADE,
    router      INTEGER NOT NULL REFERENCES router (id),
    gates       INTEGER NOT NULL,
    rows_done   INTEGER NOT NULL,
    rows_total  INTEGER NOT NULL,
    router_hash TEXT    NOT NULL,
    data_hash   TEXT    NOT NULL,
    created     INTEGER NOT NULL
) STRICT;

CREATE INDEX score_set_target ON score_set (dataset, router);

CREATE TABLE score_set_vlm (
    score_set INTEGER NOT NULL REFERENCES score_set (id) ON DELETE CASCADE,
    position  INTEGER NOT NULL,
    vlm       TEXT    NOT NULL,
    PRIMARY KEY (score_set, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE score_chunk (
    score_set  INTEGER NOT NULL REFERENCES score_set (id) ON DELETE CASCADE,
    first_row  INTEGER NOT NULL,
    confidence BLOB    NOT NULL,
    gate       BLOB    NOT NULL,
    PRIMARY KEY (score_set, first_row)
) STRICT;

CREATE TABLE projection (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    dataset INTEGER NOT NULL REFERENCES dataset (id) ON DELETE CASCADE,
    router  INTEGER NOT NULL REFERENCES router (id),
    method  TEXT    NOT NULL,
    seed    INTEGER NOT NULL,
    options TEXT    NOT NULL,
    file    TEXT    NOT NULL,
    points  INTEGER NOT NULL,
    created INTEGER NOT NULL
) STRICT;

CREATE TABLE scenario (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    dataset       INTEGER NOT NULL REFERENCES dataset (id) ON DELETE CASCADE,
    name          TEXT    NOT NULL,
    first_router  INTEGER NOT NULL REFERENCES router (id),
    second_router INTEGER REFERENCES router (id),
    tau           REAL    NOT NULL,
    split         TEXT,
    metrics       TEXT    NOT NULL,
    created       INTEGER NOT NULL,
    UNIQUE (dataset, name)
) STRICT;

CREATE TABLE saved_filter (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    dataset INTEGER NOT NULL REFERENCES dataset (id) ON DELETE CASCADE,
    name    TEXT    NOT NULL,
    rule    TEXT    NOT NULL,
    created INTEGER NOT NULL,
    UNIQUE (dataset, name)
) STRICT;

-- "SgBx": tells a workspace from any other SQLite file. user_version is this schema's version and is read before Flyway is needed.
PRAGMA application_id = 1399276152;
PRAGMA user_version = 1;
