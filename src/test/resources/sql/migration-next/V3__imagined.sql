-- A next version for tests of migration.
CREATE TABLE imagined (id INTEGER PRIMARY KEY) STRICT;
PRAGMA user_version = 3;
