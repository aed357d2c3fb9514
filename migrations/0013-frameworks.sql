-- Frameworks: schemes of codes in their releases, names in six languages, who facilitates, and correspondences.
-- A name or a cell is official only with its source and the day on which that was read; a facilitator has a source and a standing.
create table scheme (
  id uuid primary key references record,
  code text not null unique check (code ~ '^[a-z0-9][a-z0-9-]{0,59}$'),
  ord integer not null
);
create table framework_release (
  scheme text not null references scheme (code),
  label text not null check (length(label) between 1 and 60),
  source text not null check (source <> ''),
  seen_on date,
  current boolean not null,
  imported_at timestamptz not null,
  primary key (scheme, label)
);
create unique index framework_release_current on framework_release (scheme) where current;

-- Rows of before this room stood there when something was tagged; they come again with their scheme.
alter table tag drop constraint tag_concept_fkey;
alter table concept drop constraint concept_parent_fkey;
alter table concept add column short text;
alter table concept add column retired boolean not null default false;
alter table concept add column details jsonb not null default '{}';
insert into record (id, kind, visibility, created_at, updated_at)
  select gen_random_uuid(), 'scheme', 'public', now(), now() from (select distinct scheme from concept) one;
insert into scheme (id, code, ord)
  select record.id, one.scheme, one.ord
  from (select scheme, row_number() over (order by scheme) as ord from (select distinct scheme from concept) s) one
  join (select id, row_number() over (order by id) as ord from record where kind = 'scheme') record on record.ord = one.ord;
alter table concept add constraint concept_scheme_fkey foreign key (scheme) references scheme (code);
alter table concept add constraint concept_parent_fkey foreign key (parent) references concept deferrable initially deferred;
alter table tag add constraint tag_concept_fkey foreign key (concept) references concept;
create index concept_scheme on concept (scheme, ord);
create index concept_parent on concept (parent);

create table framework_name (
  scheme text not null references scheme (code),
  -- '' names the scheme itself.
  concept text not null,
  lang text not null check (lang in ('ar', 'en', 'es', 'fr', 'ru', 'zh')),
  value text not null check (length(value) between 1 and 2000),
  standing text not null check (standing in ('official', 'unofficial')),
  source text,
  seen_on date,
  primary key (scheme, concept, lang),
  constraint framework_name_official check (standing <> 'official' or (source is not null and seen_on is not null))
);
create table facilitation (
  concept text not null references concept,
  party text not null,
  role text not null check (role in ('lead', 'co-facilitator', 'partner')),
  source text not null,
  standing text not null check (standing in ('official', 'to-confirm')),
  primary key (concept, party)
);

create table correspondence_set (
  id uuid primary key references record,
  code text not null unique check (code ~ '^[a-z0-9][a-z0-9-]{0,59}$'),
  from_scheme text not null references scheme (code),
  to_scheme text not null references scheme (code),
  names jsonb not null
);
create table correspondence (
  set text not null references correspondence_set (code),
  from_concept text not null references concept,
  to_concept text not null references concept,
  reason text check (length(reason) between 1 and 4000),
  reason_lang text check (reason_lang in ('ar', 'en', 'es', 'fr', 'ru', 'zh')),
  source text not null check (source <> ''),
  seen_on date,
  standing text not null check (standing in ('official', 'to-confirm')),
  primary key (set, from_concept, to_concept),
  constraint correspondence_official check (standing <> 'official' or seen_on is not null),
  constraint correspondence_reason check ((reason is null) = (reason_lang is null))
);
create index correspondence_to on correspondence (set, to_concept);

update role set permissions = permissions || array['frameworks.*'] where name = 'officer';
