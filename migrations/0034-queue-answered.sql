-- What waits says too that all that was asked about it has been answered: a moderator need not open it to know.
create or replace function queue_initiatives(which uuid[]) returns void language sql as $$
  delete from initiative_queue w where w.initiative = any(which)
    and not exists (select from initiative_version v where v.initiative = w.initiative and v.seq = w.seq and v.state = 'waiting');
  insert into initiative_queue (initiative, seq, submitted_at, facets)
  select v.initiative, v.seq, v.submitted_at,
    array['lang:' || v.lang, case when i.published is null then 'new' else 'changed' end]
    || array(select distinct unnest(array[c.code, split_part(c.code, '-', 1)])
         from jsonb_array_elements(v.content->'serves') s, lateral (select s->>'concept') c(code) where c.code ~ '^C\d')
    || array(select jsonb_array_elements_text(v.content->'countries'))
    || case when v.seconded_by is null then '{}'::text[] else array['approved-first'] end
    -- Of no question there is no row: neither asked nor answered.
    || array(select case when bool_and(q.answer is not null) then 'answered' else 'asked' end
         from initiative_question q where q.initiative = v.initiative and q.seq = v.seq having count(*) > 0)
  from initiative_version v join initiative i on i.id = v.initiative
  where v.initiative = any(which) and v.state = 'waiting'
  on conflict (initiative) do update set seq = excluded.seq, submitted_at = excluded.submitted_at, facets = excluded.facets;
$$;
select queue_initiatives(array(select distinct initiative from initiative_question));
