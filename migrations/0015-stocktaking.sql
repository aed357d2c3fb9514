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

-- Organisations are found by their names; a hash, for names may be long.
create index wording_name on wording using hash (lower(value)) where field = 'name';

create sequence initiative_number;
create table initiative (
  id uuid primary key references record,
  -- Its number in public, from its first draft on: cited, printed, in its address.
  number bigint not null unique default nextval('initiative_number'),
  organisation uuid not null references party,
  -- Who may write on it besides those who speak for the organisation.
  submitter uuid references party,
  -- What it is called where it was imported from (an IATI identifier, a key of another register): the same is not made twice.
  external_id text check (length(external_id) between 1 and 200),
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
  check ((draft is null) = (draft_lang is null)),
  unique (organisation, external_id)
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
  reason text check (length(reason) between 1 and 5000),
  -- Codes of the prepared reasons among its words: all that the public log tells of it.
  prepared text[] not null default '{}',
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
create index initiative_version_decided on initiative_version (decided_at) include (submitted_at, state) where decided_at is not null;
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

-- What waits for moderators, one narrow row each, kept by triggers: the queue is listed, filtered and counted from here without
-- reading contents.
create table initiative_queue (
  initiative uuid primary key references initiative,
  seq integer not null,
  submitted_at timestamptz not null,
  -- "lang:fr", codes of action lines (a branch brings its line) and of countries; "new" or "changed", "approved-first", "asked".
  facets text[] not null,
  -- Likely duplicates that were found when it came in; null until someone looked.
  alike smallint
);
create index initiative_queue_oldest on initiative_queue (submitted_at, initiative);
create index initiative_queue_facets on initiative_queue using gin (facets);
create index initiative_queue_unread on initiative_queue (submitted_at, initiative) where alike is null;

create function queue_initiatives(which uuid[]) returns void language sql as $$
  delete from initiative_queue w where w.initiative = any(which)
    and not exists (select from initiative_version v where v.initiative = w.initiative and v.seq = w.seq and v.state = 'waiting');
  insert into initiative_queue (initiative, seq, submitted_at, facets)
  select v.initiative, v.seq, v.submitted_at,
    array['lang:' || v.lang, case when i.published is null then 'new' else 'changed' end]
    || array(select distinct unnest(array[c.code, split_part(c.code, '-', 1)])
         from jsonb_array_elements(v.content->'serves') s, lateral (select s->>'concept') c(code) where c.code ~ '^C\d')
    || array(select jsonb_array_elements_text(v.content->'countries'))
    || case when v.seconded_by is null then '{}'::text[] else array['approved-first'] end
    || case when exists (select from initiative_question q where q.initiative = v.initiative and q.seq = v.seq and q.answer is null)
         then array['asked'] else '{}'::text[] end
  from initiative_version v join initiative i on i.id = v.initiative
  where v.initiative = any(which) and v.state = 'waiting'
  on conflict (initiative) do update set seq = excluded.seq, submitted_at = excluded.submitted_at, facets = excluded.facets;
$$;
-- By statement, so that many that come in at once are taken in at once.
create function queue_versions() returns trigger language plpgsql as $$
declare which uuid[];
begin
  select array_agg(distinct initiative) into which from touched where state = 'waiting';
  if which is not null then perform queue_initiatives(which); end if;
  return null;
end $$;
create function queue_asked() returns trigger language plpgsql as $$
begin
  perform queue_initiatives(array[new.initiative]);
  return null;
end $$;
create trigger initiative_version_queued after insert on initiative_version referencing new table as touched
  for each statement execute function queue_versions();
create trigger initiative_version_requeued after update on initiative_version referencing old table as touched
  for each statement execute function queue_versions();
create trigger initiative_question_queued after insert or update on initiative_question
  for each row execute function queue_asked();

-- By what likely duplicates of an initiative are found (stocktaking/rules/duplicates.ts): hashes of its links, names, figures
-- and of samples of its words; of the version that waits, else of the public one. Null until a job has made them.
create table initiative_print (
  initiative uuid primary key references initiative,
  keys integer[]
);
create index initiative_print_keys on initiative_print using gin (keys) where keys is not null;
create index initiative_print_unmade on initiative_print (initiative) where keys is null;
create function unmake_prints() returns trigger language plpgsql as $$
begin
  insert into initiative_print (initiative)
  select distinct initiative from touched where tg_op = 'INSERT' or state in ('returned', 'declined', 'taken-back')
  on conflict (initiative) do update set keys = null where initiative_print.keys is not null;
  return null;
end $$;
create trigger initiative_version_printed after insert on initiative_version referencing new table as touched
  for each statement execute function unmake_prints();
create trigger initiative_version_unprinted after update on initiative_version referencing new table as touched
  for each statement execute function unmake_prints();

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
