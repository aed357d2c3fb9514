-- That an event stands behind each of its links is judged once a statement. As a foreign key it was judged row by row, each time
-- over all years of the stream: 0.16 ms a row, a third of an import. Events never go (`event_append_only`), so there is nothing to
-- lock, and what was there once is there.
create function assert_event_stands() returns trigger language plpgsql as $$
begin
  -- With the offset each is looked up by key: a plan that reads whole years of events to tell a few rows is never made.
  if exists (select from added where not exists (select from event e where e.at = added.at and e.seq = added.seq offset 0)) then
    raise exception '% names an event that is not there', tg_table_name using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;
alter table event_record drop constraint event_record_at_seq_fkey;
create trigger event_record_stands after insert on event_record referencing new table as added
  for each statement execute function assert_event_stands();

-- Few events have private details: theirs is a key as others are, and by it no year of the stream can be dropped or emptied.
alter table private_detail add foreign key (event_at, event_seq) references event;
