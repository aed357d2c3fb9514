-- What lists of the register are filtered, counted and sorted by, kept beside each obligation so that a page of a hundred
-- thousand takes no longer than one of a thousand. Derived: triggers write it, nothing else does.
alter table obligation add column facets text[] not null default '{}';
alter table obligation add column next_due date;
-- A place in a fixed shuffle of all: the first of it are a fair sample, from which large counts are told as "about".
alter table obligation add column shuffle real not null default random();

create function obligation_facets(wanted uuid) returns text[] language sql stable as $$
  select coalesce(array_agg(distinct facet order by facet), '{}') from (
    select unnest(array['force:' || o.force, 'deliverable:' || o.deliverable, 'state:' || o.life, 'body:' || coalesce(b.code, '')]) as facet
      from obligation o join text t on t.id = o.text join party b on b.id = t.body where o.id = wanted
    union all
    select p.role || ':' || coalesce(pp.code, p.words) from obligation_party p left join party pp on pp.id = p.party
      where p.obligation = wanted and p.role in ('addressee', 'recipient') and p.until is null
    union all
    select 'line:' || concept from tag where record = wanted and state = 'confirmed'
    union all
    select 'year:' || y from occurrence, generate_series(extract(year from lower(due))::int, extract(year from upper(due) - 1)::int) y
      where obligation = wanted and due is not null and not isempty(due)
  ) each
$$;
-- Day after the last on which the nearest open occurrence is in time.
create function obligation_next_due(wanted uuid) returns date language sql stable as $$
  select min(upper(due)) from occurrence where obligation = wanted and state in ('planned', 'in-progress', 'partly') and due is not null
$$;
create function refresh_obligations() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'obligation' then
    update obligation set facets = obligation_facets(id), next_due = obligation_next_due(id) where id in (select id from touched);
  elsif tg_table_name = 'tag' then
    update obligation set facets = obligation_facets(id) where id in (select record from touched);
  elsif tg_table_name = 'occurrence' then
    update obligation set facets = obligation_facets(id), next_due = obligation_next_due(id) where id in (select obligation from touched);
  else
    update obligation set facets = obligation_facets(id) where id in (select obligation from touched);
  end if;
  return null;
end $$;
-- One run per statement, however many rows it touches. What a row was before a change concerns the same obligation.
create trigger obligation_added after insert on obligation referencing new table as touched
  for each statement execute function refresh_obligations();
create function refresh_obligation() returns trigger language plpgsql as $$
begin
  update obligation set facets = obligation_facets(new.id) where id = new.id;
  return null;
end $$;
create trigger obligation_changed after update of force, deliverable, life, text on obligation
  for each row execute function refresh_obligation();
do $$
declare named text;
begin
  foreach named in array array['obligation_party', 'tag', 'occurrence'] loop
    execute format('create trigger %1$s_facets_added after insert on %1$s referencing new table as touched for each statement execute function refresh_obligations()', named);
    execute format('create trigger %1$s_facets_changed after update on %1$s referencing new table as touched for each statement execute function refresh_obligations()', named);
    execute format('create trigger %1$s_facets_gone after delete on %1$s referencing old table as touched for each statement execute function refresh_obligations()', named);
  end loop;
end $$;
update obligation set facets = obligation_facets(id), next_due = obligation_next_due(id);

create index obligation_facet on obligation using gin (facets);
create index obligation_shuffle on obligation (shuffle);
create index obligation_next on obligation (coalesce(next_due, 'infinity'::date), number) where review = 'confirmed' and not informs;
create index obligation_number_listed on obligation (number) where review = 'confirmed' and not informs and life <> 'proposed';
