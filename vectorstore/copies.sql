-- Version 2: which articles are near-copies of each other (vectorstore/copy_groups.py).
CREATE TABLE sketches (
  article  INTEGER PRIMARY KEY REFERENCES articles (rowid),
  minima   BLOB NOT NULL,                 -- 64 x uint32, little-endian
  shingles INTEGER NOT NULL,              -- how many there are
  family   INTEGER NOT NULL               -- equal for the articles of a group
);
CREATE INDEX sketches_by_family ON sketches (family);

-- Bands of one row each: article and slot have this least shingle. (slot << 32) + minimum.
CREATE TABLE bands (
  band    INTEGER NOT NULL,
  article INTEGER NOT NULL,
  PRIMARY KEY (band, article)
) WITHOUT ROWID;

-- Articles found to be copies, each pair in both directions.
CREATE TABLE pairs (
  article  INTEGER NOT NULL,
  other    INTEGER NOT NULL,
  likeness TEXT NOT NULL CHECK (likeness IN ('alike', 'part', 'whole')),  -- article is … of other
  PRIMARY KEY (article, other)
) WITHOUT ROWID;
