-- What the public lists of a room are searched, filtered, counted and sorted by: one row a record, written by the room's own
-- commands (platform/search), read without touching the room's tables.
create table search_document (
  record uuid primary key references record,
  kind text not null check (kind ~ '^[a-z][a-z-]*$'),
  -- Of the record; a trigger keeps them, so that the one rule of who sees what (visibleTo) reads this row alone.
  visibility text not null,
  withdrawn_at timestamptz,
  owner_body uuid,
  -- What "newest first" goes by.
  at timestamptz not null,
  -- A place in a fixed shuffle of all: the first of it are a fair sample, from which large counts are told as "about".
  shuffle real not null default random(),
  -- Labels that lists are filtered and counted by, "country:M49 404". They stand in the vector too, beside its words: one
  -- index then answers words and filters together.
  labels text[] not null,
  -- Words of all languages it is in, as @suivi/search makes them.
  vector tsvector not null
) with (toast_tuple_target = 128);
-- Lists and counts read rows without their words, so these lie apart; labels stay in the row.
alter table search_document alter column labels set storage main;
alter table search_document alter column vector set storage external;
create index search_document_vector on search_document using gin (vector);
create index search_document_newest on search_document (kind, at desc, record desc);
-- An eighth and a sixty-fourth of all, by the shuffle.
create index search_document_eighth on search_document using gin (vector) where shuffle < 0.125;
create index search_document_part on search_document using gin (vector) where shuffle < 0.015625;
create index search_document_shuffle on search_document (shuffle);

create function keep_search_document() returns trigger language plpgsql as $$
begin
  update search_document set visibility = new.visibility, withdrawn_at = new.withdrawn_at, owner_body = new.owner_body
    where record = new.id;
  return null;
end $$;
create trigger record_searched after update of visibility, withdrawn_at, owner_body on record for each row
  when (old.visibility <> new.visibility or old.withdrawn_at is distinct from new.withdrawn_at
    or old.owner_body is distinct from new.owner_body)
  execute function keep_search_document();

-- Words that documents hold, as a reader types them, and the term that stands for each in the index: what typing mistakes are
-- mended by.
create table search_word (
  word text not null,
  term text not null,
  -- In how many documents, about: counted from time to time.
  uses integer not null default 1,
  primary key (word, term)
);
create index search_word_term on search_word (term);
create index search_word_alike on search_word using gin (word gin_trgm_ops);
-- New ones are left here first, where nobody waits for anybody: two imports may hold the same word at the same moment.
create table search_word_new (
  word text not null,
  term text not null
);
create index search_word_new_word on search_word_new (word, term);
