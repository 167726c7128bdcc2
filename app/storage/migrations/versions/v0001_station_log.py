"""The station log: lives, events, receipts, outbox, and what the centre sends down.

The rules that must hold whatever the program does are triggers: an event is never changed, it
continues the one before it, it enters the outbox in its own transaction, and it may only go once
a receipt of the centre covers it.
"""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE life (
  epoch INTEGER PRIMARY KEY CHECK (epoch >= 1),
  station TEXT NOT NULL,
  public_key BLOB NOT NULL CHECK (length(public_key) = 32),
  why TEXT NOT NULL,
  began_us INTEGER NOT NULL
) STRICT;

CREATE TABLE event (
  epoch INTEGER NOT NULL REFERENCES life (epoch),
  seq INTEGER NOT NULL CHECK (seq >= 1),
  hlc INTEGER NOT NULL,
  kind TEXT NOT NULL,
  case_id TEXT,
  body BLOB NOT NULL,
  prev BLOB NOT NULL CHECK (length(prev) = 32),
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  sig BLOB NOT NULL CHECK (length(sig) = 64),
  PRIMARY KEY (epoch, seq)
) STRICT;

CREATE TABLE receipt (
  epoch INTEGER NOT NULL,
  watermark_seq INTEGER NOT NULL,
  body BLOB NOT NULL,
  sig BLOB NOT NULL CHECK (length(sig) = 64),
  chain_hash BLOB NOT NULL,
  received_us INTEGER NOT NULL,
  PRIMARY KEY (epoch, watermark_seq),
  FOREIGN KEY (epoch, watermark_seq) REFERENCES event (epoch, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE outbox (
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  settled_by INTEGER,
  PRIMARY KEY (epoch, seq),
  FOREIGN KEY (epoch, seq) REFERENCES event (epoch, seq),
  FOREIGN KEY (epoch, settled_by) REFERENCES receipt (epoch, watermark_seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE remote_event (
  position INTEGER PRIMARY KEY,
  station TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  hlc INTEGER NOT NULL,
  case_id TEXT,
  body BLOB NOT NULL,
  sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
  heard_us INTEGER NOT NULL,
  UNIQUE (station, epoch, seq)
) STRICT;

CREATE INDEX remote_event_by_hlc ON remote_event (hlc);

CREATE TABLE remote_conflict (
  station TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
  body BLOB NOT NULL,
  heard_us INTEGER NOT NULL,
  PRIMARY KEY (station, epoch, seq, sha256)
) STRICT;

CREATE TABLE evidence (
  position INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
  media_type TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  name TEXT NOT NULL,
  kept_us INTEGER NOT NULL,
  uploaded_us INTEGER
) STRICT;

CREATE INDEX evidence_to_upload ON evidence (position) WHERE uploaded_us IS NULL;

CREATE TABLE cursor (
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE reference (
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  version INTEGER NOT NULL,
  body BLOB NOT NULL,
  sig BLOB NOT NULL,
  plate TEXT,
  container TEXT,
  expected_us INTEGER,
  PRIMARY KEY (kind, key)
) STRICT;

CREATE INDEX reference_by_plate ON reference (plate) WHERE plate IS NOT NULL;
CREATE INDEX reference_by_container ON reference (container) WHERE container IS NOT NULL;
CREATE INDEX reference_by_expected ON reference (expected_us) WHERE expected_us IS NOT NULL;

CREATE TABLE officer_attempt (
  badge TEXT PRIMARY KEY,
  failures INTEGER NOT NULL CHECK (failures >= 0),
  locked_until_us INTEGER
) STRICT, WITHOUT ROWID
"""

TRIGGERS = (
    """
    CREATE TRIGGER event_continues_the_chain BEFORE INSERT ON event
    WHEN NOT (
      NEW.seq = 1 AND NEW.prev = zeroblob(32)
      OR EXISTS (
        SELECT 1 FROM event
        WHERE epoch = NEW.epoch AND seq = NEW.seq - 1 AND hash = NEW.prev
      )
    )
    BEGIN SELECT RAISE(ABORT, 'an event continues the one before it'); END
    """,
    """
    CREATE TRIGGER event_is_recorded_once BEFORE INSERT ON event
    WHEN EXISTS (SELECT 1 FROM event WHERE epoch = NEW.epoch AND seq = NEW.seq)
    BEGIN SELECT RAISE(ABORT, 'an event is recorded once'); END
    """,
    """
    CREATE TRIGGER event_is_owed_to_the_centre AFTER INSERT ON event
    BEGIN INSERT INTO outbox (epoch, seq) VALUES (NEW.epoch, NEW.seq); END
    """,
    """
    CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
    BEGIN SELECT RAISE(ABORT, 'a recorded event is never changed'); END
    """,
    """
    CREATE TRIGGER event_stays_until_receipted BEFORE DELETE ON event
    WHEN NOT EXISTS (
      SELECT 1 FROM receipt WHERE epoch = OLD.epoch AND watermark_seq >= OLD.seq
    )
    BEGIN SELECT RAISE(ABORT, 'the centre has not confirmed this event'); END
    """,
    """
    CREATE TRIGGER receipt_fits_the_chain BEFORE INSERT ON receipt
    WHEN NOT EXISTS (
      SELECT 1 FROM event
      WHERE epoch = NEW.epoch AND seq = NEW.watermark_seq AND hash = NEW.chain_hash
    )
    BEGIN SELECT RAISE(ABORT, 'a receipt is for our own history'); END
    """,
    """
    CREATE TRIGGER receipt_is_never_changed BEFORE UPDATE ON receipt
    BEGIN SELECT RAISE(ABORT, 'a receipt is never changed'); END
    """,
    """
    CREATE TRIGGER receipt_is_never_removed BEFORE DELETE ON receipt
    BEGIN SELECT RAISE(ABORT, 'a receipt is never removed'); END
    """,
    """
    CREATE TRIGGER outbox_is_settled_once_by_what_covers_it BEFORE UPDATE ON outbox
    WHEN OLD.settled_by IS NOT NULL
      OR NEW.epoch <> OLD.epoch
      OR NEW.seq <> OLD.seq
      OR NEW.settled_by IS NULL
      OR NEW.settled_by < OLD.seq
    BEGIN SELECT RAISE(ABORT, 'what is owed is settled once, by a receipt that covers it'); END
    """,
    """
    CREATE TRIGGER outbox_stays_until_receipted BEFORE DELETE ON outbox
    WHEN OLD.settled_by IS NULL
    BEGIN SELECT RAISE(ABORT, 'the centre has not confirmed this event'); END
    """,
    """
    CREATE TRIGGER remote_event_is_never_changed BEFORE UPDATE ON remote_event
    BEGIN SELECT RAISE(ABORT, 'an event of another station is never changed'); END
    """,
    """
    CREATE TRIGGER remote_event_is_never_removed BEFORE DELETE ON remote_event
    BEGIN SELECT RAISE(ABORT, 'an event of another station is never removed'); END
    """,
    """
    CREATE TRIGGER reference_version_rises BEFORE UPDATE ON reference
    WHEN NEW.version <= OLD.version
    BEGIN SELECT RAISE(ABORT, 'a version rises'); END
    """,
)


def upgrade() -> None:
    """Create everything; the caller's transaction holds it all."""
    for statement in (*TABLES.split(";"), *TRIGGERS):
        op.execute(statement)
