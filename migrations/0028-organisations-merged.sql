-- Two spellings of one organisation become one (stocktaking.organisation.merge): the record of the other stays, withdrawn, and leads
-- on to the one that is kept. Its names stay its own rows and are what the kept one is also found by.
create index record_merged on record (merged_into) where merged_into is not null;

-- Organisations that were compared and are two: they are not offered as one again.
create table organisation_pair (
  first uuid not null references party,
  second uuid not null references party,
  judged_by uuid references party,
  judged_at timestamptz not null,
  primary key (first, second),
  check (first < second)
);

-- The organisation that stands for a party now: itself, or the one it was merged into.
create function standing_party(named uuid) returns uuid language sql stable as $$
  select coalesce(r.merged_into, r.id) from record r where r.id = named
$$;

-- The page of an organisation shows what it was also called: told as any other change of names.
create function tell_merged() returns trigger language plpgsql as $$
begin
  insert into data_change (topic) values ('initiatives');
  return null;
end $$;
create trigger record_told_merged after update of merged_into on record for each row
  when (new.merged_into is distinct from old.merged_into) execute function tell_merged();
