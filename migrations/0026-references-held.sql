-- What rows that come by the thousand name (0018-references.sql, 0024-import.sql), once more and more simply. Each row that was named
-- was locked against being deleted, and where several imports name the same organisations and concepts, each such lock is kept for all of
-- them together and costs more than the row that is written. Records, parties, concepts and initiatives are hardly ever deleted: who
-- names them now holds one lock, together with all others who do, and who deletes waits until they are done and then looks.

-- Held to the transaction's end by whoever names rows that a statement's own check looks for, not a foreign key. What is looked for after it is
-- looked for anew only where each statement sees what others have committed since.
create function hold_references() returns void language plpgsql as $$
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'references are judged in read committed transactions' using errcode = 'feature_not_supported';
  end if;
  perform pg_advisory_xact_lock_shared(hashtext('suivi.references'));
end $$;
create function await_references() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtext('suivi.references'));
  return null;
end $$;
create trigger record_awaits before delete on record for each statement execute function await_references();
create trigger party_awaits before delete on party for each statement execute function await_references();
create trigger concept_awaits before delete on concept for each statement execute function await_references();
create trigger initiative_awaits before delete on initiative for each statement execute function await_references();

-- Whether all of these are there, none twice; by key, whatever the planner thinks of a table that is being filled.
create or replace function records_stand(ids uuid[]) returns boolean language plpgsql set enable_seqscan = off as $$
begin
  perform hold_references();
  return cardinality(ids) = (select count(*) from record where id = any(ids));
end $$;
create or replace function initiatives_stand(ids uuid[]) returns boolean language plpgsql set enable_seqscan = off as $$
begin
  perform hold_references();
  return cardinality(ids) = (select count(*) from initiative where id = any(ids));
end $$;
create function parties_stand(ids uuid[]) returns boolean language plpgsql set enable_seqscan = off as $$
begin
  perform hold_references();
  return cardinality(ids) = (select count(*) from party where id = any(ids));
end $$;
create function concepts_stand(codes text[]) returns boolean language plpgsql set enable_seqscan = off as $$
begin
  perform hold_references();
  return cardinality(codes) = (select count(*) from concept where code = any(codes));
end $$;

create or replace function assert_tag_stands() returns trigger language plpgsql as $$
begin
  if not (records_stand(array(select record from added group by record))
    and concepts_stand(array(select concept from added group by concept))
    and parties_stand(array(select tagged_by from added where tagged_by is not null group by tagged_by))) then
    raise exception 'a record, a concept or a person that a tag names is not there' using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;
alter table tag drop constraint tag_tagged_by_fkey;
create trigger tag_still_stands after update on tag referencing new table as added
  for each statement execute function assert_tag_stands();

-- An initiative's record, its organisation, who submitted it and its versions. One statement may make an initiative and the version that
-- is public: both are there when it is judged.
create function assert_initiative_names_stand() returns trigger language plpgsql set enable_seqscan = off as $$
begin
  if not (records_stand(array(select id from added))
    and parties_stand(array(select organisation from added union select submitter from added where submitter is not null))
    and not exists (select from (select id, published as seq from added where published is not null
        union all select id, waiting from added where waiting is not null) one
      where not exists (select from initiative_version v where v.initiative = one.id and v.seq = one.seq offset 0))) then
    raise exception 'what an initiative names is not there' using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;
alter table initiative drop constraint initiative_organisation_fkey, drop constraint initiative_submitter_fkey,
  drop constraint initiative_published, drop constraint initiative_waiting_version;
drop trigger initiative_stands on initiative;
drop function assert_own_record_stands;
create trigger initiative_stands after insert on initiative referencing new table as added
  for each statement execute function assert_initiative_names_stand();
create trigger initiative_still_stands after update on initiative referencing new table as added
  for each statement execute function assert_initiative_names_stand();

create function assert_version_names_stand() returns trigger language plpgsql as $$
begin
  if not (initiatives_stand(array(select initiative from added group by initiative))
    and parties_stand(array(select party from added cross join lateral (values (submitted_by), (decided_by), (seconded_by)) one (party)
      where party is not null group by party))) then
    raise exception 'what a version names is not there' using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;
alter table initiative_version drop constraint initiative_version_submitted_by_fkey,
  drop constraint initiative_version_decided_by_fkey, drop constraint initiative_version_seconded_by_fkey;
drop trigger initiative_version_stands on initiative_version;
create trigger initiative_version_stands after insert on initiative_version referencing new table as added
  for each statement execute function assert_version_names_stand();
create trigger initiative_version_still_stands after update on initiative_version referencing new table as added
  for each statement execute function assert_version_names_stand();
-- Versions are never deleted nor numbered anew (`initiative_version_kept`); nor are all at once.
create trigger initiative_version_no_truncate before truncate on initiative_version for each statement execute function refuse_change();

-- Who did what an event tells, and for whom. Events are written to the stream, never to a year of it.
create function assert_event_names_stand() returns trigger language plpgsql as $$
begin
  if not parties_stand(array(select party from added cross join lateral (values (actor), (for_party)) one (party)
      where party is not null group by party)) then
    raise exception 'a party that an event names is not there' using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;
alter table event drop constraint event_actor_fkey, drop constraint event_for_party_fkey;
create trigger event_stands after insert on event referencing new table as added
  for each statement execute function assert_event_names_stand();

-- And the other side: a party that one of these names does not go, and keeps its key.
create function refuse_named_party() returns trigger language plpgsql as $$
begin
  if exists (select from gone where exists (select from initiative where gone.id in (organisation, submitter))
      or exists (select from initiative_version where gone.id in (submitted_by, decided_by, seconded_by))
      or exists (select from tag where tagged_by = gone.id)
      or exists (select from event where gone.id in (actor, for_party))) then
    raise exception 'a party that something names is not deleted' using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;
create trigger party_named after delete on party referencing old table as gone
  for each statement execute function refuse_named_party();
create trigger party_key before update of id on party for each row when (new.id <> old.id) execute function refuse_other_key();
create trigger party_no_truncate before truncate on party for each statement execute function refuse_change();

-- An initiative's first version finds no print of an earlier one.
create or replace function unmake_prints() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into initiative_print (initiative) select initiative from touched where seq = 1;
  end if;
  insert into initiative_print (initiative)
  select distinct initiative from touched where (tg_op = 'INSERT' and seq > 1) or state in ('returned', 'declined', 'taken-back')
  on conflict (initiative) do update set keys = null where initiative_print.keys is not null;
  return null;
end $$;
