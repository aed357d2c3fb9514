-- Bodies' sittings, files and documents, texts in versions and editions, paragraphs with an identity of their own.

create table session (
  id uuid primary key references record,
  body uuid not null references party,
  ordinal integer,
  code text not null check (code ~ '^[a-z0-9][a-z0-9-]*$'),
  span daterange not null,
  precision text not null check (precision in ('day', 'month', 'year')),
  status text not null default 'planned' check (status in ('planned', 'held', 'postponed', 'cancelled')),
  unique (body, code)
);
create index session_span on session using gist (span);
create table meeting (
  id uuid primary key references record,
  body uuid not null references party,
  session uuid references session,
  number integer not null,
  held daterange not null,
  precision text not null default 'day' check (precision in ('day', 'month', 'year')),
  place text,
  mode text not null default 'physical' check (mode in ('physical', 'remote', 'hybrid')),
  unique (body, number)
);
create table decision (
  id uuid primary key references record,
  session uuid references session,
  meeting uuid references meeting,
  number text,
  decided_on date not null,
  check (session is not null or meeting is not null)
);

-- Bytes lie in the file store under their hash; this row says what they are.
create table file (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  size bigint not null check (size >= 0),
  type text not null,
  public_copy text references file,
  created_at timestamptz not null
);
create table document (
  id uuid primary key references record,
  symbol text,
  session uuid references session,
  part text not null default 'base' check (part in ('base', 'rev', 'corr', 'add')),
  of_document uuid references document,
  lang text check (lang in ('ar', 'en', 'es', 'fr', 'ru', 'zh')),
  file text not null references file,
  name text not null
);
create unique index document_file on document (file);

create table text (
  id uuid primary key references record,
  body uuid not null references party,
  kind text not null check (kind in ('resolution', 'decision', 'recommendation', 'opinion', 'declaration', 'statement', 'report', 'terms-of-reference', 'document')),
  number text,
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]*$')
);
create unique index text_number on text (body, kind, number) where number is not null;
create table version (
  id uuid primary key references record,
  text uuid not null references text,
  seq integer not null,
  label text not null check (label ~ '^[a-z0-9][a-z0-9-]*$'),
  status text not null default 'draft' check (status in ('draft', 'proposed', 'adopted', 'superseded', 'terminated')),
  based_on uuid references version,
  adopted_by uuid references decision,
  adopted_on date,
  in_force daterange,
  unique (text, seq),
  unique (text, label),
  check ((status in ('adopted', 'superseded', 'terminated')) = (adopted_on is not null)),
  exclude using gist (text with =, in_force with &&)
);
create unique index version_one_adopted on version (text) where status = 'adopted';
create table edition (
  id uuid primary key references record,
  version uuid not null references version,
  lang text not null check (lang in ('ar', 'en', 'es', 'fr', 'ru', 'zh')),
  authority text not null check (authority in ('authentic', 'official', 'unofficial', 'machine')),
  document uuid references document,
  title text not null,
  profile text not null default 'un',
  -- Footnotes, repairs and warnings as the engine gave them; paragraphs are rows of `node`.
  extras jsonb not null default '{}',
  sealed_at timestamptz,
  unique (version, lang)
);
-- A paragraph's identity over versions and languages (wId).
create table provision (
  id uuid primary key,
  text uuid not null references text
);
create index provision_text on provision (text);
create table node (
  edition uuid not null references edition,
  eid text not null,
  parent_eid text,
  ord integer not null,
  depth integer not null,
  kind text not null check (kind in ('group', 'item', 'table')),
  part text not null check (part in ('front', 'preamble', 'operative', 'article', 'annex', 'section', 'table')),
  label text,
  old_label text,
  verb text,
  addressees jsonb not null default '[]',
  state text not null default 'kept' check (state in ('kept', 'inserted', 'deleted')),
  provision uuid references provision,
  runs jsonb not null,
  plain text not null,
  hash text not null,
  search tsvector,
  primary key (edition, eid)
);
create unique index node_order on node (edition, ord);
create index node_provision on node (provision);
create index node_search on node using gin (search);
-- Paragraphs of a sealed edition are frozen.
create function refuse_sealed() returns trigger language plpgsql as $$
begin
  if exists (select 1 from edition where id = old.edition and sealed_at is not null)
     and (tg_op = 'DELETE' or (new.runs, new.plain, new.label, new.eid) is distinct from (old.runs, old.plain, old.label, old.eid)) then
    raise exception 'the edition is sealed' using errcode = 'restrict_violation';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger node_sealed before update or delete on node for each row execute function refuse_sealed();

create table descent (
  from_provision uuid not null references provision,
  to_provision uuid not null references provision,
  version uuid not null references version,
  kind text not null check (kind in ('split', 'merged', 'moved', 'replaced')),
  confirmed_by uuid references party,
  primary key (from_provision, to_provision, version)
);
-- An instrument cited by a paragraph; `target` is set when the instrument is a text on record.
create table citation (
  edition uuid not null,
  eid text not null,
  from_char integer not null,
  to_char integer not null,
  words text not null,
  body text,
  kind text not null,
  number text not null,
  revision text,
  year integer,
  target uuid references text,
  primary key (edition, eid, from_char),
  foreign key (edition, eid) references node on delete cascade
);
create index citation_target on citation (target);

-- A document being brought in: the outline as the engine gave it and as the officer corrected it so far.
create table intake (
  id uuid primary key references record,
  document uuid not null references document,
  engine_version text not null,
  outline jsonb not null,
  corrected jsonb not null,
  corrections jsonb not null default '[]',
  state text not null default 'open' check (state in ('open', 'saved', 'abandoned')),
  created_by uuid references party
);
