-- Lists are counted by numbers: each label of a document has one, two bytes long, and a document bears them side by side. To count
-- ten thousand hits is to add up numbers; before, it was to read as many words twenty times over.

-- Labels and their numbers. A label keeps its number and never goes; there are as many as frameworks have concepts, a few thousand.
create table search_label (
  code smallint primary key generated always as identity,
  label text not null unique
);
create function keep_search_label() returns trigger language plpgsql as $$
begin
  raise exception 'a label of search keeps its number' using errcode = 'restrict_violation';
end $$;
create trigger search_label_kept before update or delete on search_label for each row execute function keep_search_label();

insert into search_label (label)
  select word from ts_stat('select labels from search_document') where word !~ '^organisation:' order by word;

-- Written anew, without holes and in the order of its records.
alter table search_document rename to search_document_before;
alter index search_document_pkey rename to search_document_before_pkey;
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
  -- Numbers of its labels (search_label), two bytes each, the higher first.
  codes bytea not null check (length(codes) % 2 = 0),
  -- Words of all languages it is in, as @suivi/search makes them, and its labels as lexemes beside them: one index answers both.
  vector tsvector not null
);
insert into search_document (record, kind, visibility, withdrawn_at, owner_body, at, shuffle, codes, vector)
  select b.record, b.kind, b.visibility, b.withdrawn_at, b.owner_body, b.at, b.shuffle,
    coalesce((select string_agg(int2send(l.code), ''::bytea order by l.code) from unnest(tsvector_to_array(b.labels)) one(label)
      join search_label l using (label)), ''), b.vector
  from search_document_before b order by b.record;
drop table search_document_before;
create index search_document_vector on search_document using gin (vector);
create index search_document_newest on search_document (kind, at desc, record desc);
-- A 16th and a 128th of all, by the shuffle: some thousand rows of a hundred thousand, and of a million.
create index search_document_16th on search_document using gin (vector) where shuffle < 0.0625;
create index search_document_128th on search_document using gin (vector) where shuffle < 0.0078125;
create index search_document_shuffle on search_document (shuffle);
