-- Times are seconds since 1970 in the roll-ups and milliseconds everywhere else, UTC.

-- One life of one gateway.
CREATE TABLE run (
  id         BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  token      TEXT    NOT NULL UNIQUE,
  instance   TEXT    NOT NULL,
  version    TEXT    NOT NULL,
  started_at BIGINT NOT NULL
);

-- What one count is of.
CREATE TABLE series (
  id       BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  endpoint TEXT NOT NULL,
  model    TEXT NOT NULL,
  key      TEXT NOT NULL,
  measure  TEXT NOT NULL,
  code     TEXT NOT NULL,
  origin   TEXT NOT NULL,
  UNIQUE (endpoint, model, key, measure, code, origin)
);

-- Absolute counts of one run, so that a minute may be written again and is never counted twice.
CREATE TABLE rollup_1m (
  ts     BIGINT NOT NULL,
  series BIGINT NOT NULL,
  run    BIGINT NOT NULL,
  n      BIGINT NOT NULL,
  PRIMARY KEY (ts, series, run)
);

CREATE TABLE rollup_1h (
  ts     BIGINT NOT NULL,
  series BIGINT NOT NULL,
  n      BIGINT NOT NULL,
  PRIMARY KEY (ts, series)
);

CREATE TABLE rollup_1d (
  ts     BIGINT NOT NULL,
  series BIGINT NOT NULL,
  n      BIGINT NOT NULL,
  PRIMARY KEY (ts, series)
);

-- Up to where minutes are summed into hours, and hours into days.
CREATE TABLE mark (
  name TEXT PRIMARY KEY,
  at   BIGINT NOT NULL
);
INSERT INTO mark (name, at) VALUES ('rollup_1h', 0), ('rollup_1d', 0);

-- The feed: what happened, newest last. Run and seq name an entry, so that it is written once.
CREATE TABLE event (
  id       BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run      BIGINT NOT NULL,
  seq      BIGINT NOT NULL,
  at       BIGINT NOT NULL,
  kind     TEXT    NOT NULL,
  scope    TEXT    NOT NULL,
  severity TEXT    NOT NULL,
  title    TEXT    NOT NULL,
  body     TEXT,
  UNIQUE (run, seq)
);
CREATE INDEX event_at ON event (at);

-- What the status page posted.
CREATE TABLE incident (
  id            TEXT PRIMARY KEY,
  name          TEXT NOT NULL,
  impact        TEXT NOT NULL,
  status        TEXT NOT NULL,
  created_at    BIGINT,
  monitoring_at BIGINT,
  resolved_at   BIGINT,
  components    TEXT    NOT NULL,
  matched       TEXT,
  local_onset   BIGINT
);
CREATE INDEX incident_created ON incident (created_at);

CREATE TABLE incident_update (
  incident TEXT    NOT NULL,
  number   BIGINT NOT NULL,
  at       BIGINT,
  status   TEXT    NOT NULL,
  body     TEXT    NOT NULL,
  affected TEXT    NOT NULL,
  PRIMARY KEY (incident, number)
);

-- Each alert once, as it stands.
CREATE TABLE alert (
  id          TEXT PRIMARY KEY,
  rule        TEXT    NOT NULL,
  scope       TEXT    NOT NULL,
  dedup_key   TEXT    NOT NULL,
  state       TEXT    NOT NULL,
  level       TEXT    NOT NULL,
  severity    TEXT    NOT NULL,
  since       BIGINT NOT NULL,
  fired_at    BIGINT,
  resolved_at BIGINT,
  summary     TEXT    NOT NULL,
  changed_at  BIGINT NOT NULL
);
CREATE INDEX alert_changed ON alert (changed_at);

-- What the alert rules remember, one row for each gateway.
CREATE TABLE alert_memory (
  instance TEXT PRIMARY KEY,
  at       BIGINT NOT NULL,
  body     TEXT    NOT NULL
);

-- Messages to be delivered, in order for each key of a sink.
CREATE TABLE outbox (
  id         BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  instance   TEXT    NOT NULL,
  sink       TEXT    NOT NULL,
  dedup_key  TEXT    NOT NULL,
  action     TEXT    NOT NULL,
  body       TEXT    NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  next_at    BIGINT NOT NULL,
  attempts   BIGINT NOT NULL
);
CREATE INDEX outbox_next ON outbox (instance, next_at);

-- Calls that failed, a sample of them: ids for Anthropic's support, no bodies.
CREATE TABLE failed_call (
  id          TEXT PRIMARY KEY,
  at          BIGINT NOT NULL,
  endpoint    TEXT    NOT NULL,
  model       TEXT    NOT NULL,
  key         TEXT    NOT NULL,
  reason      TEXT    NOT NULL,
  kind        TEXT    NOT NULL,
  attempts    BIGINT NOT NULL,
  took        BIGINT NOT NULL,
  waited      BIGINT NOT NULL,
  request_ids TEXT    NOT NULL
);
CREATE INDEX failed_call_at ON failed_call (at);

-- For people: the minutes with their words.
CREATE VIEW minutes AS
  SELECT to_timestamp(r.ts) AS minute, s.endpoint, s.model, s.key, s.measure, s.code,
         s.origin, SUM(r.n) AS n
  FROM rollup_1m r JOIN series s ON s.id = r.series
  GROUP BY r.ts, s.id;
