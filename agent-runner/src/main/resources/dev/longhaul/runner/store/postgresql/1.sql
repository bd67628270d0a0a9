-- A deleted session keeps its row, empty, so that the epochs of its id never begin again.
create table agent_sessions (
  id            text   not null primary key,
  epoch         bigint not null,               -- of the latest lease
  host          text,                          -- who holds it, if anybody does
  pid           bigint,
  since         text,
  instance      text,                          -- which opening of the store by that process
  held_until    bigint not null,               -- ms since 1970
  last_seq      bigint not null,               -- 0: nothing is recorded
  last_hash     text   not null,
  last_letter   bigint not null,               -- 0: none was ever posted
  created       bigint,                        -- ms since 1970
  updated       bigint,
  model         text,
  task          text,
  outcome       text,                          -- null while it is not ended
  reason        text,
  billed_tokens bigint not null
);

-- Large payloads are the server's matter: it keeps them beside the row by itself.
create table agent_events (
  session      text   not null,
  seq          bigint not null,
  at           text   not null,                -- ISO-8601, to the nanosecond
  type         text   not null,
  payload      bytea  not null,
  payload_hash text   not null,                -- SHA-256, hex
  prev         text   not null,                -- the hash of the event before
  hash         text   not null,
  primary key (session, seq)
);

-- What others left for a session and it has not taken out yet.
create table agent_letters (
  session text   not null,
  number  bigint not null,
  payload bytea  not null,
  primary key (session, number)
);
