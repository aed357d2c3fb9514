-- Roadmaps: for an action line, a goal or a whole agenda, what is to be done, by whom and by when, how far it is, and every state of
-- it that was released.
create table roadmap (
  id uuid primary key references record,
  -- Its address; it never changes, for what leads there stands in reports.
  code text not null unique check (code ~ '^[a-z0-9][a-z0-9-]{0,59}$'),
  -- The line, goal or agenda that it is for.
  concept text not null references concept,
  from_year integer not null check (from_year between 1990 and 2200),
  to_year integer not null check (to_year between 1990 and 2200),
  check (to_year >= from_year)
);
create index roadmap_concept on roadmap (concept);

create table roadmap_task (
  id uuid primary key references record,
  roadmap uuid not null references roadmap,
  -- Counted within the roadmap and never given to another: a task is dropped with its reason, not deleted.
  number integer not null check (number > 0),
  lead uuid references party,
  due daterange check (due is null or not (isempty(due) or lower_inf(due) or upper_inf(due))),
  precision text check (precision in ('day', 'month', 'year')),
  state text not null default 'planned' check (state in ('planned', 'under-way', 'done', 'dropped')),
  -- How far it is, in the words of who last reported; why it was dropped.
  note text check (length(note) between 1 and 2000),
  note_lang text check (note_lang in ('ar', 'en', 'es', 'fr', 'ru', 'zh')),
  unique (roadmap, number),
  check ((due is null) = (precision is null)),
  check ((note is null) = (note_lang is null)),
  check (state <> 'dropped' or note is not null)
);
create index roadmap_task_lead on roadmap_task (lead);
create trigger roadmap_task_stays before delete on roadmap_task for each row execute function refuse_change();
create trigger roadmap_task_no_truncate before truncate on roadmap_task for each statement execute function refuse_change();

create table roadmap_task_partner (
  task uuid not null references roadmap_task,
  party uuid not null references party,
  ord integer not null,
  primary key (task, party)
);
create index roadmap_task_partner_party on roadmap_task_partner (party);

-- The obligations that a task serves.
create table roadmap_task_obligation (
  task uuid not null references roadmap_task,
  obligation uuid not null references obligation,
  primary key (task, obligation)
);
create index roadmap_task_obligation_obligation on roadmap_task_obligation (obligation);

-- What it said on a day, in all its languages, as it was put before a meeting: kept as it was.
create table roadmap_release (
  roadmap uuid not null references roadmap,
  number integer not null check (number > 0),
  dated date not null,
  note text check (length(note) between 1 and 500),
  note_lang text check (note_lang in ('ar', 'en', 'es', 'fr', 'ru', 'zh')),
  said jsonb not null,
  primary key (roadmap, number),
  check ((note is null) = (note_lang is null))
);
create trigger roadmap_release_append_only before update or delete on roadmap_release for each row execute function refuse_change();
create trigger roadmap_release_no_truncate before truncate on roadmap_release for each statement execute function refuse_change();

update role set permissions = permissions || array['roadmaps.*'] where name = 'officer';
update role set permissions = permissions || array['roadmaps.plan', 'roadmaps.progress'] where name = 'focal-point';
