-- The register's rows as one flat table, for a peer that serves tables.
create table register_row as
  select o.number as id, o.number, w.value as action, o.deliverable, o.force, o.life, o.next_due,
    (select substr(f, 6) from unnest(o.facets) f where f like 'body:%') as body,
    (select substr(f, 11) from unnest(o.facets) f where f like 'addressee:%') as addressee,
    (select substr(f, 11) from unnest(o.facets) f where f like 'recipient:%') as recipient,
    (select substr(f, 6) from unnest(o.facets) f where f like 'line:%') as line,
    (select substr(f, 6)::int from unnest(o.facets) f where f like 'year:%') as year
  from obligation o join wording w on w.record = o.id and w.field = 'action';
alter table register_row add primary key (id);
create index on register_row (addressee);
create index on register_row (body);
create index on register_row (deliverable);
create index on register_row (year);
create index on register_row (line);
create index on register_row using gin (action gin_trgm_ops);
vacuum analyze register_row;
