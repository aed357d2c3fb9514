-- Translation: what is on its way into each language, the terms it uses, and what was translated elsewhere.

-- A paragraph or note of a version on its way into a language. Which of them wait is derived (translation/work.ts); a row
-- is made when someone takes one up.
create table translation (
  id uuid primary key references record,
  version uuid not null references version,
  -- The paragraph's identity, or `note:ID` for a note of the version.
  key text not null check (length(key) between 1 and 100),
  lang text not null check (lang in ('ar', 'en', 'es', 'fr', 'ru', 'zh')),
  assignee uuid references person,
  state text not null default 'to-do' check (state in ('to-do', 'in-progress', 'to-review', 'done')),
  runs jsonb,
  plain text,
  -- The source when these words were written: another one now means that it changed since.
  source_hash text,
  source_plain text,
  written_by uuid references party,
  written_at timestamptz,
  confirmed_by uuid references party,
  confirmed_at timestamptz,
  -- Why a reviser sent it back.
  returned text check (length(returned) between 1 and 2000),
  -- When these words came into an edition.
  delivered_at timestamptz,
  unique (version, lang, key),
  check ((plain is null) = (runs is null) and (plain is null) = (source_hash is null) and (plain is null) = (written_at is null)),
  check (state in ('to-do', 'in-progress') or plain is not null),
  check ((state = 'done') = (confirmed_at is not null))
);
create index translation_assignee on translation (assignee) where state in ('to-do', 'in-progress');
create index translation_review on translation (lang) where state = 'to-review';

-- The day by which a version is wanted in a language, where a person set it; else it follows from the session.
create table translation_due (
  version uuid not null references version,
  lang text not null check (lang in ('ar', 'en', 'es', 'fr', 'ru', 'zh')),
  due date not null,
  primary key (version, lang)
);

-- A concept, under the name by which it is looked for, and its words. A word is official only by its source and date.
create table term (
  id uuid primary key references record,
  name text not null unique check (length(name) between 1 and 200),
  note text check (length(note) between 1 and 1000)
);
create table term_word (
  term uuid not null references term,
  lang text not null check (lang in ('ar', 'en', 'es', 'fr', 'ru', 'zh')),
  word text not null check (length(word) between 1 and 200),
  status text not null check (status in ('official', 'accepted', 'proposed', 'deprecated')),
  source text check (length(source) between 1 and 500),
  dated date,
  written_by uuid references party,
  written_at timestamptz not null,
  primary key (term, lang, word),
  constraint term_official check (status <> 'official' or (source is not null and dated is not null))
);
create index term_word_alike on term_word using gin (lower(word) gin_trgm_ops);

-- What a translation memory brought in: the same words in several languages.
create table memory_entry (
  id uuid primary key,
  -- Of its words in all languages: the same entry again is the same row.
  hash text not null unique,
  origin text not null,
  brought_by uuid references party,
  brought_at timestamptz not null
);
create table memory_words (
  entry uuid not null references memory_entry,
  lang text not null check (lang in ('ar', 'en', 'es', 'fr', 'ru', 'zh')),
  plain text not null,
  runs jsonb not null,
  hash text not null,
  search tsvector not null,
  primary key (entry, lang)
);
create index memory_words_hash on memory_words (hash);
create index memory_words_search on memory_words using gin (search);
create index node_hash on node (hash);

-- Who revises confirms what translators write. Officers hold the whole room of texts.
insert into role (name, permissions, ord) values
  ('reviser', array['record.read-all', 'texts.translate', 'texts.revise', 'register.translate'], 8);
