-- A deleted session keeps its row, empty, so that the epochs of its id never begin again.
create table agent_sessions (
  id            text    not null primary key,
  epoch         integer not null,              -- of the latest lease
  host          text,                          -- who holds it, if anybody does
  pid           integer,
  since         text,
  instance      text,                          -- which opening of the store by that process
  held_until    integer not null,              -- ms since 1970, where leases expire; else 0
  last_seq      integer not null,              -- 0: nothing is recorded
  last_hash     text    not null,
  last_letter   integer not null,              -- 0: none was ever posted
  created       integer,                       -- ms since 1970
  updated       integer,
  model         text,
  task          text,
  outcome       text,                          -- null while it is not ended
  reason        text,
  billed_tokens integer not null
);

create table agent_events (
  session      text    not null,
  seq          integer not null,
  at           text    not null,               -- ISO-8601, to the nanosecond
  type         text    not null,
  payload      blob,                           -- null: a file in blobs/, named by payload_hash
  payload_hash text    not null,               -- SHA-256, hex
  prev         text    not null,               -- the hash of the event before
  hash         text    not null,
  primary key (session, seq)
);

create index agent_events_in_files on agent_events (payload_hash) where payload is null;

-- Files that a deleted session may have been the last to need.
create table agent_garbage (
  payload_hash text not null primary key
);

-- What others left for a session and it has not taken out yet.
create table agent_letters (
  session text    not null,
  number  integer not null,
  payload blob    not null,
  primary key (session, number)
);
