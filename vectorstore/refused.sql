-- Version 4: why the model gave a passage no vector; null while it waits for its turn.
ALTER TABLE waiting ADD COLUMN refused TEXT;
