-- Stocktaking: initiatives that all stakeholders submit. What is submitted is a version and never changes; what is public is
-- one of them. The registry is kept under Tunis Agenda, paragraph 120.

-- What kind of stakeholder an organisation is, and where it has its seat.
create table organisation_profile (
  party uuid primary key references party,
  kind text not null check (kind in ('government', 'international', 'private', 'civil-society', 'academia', 'technical', 'other')),
  country text references concept,
  site text check (site ~ '^https?://'),
  -- Who put it on record to submit for it; until someone else confirms that they speak for it, that is all they may.
  founded_by uuid references party
);

create sequence initiative_number;
create table initiative (
  id uuid primary key references record,
  -- Its number in public, from its first draft on: cited, printed, in its address.
  number bigint not null unique default nextval('initiative_number'),
  organisation uuid not null references party,
  -- Who may write on it besides those who speak for the organisation.
  submitter uuid references party,
  state text not null check (state in ('draft', 'submitted', 'returned', 'published', 'declined', 'withdrawn')),
  -- What is being written and nobody else sees yet; null when nothing is.
  draft jsonb,
  draft_lang text check (draft_lang in ('ar', 'en', 'es', 'fr', 'ru', 'zh')),
  -- The version that is public, and the one that waits for moderators.
  published integer,
  waiting integer,
  published_at timestamptz,
  -- The day on which its organisation last said that it is right: two years on it is marked as not confirmed.
  confirmed_on date,
  -- When the yearly update was last asked for by mail.
  asked_at timestamptz,
  check (state <> 'published' or published is not null),
  check ((state = 'submitted') <= (waiting is not null)),
  check ((draft is null) = (draft_lang is null))
);
create index initiative_organisation on initiative (organisation, id);
create index initiative_waiting on initiative (id) where waiting is not null;
create index initiative_confirmed on initiative (confirmed_on, id) where published is not null;

create table initiative_version (
  initiative uuid not null references initiative,
  seq integer not null check (seq > 0),
  lang text not null check (lang in ('ar', 'en', 'es', 'fr', 'ru', 'zh')),
  -- As `Content` of stocktaking/content.ts; holds no contact.
  content jsonb not null,
  submitted_by uuid references party,
  submitted_at timestamptz not null,
  state text not null check (state in ('waiting', 'published', 'superseded', 'returned', 'declined', 'taken-back')),
  decided_by uuid references party,
  decided_at timestamptz,
  -- What the decision rests on: shown to the submitter, in the log, and to the public where declined.
  reason text check (length(reason) between 1 and 2000),
  -- Where the body wants four eyes: who approved first.
  seconded_by uuid references party,
  primary key (initiative, seq),
  check (state in ('waiting', 'taken-back') or decided_at is not null),
  check (state not in ('returned', 'declined') or reason is not null),
  check (seconded_by is distinct from decided_by or decided_by is null)
);
create unique index initiative_version_waiting on initiative_version (initiative) where state = 'waiting';
create unique index initiative_version_published on initiative_version (initiative) where state = 'published';
create index initiative_version_queue on initiative_version (submitted_at, initiative) where state = 'waiting';
create index initiative_version_decided on initiative_version (decided_at, initiative) where decided_at is not null;
alter table initiative add constraint initiative_published foreign key (id, published) references initiative_version (initiative, seq) deferrable initially deferred;
alter table initiative add constraint initiative_waiting_version foreign key (id, waiting) references initiative_version (initiative, seq) deferrable initially deferred;

-- What was submitted stays as it was; only what became of it is written.
create function keep_initiative_version() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or new.content is distinct from old.content or new.lang <> old.lang or new.seq <> old.seq
      or new.submitted_at <> old.submitted_at then
    raise exception 'a submitted version is never changed' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger initiative_version_kept before update or delete on initiative_version for each row execute function keep_initiative_version();

-- Private: for moderators and the yearly letter; erasable.
create table initiative_contact (
  initiative uuid primary key references initiative,
  name text not null check (length(name) between 1 and 200),
  email text not null check (length(email) between 3 and 320)
);

-- Pictures and files that were sent for an initiative: its content may name these and no others.
create table initiative_file (
  initiative uuid not null references initiative,
  sha256 text not null references file,
  name text not null check (length(name) between 1 and 200),
  added_by uuid references party,
  added_at timestamptz not null,
  primary key (initiative, sha256)
);

-- A question of the moderators to the submitter, and the answer.
create table initiative_question (
  id uuid primary key references record,
  initiative uuid not null references initiative,
  seq integer not null,
  question text not null check (length(question) between 1 and 2000),
  asked_by uuid references party,
  asked_at timestamptz not null,
  answer text check (length(answer) between 1 and 5000),
  answered_by uuid references party,
  answered_at timestamptz,
  foreign key (initiative, seq) references initiative_version,
  check ((answer is null) = (answered_at is null))
);
create index initiative_question_of on initiative_question (initiative, id);

-- Words of the public version in another language.
create table initiative_translation (
  initiative uuid not null references initiative,
  lang text not null check (lang in ('ar', 'en', 'es', 'fr', 'ru', 'zh')),
  -- Which version it was made from: an older one makes it outdated.
  seq integer not null,
  title text not null check (length(title) between 1 and 300),
  description text not null check (length(description) between 1 and 10000),
  state text not null check (state in ('offered', 'reviewed')),
  machine boolean not null default false,
  written_by uuid references party,
  written_at timestamptz not null,
  reviewed_by uuid references party,
  reviewed_at timestamptz,
  -- Words offered in place of reviewed ones, which stay until the new ones are: seq, title, description, machine, by.
  proposed jsonb,
  primary key (initiative, lang),
  foreign key (initiative, seq) references initiative_version,
  check ((state = 'reviewed') = (reviewed_at is not null)),
  check (proposed is null or state = 'reviewed')
);
create index initiative_translation_offered on initiative_translation (written_at) where state = 'offered' or proposed is not null;

-- A signed link by which the yearly update is answered without signing in. Only the hash is kept.
create table initiative_link (
  token_hash text primary key,
  initiative uuid not null references initiative,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index initiative_link_of on initiative_link (initiative);

-- Pairs that moderators judged: the same thing or not, so that it is not asked again.
create table initiative_pair (
  first uuid not null references initiative,
  second uuid not null references initiative,
  judged text not null check (judged in ('same', 'different')),
  judged_by uuid references party,
  judged_at timestamptz not null,
  primary key (first, second),
  check (first < second)
);

-- A search that a person keeps, with its mail where wanted.
create table saved_search (
  id uuid primary key references record,
  person uuid not null references person,
  name text not null check (length(name) between 1 and 200),
  -- The query string of the search page, in its canonical form.
  search text not null check (length(search) <= 2000),
  mail text not null check (mail in ('never', 'daily', 'weekly')),
  lang text not null check (lang in ('ar', 'en', 'es', 'fr', 'ru', 'zh')),
  -- Entries published up to here were told.
  told_to timestamptz not null
);
create index saved_search_person on saved_search (person, id);
create index saved_search_mail on saved_search (mail, id) where mail <> 'never';

insert into role (name, permissions, ord) values ('moderator', array['stocktaking.moderate', 'stocktaking.translate'], 9);
update role set permissions = permissions || array['stocktaking.*'] where name = 'officer';
update role set permissions = permissions || array['stocktaking.translate'] where name = 'translator';
