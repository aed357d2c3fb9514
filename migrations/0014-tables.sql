-- Rows and cells of a table: which of its paragraphs stand in which cell. Null where a table was stored as its paragraphs alone.
alter table node add column grid jsonb check (grid is null or (kind = 'table' and jsonb_typeof(grid) = 'array'));

create or replace function refuse_sealed() returns trigger language plpgsql as $$
begin
  if exists (select 1 from edition where id = old.edition and sealed_at is not null)
     and (tg_op = 'DELETE' or (new.runs, new.plain, new.label, new.eid, new.grid) is distinct from (old.runs, old.plain, old.label, old.eid, old.grid)) then
    raise exception 'the edition is sealed' using errcode = 'restrict_violation';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
