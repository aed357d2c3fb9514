-- Documents as bodies issue them: a symbol, a date, a language; corrigenda, addenda and revisions of them.
-- What was only brought in to read a text from has no symbol until someone gives it one.
alter table document add column number integer check (number between 1 and 99);
alter table document add column dated date;
alter table document add column title text check (length(title) between 1 and 500);
alter table document add column slug text check (slug ~ '^[a-z0-9][a-z0-9-]*$');
-- The document of the same symbol and language that a revision takes the place of.
alter table document add column replaces uuid references document;
alter table document add constraint document_part check ((part = 'base') = (number is null));
alter table document add constraint document_issued check (
  (symbol is null) = (slug is null) and (symbol is null) = (dated is null) and (symbol is null or lang is not null)
);
alter table document add constraint document_replaces check (replaces is null or part = 'rev');
create unique index document_issue on document (symbol, part, coalesce(number, 0), lang) where symbol is not null;
create index document_slug on document (slug) where slug is not null;
create index document_list on document (dated desc, symbol) where symbol is not null;
