-- Whose sub-agent a session is; null for nobody's.
alter table agent_sessions add column parent text;

create index agent_sessions_of_parent on agent_sessions (parent) where parent is not null;
