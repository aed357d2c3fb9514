-- The newest of very many hits were looked for among all of them: of 170,000 hits 170,000 numbers of rows were read from the index
-- to show 26. Now the index holds the month of each document beside its words and answers both together; and samples lie together
-- in the table, the rest by date, so that what is read together is on the same pages.
set local maintenance_work_mem = '256MB';

-- The month as a number in a list of one: months since the year 0, as an index of lists takes them.
create function month_of(at timestamptz) returns integer[] language sql immutable parallel safe as $$
  select array[(extract(year from at at time zone 'UTC') * 12 + extract(month from at at time zone 'UTC') - 1)::integer]
$$;

drop index search_document_vector, search_document_16th, search_document_128th, search_document_shuffle;
create index search_document_order on search_document
  ((case when shuffle < 0.0078125 then 0 when shuffle < 0.0625 then 1 else 2 end), at, record);
cluster search_document using search_document_order;
drop index search_document_order;

create index search_document_vector on search_document using gin (vector, month_of(at));
-- A 16th and a 128th of all, by the shuffle: some thousand rows of a hundred thousand, and of a million.
create index search_document_16th on search_document using gin (vector) where shuffle < 0.0625;
create index search_document_128th on search_document using gin (vector) where shuffle < 0.0078125;
-- What is counted of all is read from here alone. By an expression, lest the planner take it for the samples above.
create index search_document_shuffle on search_document ((shuffle::float8))
  include (shuffle, kind, visibility, withdrawn_at, owner_body, codes) where shuffle < 0.25;
analyze search_document;
