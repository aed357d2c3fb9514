-- A second factor (RFC 6238), who speaks for an organisation, and accounts that people open themselves.

create table second_factor (
  person uuid primary key references person,
  -- Encrypted with a key that follows from the installation's secret.
  secret text not null,
  confirmed_at timestamptz,
  -- Step of the last code accepted: none is accepted twice.
  last_step bigint not null default 0,
  created_at timestamptz not null
);
-- Sessions in which the second factor was shown; others of the same person are not yet signed in.
create table second_factor_passed (
  session text primary key references account_session on delete cascade,
  at timestamptz not null
);
create table recovery_code (
  person uuid not null references person,
  code_hash text not null,
  used_at timestamptz,
  primary key (person, code_hash)
);

create table membership_request (
  id uuid primary key references record,
  person uuid not null references person,
  organisation uuid not null references party,
  message text check (length(message) <= 1000),
  state text not null default 'asked' check (state in ('asked', 'approved', 'refused')),
  reason text,
  decided_by uuid references party,
  decided_at timestamptz,
  check ((state = 'asked') = (decided_at is null)),
  check (state <> 'refused' or reason is not null)
);
create unique index membership_request_open on membership_request (person, organisation) where state = 'asked';
create index membership_request_of on membership_request (organisation, state, id);

alter table one_time_link drop constraint one_time_link_purpose_check;
alter table one_time_link add constraint one_time_link_purpose_check check (purpose in ('first-admin', 'invitation', 'reset', 'sign-up'));
-- Of whoever signs up: kept with the link only, until it is used or lapses.
alter table one_time_link add column name text;
alter table one_time_link add column email text;
alter table one_time_link add constraint one_time_link_sign_up check ((purpose = 'sign-up') = (email is not null and name is not null));

insert into role (name, permissions, ord) values
  ('organisation-focal-point', array['accounts.members'], 8);
