-- What holds for the whole of this history: the salt of the aliases in it.
CREATE TABLE meta (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;
