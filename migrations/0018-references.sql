-- References of rows that come by the thousand are judged once a statement, all rows of it together. As foreign keys they were
-- judged row by row: two thirds of the database's work in an import, the events' alone a third, for each row looked through all
-- years of the stream. What a foreign key refuses is refused still, with its code, and on both sides.

-- Events never go (`event_append_only`): there is nothing to lock, and what was there once is there. Those of one moment, as a
-- command leaves them, are counted in one look at their year, by key: years of events are never read to tell a few rows.
-- Records and concepts could go while a row that names them is being written: they are locked against that, as a foreign key does,
-- and in one order, so that two that write do not wait for each other.
create function assert_link_stands() returns trigger language plpgsql set enable_seqscan = off as $$
begin
  if exists (select from (select at, array_agg(distinct seq) as seqs from added group by at) one
      where cardinality(one.seqs) <> (select count(*) from event e where e.at = one.at and e.seq = any(one.seqs)))
    or exists (select from (select distinct record from added order by record) one
      where not exists (select from record where record.id = one.record for key share)) then
    raise exception 'an event or a record that is linked is not there' using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;
alter table event_record drop constraint event_record_at_seq_fkey;
alter table event_record drop constraint event_record_record_fkey;
create trigger event_record_stands after insert on event_record referencing new table as added
  for each statement execute function assert_link_stands();

-- Few events have private details: theirs is a key as others are, and by it no year of the stream can be dropped or emptied.
alter table private_detail add foreign key (event_at, event_seq) references event;

create function assert_tag_stands() returns trigger language plpgsql as $$
begin
  if exists (select from (select distinct record from added order by record) one
      where not exists (select from record where record.id = one.record for key share))
    or exists (select from (select distinct concept from added order by concept) one
      where not exists (select from concept where concept.code = one.concept for key share)) then
    raise exception 'a record or a concept that a tag names is not there' using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;
alter table tag drop constraint tag_record_fkey;
alter table tag drop constraint tag_concept_fkey;
create trigger tag_stands after insert on tag referencing new table as added
  for each statement execute function assert_tag_stands();
-- What a tag says of what is never changed; a tag is taken away, and another put.
create function refuse_other_key() returns trigger language plpgsql as $$
begin
  raise exception 'the key of % is never changed', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger tag_key before update of record, concept on tag for each row
  when (new.record <> old.record or new.concept <> old.concept) execute function refuse_other_key();
create trigger record_key before update of id on record for each row when (new.id <> old.id) execute function refuse_other_key();
create trigger concept_key before update of code on concept for each row when (new.code <> old.code) execute function refuse_other_key();

-- And the other side: what is named does not go.
create function refuse_named_record() returns trigger language plpgsql as $$
begin
  if exists (select from gone where exists (select from tag where tag.record = gone.id offset 0)
      or exists (select from event_record er where er.record = gone.id offset 0)) then
    raise exception 'a record that tags or events name is not deleted' using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;
create trigger record_named after delete on record referencing old table as gone
  for each statement execute function refuse_named_record();
create function refuse_named_concept() returns trigger language plpgsql as $$
begin
  if exists (select from gone where exists (select from tag where tag.concept = gone.code offset 0)) then
    raise exception 'a concept that tags name is not deleted' using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;
create trigger concept_named after delete on concept referencing old table as gone
  for each statement execute function refuse_named_concept();
-- Emptied with all that refers to it, a table takes those along that a foreign key names; tags it would leave behind.
create trigger record_no_truncate before truncate on record for each statement execute function refuse_change();
create trigger concept_no_truncate before truncate on concept for each statement execute function refuse_change();
