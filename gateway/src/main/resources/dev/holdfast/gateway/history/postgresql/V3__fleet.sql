-- What gateways that call humans together leave for each other. There is none of this in SQLite,
-- which one gateway has for itself.

-- What each counted, for an hour. Times are this server's, for it is the one clock all share.
CREATE TABLE fleet_telling (
  id      BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  env     TEXT   NOT NULL,
  source  TEXT   NOT NULL,
  told_at BIGINT NOT NULL DEFAULT (extract(epoch FROM clock_timestamp()) * 1000)::bigint,
  body    TEXT   NOT NULL
);
CREATE INDEX fleet_telling_told ON fleet_telling (env, told_at);

-- What people told one of them to do; the leader does it.
CREATE TABLE fleet_order (
  id   BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  env  TEXT NOT NULL,
  body TEXT NOT NULL
);
