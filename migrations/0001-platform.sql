-- Records, parties, rights and the stream of events: what every room stands on.
-- Ids are made by the program (UUID version 7), so that a command knows them before it writes.

create extension if not exists pg_trgm;
create extension if not exists btree_gist;

-- Anything that can be tagged, proved, granted, shown or hidden has a row here; rooms share its id.
create table record (
  id uuid primary key,
  kind text not null check (kind ~ '^[a-z][a-z-]*$'),
  visibility text not null default 'draft' check (visibility in ('draft', 'body', 'public')),
  rev integer not null default 1 check (rev > 0),
  owner_body uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  withdrawn_at timestamptz,
  merged_into uuid references record
);
create index record_kind on record (kind, id);

-- Addresses that people read and cite. An old one stays and redirects (`current` false).
create table address (
  path text primary key,
  record uuid not null references record,
  current boolean not null default true,
  created_at timestamptz not null
);
create index address_record on address (record);

-- Words of a record in a language. What a person wrote in one language is never passed off as another's.
create table wording (
  record uuid not null references record,
  field text not null,
  lang text not null check (lang in ('ar', 'en', 'es', 'fr', 'ru', 'zh')),
  value text not null,
  state text not null check (state in ('authentic', 'official', 'unofficial', 'machine')),
  source_lang text,
  source_hash text,
  written_by uuid,
  written_at timestamptz not null,
  primary key (record, field, lang)
);

create table party (
  id uuid primary key references record,
  kind text not null check (kind in ('body', 'office', 'organisation', 'group', 'person')),
  parent uuid references party,
  code text unique check (code ~ '^[a-z0-9][a-z0-9-]*$'),
  time_zone text not null default 'UTC'
);
create index party_kind on party (kind, id);
alter table record add constraint record_owner_body foreign key (owner_body) references party;

-- Accounts are kept by better-auth (platform/auth): it alone writes these four tables.
create table account_user (
  id text primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create table account_session (
  id text primary key,
  expires_at timestamptz not null,
  token text not null unique,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  ip_address text,
  user_agent text,
  user_id text not null references account_user on delete cascade
);
create index account_session_user on account_session (user_id);
create table account_credential (
  id text primary key,
  account_id text not null,
  provider_id text not null,
  user_id text not null references account_user on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index account_credential_user on account_credential (user_id);
create table account_verification (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index account_verification_identifier on account_verification (identifier);

-- A person may have an account; a person without one still holds the history of what was done in their name.
create table person (
  id uuid primary key references party,
  account text unique references account_user on delete set null,
  suspended_at timestamptz
);
create table membership (
  person uuid not null references person,
  organisation uuid not null references party,
  since timestamptz not null,
  until timestamptz,
  primary key (person, organisation, since)
);

-- One-time links: the first administrator, an invitation, a forgotten password. Only the hash is kept.
create table one_time_link (
  token_hash text primary key,
  purpose text not null check (purpose in ('first-admin', 'invitation', 'reset')),
  person uuid references person,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);

-- Roles are data: a role is a list of permissions; the permissions themselves are those that commands and queries ask for.
create table role (
  name text primary key check (name ~ '^[a-z][a-z-]*$'),
  permissions text[] not null,
  ord integer not null default 0
);
create table access_grant (
  id uuid primary key references record,
  holder uuid not null references party,
  role text not null references role,
  scope_kind text not null check (scope_kind in ('all', 'body', 'text', 'language', 'action-line', 'organisation')),
  scope_record uuid references record,
  scope_value text,
  since timestamptz not null,
  until timestamptz,
  check ((scope_kind in ('body', 'text', 'organisation')) = (scope_record is not null)),
  check ((scope_kind in ('language', 'action-line')) = (scope_value is not null))
);
create index access_grant_holder on access_grant (holder);

-- The stream of events: append-only, partitioned by time, read below pg_snapshot_xmin by followers.
create sequence event_seq;
create table event (
  at timestamptz not null,
  seq bigint not null default nextval('event_seq'),
  xid xid8 not null default pg_current_xact_id(),
  kind text not null,
  v integer not null default 1,
  actor uuid references party,
  for_party uuid references party,
  door text not null check (door in ('form', 'rest', 'cli', 'import', 'job', 'seed')),
  command text not null,
  command_id uuid not null,
  payload jsonb not null,
  primary key (at, seq)
) partition by range (at);
create table event_default partition of event default;
do $$
begin
  for year in 2024..2035 loop
    execute format('create table event_%s partition of event for values from (%L) to (%L)',
      year, format('%s-01-01T00:00:00Z', year), format('%s-01-01T00:00:00Z', year + 1));
  end loop;
end $$;
create index event_by_seq on event (seq);
create index event_by_xid on event (xid);

-- One act may touch several records; the history of a record reads this.
create table event_record (
  record uuid not null references record,
  at timestamptz not null,
  seq bigint not null,
  primary key (record, at, seq),
  foreign key (at, seq) references event
);

-- Names, mail and notes of an event: erasable, the event keeps only their hash.
create table private_detail (
  event_at timestamptz not null,
  event_seq bigint not null,
  salt text not null,
  value jsonb not null,
  primary key (event_at, event_seq)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger event_append_only before update or delete on event for each row execute function refuse_change();
create trigger event_no_truncate before truncate on event for each statement execute function refuse_change();
create trigger event_record_append_only before update or delete on event_record for each row execute function refuse_change();
create trigger event_record_no_truncate before truncate on event_record for each statement execute function refuse_change();

-- What a person tells us is wrong with a record; it lands with the officers.
create table remark (
  id uuid primary key references record,
  about uuid not null references record,
  message text not null check (length(message) between 1 and 5000),
  contact text,
  lang text not null,
  state text not null default 'open' check (state in ('open', 'answered', 'closed')),
  answer text,
  answered_by uuid references party,
  answered_at timestamptz
);
create index remark_open on remark (state, id);

-- Counts of attempts, for rate limits that hold over several processes.
create table attempt (
  what text not null,
  who text not null,
  since timestamptz not null,
  count integer not null,
  primary key (what, who)
);

-- Small facts of the installation: when it was first started, its secret, the demonstration's offset.
create table setting (
  name text primary key,
  value jsonb not null
);
