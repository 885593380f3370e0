-- Version 3: passages are written with their words, and get their vectors later.
CREATE TABLE waiting (                    -- those without a vector of the archive's model
  passage INTEGER PRIMARY KEY REFERENCES passages (id) ON DELETE CASCADE
);

-- The log again, with two more kinds of entry: 'write' (passages came) and 'embed' (their
-- vectors came). 'add' is both at once, as earlier versions wrote.
CREATE TABLE logged (
  seq    INTEGER PRIMARY KEY AUTOINCREMENT,
  action TEXT NOT NULL CHECK (action IN ('add', 'write', 'embed', 'delete')),
  first  INTEGER NOT NULL,
  last   INTEGER NOT NULL
);
INSERT INTO logged SELECT seq, action, first, last FROM changes;
DROP TABLE changes;
ALTER TABLE logged RENAME TO changes;

-- Days and outlets without the texts that lie before them in each row: what filters look at.
CREATE INDEX articles_for_filters ON articles (rowid, day, source);

-- The order of lists, so that a page reads no more articles than it shows.
CREATE INDEX articles_in_order ON articles (coalesce(day, 0) DESC, rowid DESC);
