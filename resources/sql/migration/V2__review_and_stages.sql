-- Version 2. Events may now be of kind REVIEW (a query's place in the review queue), which an older program could not read: its
-- check of user_version keeps it away. Scenarios of more or fewer than two stages keep them as JSON; NULL for all older ones.
ALTER TABLE scenario ADD COLUMN stages TEXT;

PRAGMA user_version = 2;
