"""Passages as a list can page and filter them. Derived from the events: it may be made anew.

Nothing that counts is only here. The events remain the record, and these rows follow them.
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE passage (
  position INTEGER PRIMARY KEY,
  case_id TEXT NOT NULL,
  lane TEXT NOT NULL,
  closed_us INTEGER NOT NULL,
  alarms INTEGER NOT NULL CHECK (alarms BETWEEN 0 AND 15),
  sigma REAL,
  background_cps REAL,
  title TEXT NOT NULL,
  code INTEGER
) STRICT;

CREATE INDEX passage_by_case ON passage (case_id, position);
CREATE INDEX passage_by_lane ON passage (lane, closed_us) WHERE background_cps IS NOT NULL;
CREATE INDEX passage_alarms ON passage (position) WHERE alarms > 0;
CREATE INDEX passage_open_alarms ON passage (position) WHERE alarms > 0 AND code IS NULL;

CREATE TABLE passage_nuclide (
  nuclide TEXT NOT NULL,
  position INTEGER NOT NULL REFERENCES passage (position),
  state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 2),
  PRIMARY KEY (position, nuclide)
) STRICT, WITHOUT ROWID;

CREATE INDEX passage_nuclide_alarms ON passage_nuclide (nuclide, position) WHERE state > 0;
CREATE INDEX passage_nuclide_open ON passage_nuclide (nuclide, position) WHERE state = 1;

CREATE TABLE nuclide_seen (
  nuclide TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE passage_case (
  case_id TEXT PRIMARY KEY,
  title TEXT NOT NULL
) STRICT, WITHOUT ROWID
"""


def upgrade() -> None:
    """Create the tables; they are filled when the log is next opened."""
    for statement in TABLES.split(";"):
        op.execute(statement)
