-- Version 1: the catalog, the system of record. Indexes follow it through the table `changes`.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO meta VALUES ('archive', lower(hex(randomblob(16))));

-- AUTOINCREMENT, here and below: a number is never used twice, so that an index or a filter can
-- never mistake a new article or passage for one that was deleted.
CREATE TABLE articles (
  rowid          INTEGER PRIMARY KEY AUTOINCREMENT,
  id             TEXT NOT NULL UNIQUE,
  key            TEXT NOT NULL UNIQUE,
  fingerprint    TEXT NOT NULL,           -- of all that was read; equal means unchanged
  text           TEXT NOT NULL,
  title          TEXT NOT NULL,
  title_inferred INTEGER NOT NULL,
  source         TEXT,
  url            TEXT,
  published      TEXT,                    -- ISO 8601 day or time
  day            INTEGER,                 -- days since 0001-01-01, for range filters
  authors        TEXT NOT NULL,           -- JSON list
  language       TEXT,
  boilerplate    TEXT NOT NULL,           -- JSON list of [start, end]
  wire           TEXT,
  external_id    TEXT,
  origin         TEXT,
  revision       INTEGER NOT NULL
);
CREATE INDEX articles_by_fingerprint ON articles (fingerprint);
CREATE INDEX articles_by_day ON articles (day DESC, rowid DESC);
CREATE INDEX articles_by_source ON articles (source);

CREATE TABLE passages (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  article    INTEGER NOT NULL REFERENCES articles (rowid) ON DELETE CASCADE,
  ordinal    INTEGER NOT NULL,
  start      INTEGER NOT NULL,
  end        INTEGER NOT NULL
);
CREATE INDEX passages_by_article ON passages (article);

CREATE TABLE vectors (
  passage INTEGER NOT NULL REFERENCES passages (id) ON DELETE CASCADE,
  model   TEXT NOT NULL,
  vector  BLOB NOT NULL,                  -- float16, unit length
  PRIMARY KEY (passage, model)
) WITHOUT ROWID;

-- What happened, in order. An article's passages are numbered in one run, so a range names them
-- after they are gone.
CREATE TABLE changes (
  seq    INTEGER PRIMARY KEY AUTOINCREMENT,
  action TEXT NOT NULL CHECK (action IN ('add', 'delete')),
  first  INTEGER NOT NULL,
  last   INTEGER NOT NULL
);
