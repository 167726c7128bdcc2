"""Which side named a nuclide: the instrument, this station, or both. Made anew from the events.

Nuclides stand in one spelling from here on, and the rows of the passages say where special nuclear
material cannot be excluded. The list is derived: it is emptied, and filled when it is next read.
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

CHANGES = """
DROP TABLE passage_nuclide;
DELETE FROM nuclide_seen;
DELETE FROM passage;
DELETE FROM passage_case;
DELETE FROM cursor WHERE name LIKE 'passages-%';

ALTER TABLE passage ADD COLUMN possible_snm INTEGER NOT NULL DEFAULT 0
  CHECK (possible_snm IN (0, 1));

CREATE TABLE passage_nuclide (
  nuclide TEXT NOT NULL,
  position INTEGER NOT NULL REFERENCES passage (position),
  state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 2),
  named_by INTEGER NOT NULL CHECK (named_by BETWEEN 1 AND 3),
  PRIMARY KEY (position, nuclide)
) STRICT, WITHOUT ROWID;

CREATE INDEX passage_nuclide_alarms ON passage_nuclide (nuclide, position) WHERE state > 0;
CREATE INDEX passage_nuclide_open ON passage_nuclide (nuclide, position) WHERE state = 1
"""


def upgrade() -> None:
    """Empty the list, and give its rows what they lack."""
    for statement in CHANGES.split(";"):
        op.execute(statement)
