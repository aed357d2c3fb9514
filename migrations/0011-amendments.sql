-- Amendments to a version: when they may come, what each proposes and for whom, and each step of what became of the text.

create table amendment_window (
  id uuid primary key references record,
  version uuid not null unique references version,
  opens_at timestamptz not null,
  closes_at timestamptz not null,
  -- What becomes of those that come after it closed.
  late text not null default 'marked' check (late in ('marked', 'refused')),
  -- Who sees proposals; never more than see the version.
  shown text not null default 'body' check (shown in ('draft', 'body', 'public')),
  -- Organisations in the order of the house; those that are not named follow by name.
  house_order uuid[] not null default '{}',
  check (closes_at > opens_at)
);

create table amendment (
  id uuid primary key references record,
  version uuid not null references version,
  number integer not null check (number > 0),
  edition uuid not null references edition,
  kind text not null check (kind in ('MOD', 'ADD', 'SUP', 'NOC')),
  -- Of its first change: the paragraph that it changes, or that it is added after (its provision, or the id of the change
  -- that brought it), and its address then.
  target text not null,
  eid text not null,
  -- The changes themselves (packages/texts, AmendmentOp), on the text as it stood when they were entered.
  ops jsonb not null check (jsonb_array_length(ops) > 0),
  reasons text check (length(reasons) between 1 and 5000),
  organisation uuid not null references party,
  -- An amendment to an amendment changes the words of that one.
  amends uuid references amendment,
  -- The file it came in, and the name its author has there.
  file uuid,
  author text,
  entered_by uuid references party,
  entered_at timestamptz not null,
  late boolean not null default false,
  state text not null default 'proposed' check (state in ('proposed', 'withdrawn', 'accepted', 'partly-accepted', 'rejected', 'lapsed')),
  state_reason text check (length(state_reason) between 1 and 2000),
  unique (version, number),
  check (amends <> id)
);
create index amendment_edition on amendment (edition, number);
create index amendment_amends on amendment (amends) where amends is not null;
create index amendment_organisation on amendment (organisation);

-- Organisations beside the one whose it is.
create table amendment_support (
  amendment uuid not null references amendment,
  organisation uuid not null references party,
  since timestamptz not null,
  until timestamptz,
  primary key (amendment, organisation, since)
);
create unique index amendment_support_one on amendment_support (amendment, organisation) where until is null;

-- A Word file with revision marks: what was found in it, before its authors are matched with organisations.
create table amendment_file (
  id uuid primary key references record,
  edition uuid not null references edition,
  file text not null references file,
  name text not null,
  found jsonb not null,
  state text not null default 'open' check (state in ('open', 'entered', 'abandoned')),
  created_by uuid references party
);
alter table amendment add constraint amendment_file foreign key (file) references amendment_file;

-- The text on the table, step by step: each state is kept whole (text and amendments, those open rebased onto it), with
-- what was done and why.
create table working_state (
  edition uuid not null references edition,
  seq integer not null check (seq > 0),
  act text not null check (act ~ '^[a-z][a-z-]*$'),
  amendment uuid references amendment,
  reason text check (length(reason) between 1 and 2000),
  content jsonb not null,
  by uuid references party,
  at timestamptz not null,
  primary key (edition, seq)
);
create trigger working_state_append_only before update or delete on working_state for each row execute function refuse_change();

-- Delegates propose for those they speak for; the chair decides; officers do all of it.
update role set permissions = permissions || array['amendments.*'] where name = 'officer';
update role set permissions = permissions || array['amendments.decide'] where name = 'chair';
update role set permissions = permissions || array['amendments.propose'] where name = 'delegate';
