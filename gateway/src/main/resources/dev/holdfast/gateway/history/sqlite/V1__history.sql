-- Times are seconds since 1970 in the roll-ups and milliseconds everywhere else, UTC.

-- One life of one gateway.
CREATE TABLE run (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  token      TEXT    NOT NULL UNIQUE,
  instance   TEXT    NOT NULL,
  version    TEXT    NOT NULL,
  started_at INTEGER NOT NULL
) STRICT;

-- What one count is of.
CREATE TABLE series (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  endpoint TEXT NOT NULL,
  model    TEXT NOT NULL,
  key      TEXT NOT NULL,
  measure  TEXT NOT NULL,
  code     TEXT NOT NULL,
  origin   TEXT NOT NULL,
  UNIQUE (endpoint, model, key, measure, code, origin)
) STRICT;

-- Absolute counts of one run, so that a minute may be written again and is never counted twice.
CREATE TABLE rollup_1m (
  ts     INTEGER NOT NULL,
  series INTEGER NOT NULL,
  run    INTEGER NOT NULL,
  n      INTEGER NOT NULL,
  PRIMARY KEY (ts, series, run)
) STRICT, WITHOUT ROWID;

CREATE TABLE rollup_1h (
  ts     INTEGER NOT NULL,
  series INTEGER NOT NULL,
  n      INTEGER NOT NULL,
  PRIMARY KEY (ts, series)
) STRICT, WITHOUT ROWID;

CREATE TABLE rollup_1d (
  ts     INTEGER NOT NULL,
  series INTEGER NOT NULL,
  n      INTEGER NOT NULL,
  PRIMARY KEY (ts, series)
) STRICT, WITHOUT ROWID;

-- Up to where minutes are summed into hours, and hours into days.
CREATE TABLE mark (
  name TEXT PRIMARY KEY,
  at   INTEGER NOT NULL
) STRICT;
INSERT INTO mark (name, at) VALUES ('rollup_1h', 0), ('rollup_1d', 0);

-- The feed: what happened, newest last. Run and seq name an entry, so that it is written once.
CREATE TABLE event (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  run      INTEGER NOT NULL,
  seq      INTEGER NOT NULL,
  at       INTEGER NOT NULL,
  kind     TEXT    NOT NULL,
  scope    TEXT    NOT NULL,
  severity TEXT    NOT NULL,
  title    TEXT    NOT NULL,
  body     TEXT,
  UNIQUE (run, seq)
) STRICT;
CREATE INDEX event_at ON event (at);

-- What the status page posted.
CREATE TABLE incident (
  id            TEXT PRIMARY KEY,
  name          TEXT NOT NULL,
  impact        TEXT NOT NULL,
  status        TEXT NOT NULL,
  created_at    INTEGER,
  monitoring_at INTEGER,
  resolved_at   INTEGER,
  components    TEXT    NOT NULL,
  matched       TEXT,
  local_onset   INTEGER
) STRICT;
CREATE INDEX incident_created ON incident (created_at);

CREATE TABLE incident_update (
  incident TEXT    NOT NULL,
  number   INTEGER NOT NULL,
  at       INTEGER,
  status   TEXT    NOT NULL,
  body     TEXT    NOT NULL,
  affected TEXT    NOT NULL,
  PRIMARY KEY (incident, number)
) STRICT, WITHOUT ROWID;

-- Each alert once, as it stands.
CREATE TABLE alert (
  id          TEXT PRIMARY KEY,
  rule        TEXT    NOT NULL,
  scope       TEXT    NOT NULL,
  dedup_key   TEXT    NOT NULL,
  state       TEXT    NOT NULL,
  level       TEXT    NOT NULL,
  severity    TEXT    NOT NULL,
  since       INTEGER NOT NULL,
  fired_at    INTEGER,
  resolved_at INTEGER,
  summary     TEXT    NOT NULL,
  changed_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX alert_changed ON alert (changed_at);

-- What the alert rules remember, one row for each gateway.
CREATE TABLE alert_memory (
  instance TEXT PRIMARY KEY,
  at       INTEGER NOT NULL,
  body     TEXT    NOT NULL
) STRICT;

-- Messages to be delivered, in order for each key of a sink.
CREATE TABLE outbox (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  instance   TEXT    NOT NULL,
  sink       TEXT    NOT NULL,
  dedup_key  TEXT    NOT NULL,
  action     TEXT    NOT NULL,
  body       TEXT    NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  next_at    INTEGER NOT NULL,
  attempts   INTEGER NOT NULL
) STRICT;
CREATE INDEX outbox_next ON outbox (instance, next_at);

-- Calls that failed, a sample of them: ids for Anthropic's support, no bodies.
CREATE TABLE failed_call (
  id          TEXT PRIMARY KEY,
  at          INTEGER NOT NULL,
  endpoint    TEXT    NOT NULL,
  model       TEXT    NOT NULL,
  key         TEXT    NOT NULL,
  reason      TEXT    NOT NULL,
  kind        TEXT    NOT NULL,
  attempts    INTEGER NOT NULL,
  took        INTEGER NOT NULL,
  waited      INTEGER NOT NULL,
  request_ids TEXT    NOT NULL
) STRICT;
CREATE INDEX failed_call_at ON failed_call (at);

-- For people with sqlite3: the minutes with their words.
CREATE VIEW minutes AS
  SELECT datetime(r.ts, 'unixepoch') AS minute, s.endpoint, s.model, s.key, s.measure, s.code,
         s.origin, SUM(r.n) AS n
  FROM rollup_1m r JOIN series s ON s.id = r.series
  GROUP BY r.ts, r.series;
