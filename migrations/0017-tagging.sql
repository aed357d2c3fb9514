-- Tags of records by people: a suggestion that was refused is remembered, so that it does not come again; why a tag stands,
-- in the language in which that was written.
alter table tag drop constraint tag_state_check;
alter table tag add constraint tag_state_check check (state in ('suggested', 'confirmed', 'rejected'));
alter table tag add column words_lang text check (words_lang in ('ar', 'en', 'es', 'fr', 'ru', 'zh'));
alter table tag add column tagged_at timestamptz;
alter table tag add constraint tag_words check (length(words) between 1 and 1000);
