-- What an import pays for each entry, once more (0018-references.sql): references that are judged row by row, locks on rows that
-- nobody else sees yet, and keys that nobody reads.

-- Followers that read the stream by transaction were never written; the column stays, for those that may be.
drop index event_by_xid;
-- Times of service leave out what was decided as it came, which is what an import publishes.
drop index initiative_version_decided;
create index initiative_version_decided on initiative_version (decided_at) include (submitted_at, state) where decided_at > submitted_at;

-- Whether all these records are there, and stay until the transaction ends: locked in one order, as a foreign key locks, but for
-- those that the transaction has itself made, which nobody else can see, let alone delete.
create function records_stand(ids uuid[]) returns boolean language plpgsql set enable_seqscan = off as $$
declare
  mine integer := (select count(*) from record where id = any(ids) and xmin = pg_current_xact_id()::xid);
begin
  return mine = cardinality(ids) or cardinality(ids) = mine + (select count(*) from
    (select from record where id = any(ids) and xmin <> pg_current_xact_id()::xid order by id for key share) others);
end $$;
create function initiatives_stand(ids uuid[]) returns boolean language plpgsql set enable_seqscan = off as $$
declare
  mine integer := (select count(*) from initiative where id = any(ids) and xmin = pg_current_xact_id()::xid);
begin
  return mine = cardinality(ids) or cardinality(ids) = mine + (select count(*) from
    (select from initiative where id = any(ids) and xmin <> pg_current_xact_id()::xid order by id for key share) others);
end $$;

create or replace function assert_link_stands() returns trigger language plpgsql set enable_seqscan = off as $$
begin
  if exists (select from (select at, array_agg(distinct seq) as seqs from added group by at) one
      where cardinality(one.seqs) <> (select count(*) from event e where e.at = one.at and e.seq = any(one.seqs)))
    or not records_stand(array(select record from added group by record)) then
    raise exception 'an event or a record that is linked is not there' using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;
create or replace function assert_tag_stands() returns trigger language plpgsql set enable_seqscan = off as $$
declare
  concepts text[] := array(select concept from added group by concept);
begin
  if not records_stand(array(select record from added group by record))
    or cardinality(concepts) <> (select count(*) from (select from concept where code = any(concepts) order by code for key share) one) then
    raise exception 'a record or a concept that a tag names is not there' using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;

create function assert_record_stands() returns trigger language plpgsql as $$
begin
  if not records_stand(array(select record from added group by record)) then
    raise exception 'a record that % names is not there', tg_table_name using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;
create function assert_own_record_stands() returns trigger language plpgsql as $$
begin
  if not records_stand(array(select id from added)) then
    raise exception 'the record of % is not there', tg_table_name using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;
create function assert_initiative_stands() returns trigger language plpgsql as $$
begin
  if not initiatives_stand(array(select initiative from added group by initiative)) then
    raise exception 'an initiative that % names is not there', tg_table_name using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;

alter table address drop constraint address_record_fkey;
create trigger address_stands after insert on address referencing new table as added
  for each statement execute function assert_record_stands();
create trigger address_still_stands after update on address referencing new table as added
  for each statement execute function assert_record_stands();

alter table initiative drop constraint initiative_id_fkey;
create trigger initiative_stands after insert on initiative referencing new table as added
  for each statement execute function assert_own_record_stands();
create trigger initiative_key before update of id on initiative for each row when (new.id <> old.id) execute function refuse_other_key();
create trigger initiative_no_truncate before truncate on initiative for each statement execute function refuse_change();

alter table initiative_version drop constraint initiative_version_initiative_fkey;
create trigger initiative_version_stands after insert on initiative_version referencing new table as added
  for each statement execute function assert_initiative_stands();
create trigger initiative_version_key before update of initiative on initiative_version for each row
  when (new.initiative <> old.initiative) execute function refuse_other_key();
alter table initiative_print drop constraint initiative_print_initiative_fkey;
create trigger initiative_print_stands after insert on initiative_print referencing new table as added
  for each statement execute function assert_initiative_stands();
create trigger initiative_print_key before update of initiative on initiative_print for each row
  when (new.initiative <> old.initiative) execute function refuse_other_key();

-- And the other side: what is named does not go.
create or replace function refuse_named_record() returns trigger language plpgsql as $$
begin
  if exists (select from gone where exists (select from tag where tag.record = gone.id offset 0)
      or exists (select from event_record er where er.record = gone.id offset 0)
      or exists (select from address where address.record = gone.id offset 0)
      or exists (select from initiative where initiative.id = gone.id offset 0)) then
    raise exception 'a record that something names is not deleted' using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;
create function refuse_named_initiative() returns trigger language plpgsql as $$
begin
  if exists (select from gone where exists (select from initiative_version v where v.initiative = gone.id offset 0)
      or exists (select from initiative_print p where p.initiative = gone.id offset 0)) then
    raise exception 'an initiative that has versions is not deleted' using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;
create trigger initiative_named after delete on initiative referencing old table as gone
  for each statement execute function refuse_named_initiative();
