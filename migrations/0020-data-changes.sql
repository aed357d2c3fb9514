-- What kept answers are keyed by (platform/data-version.ts): each statement that changes what some lists are made of leaves a row
-- here, in its own transaction. Whoever reads the sum of a topic knows which of these transactions they see, and two who read the
-- same sum see the same: rows are only added, and folded into one that has their sum. Nobody waits for anybody, as they would for
-- a counter in a row.
create table data_change (
  topic text not null,
  n bigint not null default 1
);

create function tell_change() returns trigger language plpgsql as $$
begin
  -- A statement that touched no row has changed nothing.
  if exists (select from touched) then insert into data_change (topic) values (tg_argv[0]); end if;
  return null;
end $$;

do $$
declare one record;
begin
  for one in
    select * from (values
      ('search', 'search_document'), ('search', 'search_word'),
      ('frameworks', 'concept'), ('frameworks', 'framework_name'),
      ('initiatives', 'initiative_translation'), ('initiatives', 'organisation_profile'), ('initiatives', 'wording')
    ) as told (topic, name)
  loop
    execute format('create trigger %I after insert on %I referencing new table as touched for each statement execute function tell_change(%L)',
      one.name || '_told_insert', one.name, one.topic);
    execute format('create trigger %I after update on %I referencing new table as touched for each statement execute function tell_change(%L)',
      one.name || '_told_update', one.name, one.topic);
    execute format('create trigger %I after delete on %I referencing old table as touched for each statement execute function tell_change(%L)',
      one.name || '_told_delete', one.name, one.topic);
  end loop;
end $$;

-- Of an initiative lists show the public version, whose words never change, and what stands in these columns; most of what is
-- written to the others is drafts.
create function tell_initiative_change() returns trigger language plpgsql as $$
begin
  if exists (select from before join after using (id) where
      (before.number, before.organisation, before.state, before.published, before.published_at, before.confirmed_on)
        is distinct from (after.number, after.organisation, after.state, after.published, after.published_at, after.confirmed_on)) then
    insert into data_change (topic) values ('initiatives');
  end if;
  return null;
end $$;
create trigger initiative_told_update after update on initiative referencing old table as before new table as after
  for each statement execute function tell_initiative_change();
