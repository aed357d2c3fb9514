-- Obligations, their occurrences and the proof that they were met.

create table concept (
  code text primary key,
  scheme text not null,
  parent text references concept,
  ord integer not null
);
create table tag (
  record uuid not null references record,
  concept text not null references concept,
  state text not null check (state in ('suggested', 'confirmed')),
  words text,
  tagged_by uuid references party,
  primary key (record, concept)
);
create index tag_concept on tag (concept, record);

create table obligation (
  id uuid primary key references record,
  number integer not null unique,
  text uuid not null references text,
  force text not null check (force in ('decides', 'instructs', 'requests', 'invites', 'encourages', 'recommends', 'urges')),
  binding boolean not null generated always as (force in ('decides', 'instructs', 'requests')) stored,
  deliverable text not null check (deliverable in ('report', 'roadmap', 'contribution', 'consultation', 'meeting', 'appointment', 'database', 'fund', 'prize', 'coordination', 'participation', 'programme', 'review', 'guidance', 'measure', 'information', 'other')),
  -- Timing as the engine or a person gave it (packages/texts, Timing).
  rule jsonb not null,
  informs boolean not null default false,
  review text not null default 'suggested' check (review in ('suggested', 'confirmed', 'rejected')),
  reviewed_by uuid references party,
  reviewed_at timestamptz,
  life text not null default 'proposed' check (life in ('proposed', 'active', 'fulfilled', 'superseded', 'retired', 'lapsed')),
  life_reason text,
  life_source text,
  superseded_by uuid references obligation,
  -- Normalised words of all languages, for search.
  search tsvector,
  -- Nothing counts before it is confirmed.
  check (life = 'proposed' or review = 'confirmed'),
  check ((review = 'suggested') = (reviewed_at is null))
);
create sequence obligation_number;
create index obligation_text on obligation (text);
create index obligation_list on obligation (review, life, number);
create index obligation_search on obligation using gin (search);
-- The link to a paragraph is many to many and has its own life per version.
create table basis (
  obligation uuid not null references obligation,
  provision uuid not null references provision,
  first_version uuid not null references version,
  last_version uuid references version,
  edition uuid not null references edition,
  eid text not null,
  from_char integer not null,
  to_char integer not null,
  quote_hash text not null,
  fate text not null check (fate in ('new', 'carried', 'changed', 'gone')),
  confirmed_by uuid references party,
  confirmed_at timestamptz,
  primary key (obligation, provision, first_version),
  foreign key (edition, eid) references node,
  check (from_char >= 0 and to_char >= from_char)
);
create index basis_provision on basis (provision);
create index basis_edition on basis (edition, eid);
-- Who it concerns: a party on record, or the words of the text where none is matched yet.
create table obligation_party (
  obligation uuid not null references obligation,
  role text not null check (role in ('addressee', 'recipient', 'via', 'responsible', 'contributor')),
  ord integer not null,
  party uuid references party,
  words text not null,
  since timestamptz not null,
  until timestamptz,
  primary key (obligation, role, ord, since)
);
create index obligation_party_party on obligation_party (party, role, obligation);

create table occurrence (
  id uuid primary key references record,
  obligation uuid not null references obligation,
  key text not null,
  session uuid references session,
  due daterange,
  precision text check (precision in ('day', 'month', 'year')),
  words text not null default '',
  derived_from_rule boolean not null default true,
  override_reason text,
  state text not null default 'planned' check (state in ('planned', 'in-progress', 'submitted', 'accepted', 'partly', 'missed', 'postponed', 'not-applicable')),
  state_reason text,
  state_source text,
  -- A line of explanation that the responsible may put beside a late one.
  explanation text,
  unique (obligation, key),
  check ((due is null) = (precision is null)),
  check (derived_from_rule or override_reason is not null),
  check (state <> 'postponed' or state_source is not null)
);
create index occurrence_obligation on occurrence (obligation);
create index occurrence_due on occurrence (upper(due)) where state in ('planned', 'in-progress', 'partly');
create index occurrence_session on occurrence (session);
create table delivery (
  occurrence uuid not null references occurrence,
  record uuid not null references record,
  primary key (occurrence, record)
);
create table evidence (
  id uuid primary key references record,
  target uuid not null references record,
  kind text not null default 'proof' check (kind in ('proof', 'answer')),
  source_record uuid references record,
  url text check (url ~ '^https?://'),
  file text references file,
  file_name text,
  claim text not null check (length(claim) between 1 and 2000),
  lang text not null,
  given_by uuid references party,
  snapshot text references file,
  snapshot_at timestamptz,
  snapshot_error text,
  judged text not null default 'open' check (judged in ('open', 'accepted', 'insufficient')),
  judged_reason text,
  judged_by uuid references party,
  judged_at timestamptz,
  check (num_nonnulls(source_record, url, file) = 1)
);
create index evidence_target on evidence (target);

-- What the machine said; never overwritten. `fate` says what people made of it.
create table suggestion (
  id uuid primary key,
  run uuid not null,
  engine_version text not null,
  record uuid not null references record,
  field text not null,
  value jsonb not null,
  words text,
  confidence real not null check (confidence between 0 and 1),
  fate text not null default 'open' check (fate in ('open', 'confirmed', 'edited', 'rejected', 'split', 'merged')),
  fate_by uuid references party,
  fate_at timestamptz
);
create index suggestion_record on suggestion (record);

-- Two reviewers at once never get the same item: a claim holds for a while, then lapses.
create table review_claim (
  obligation uuid primary key references obligation,
  reviewer uuid not null references person,
  until timestamptz not null
);
create index review_claim_reviewer on review_claim (reviewer);
-- What each reviewer did, for undo and for resuming where they left.
create table review_act (
  id uuid primary key,
  reviewer uuid not null references person,
  at timestamptz not null,
  act text not null,
  before jsonb not null,
  undone_at timestamptz
);
create index review_act_reviewer on review_act (reviewer, at desc);
