-- Initiatives are found by the names of their partners, which stand among their labels from now on: all that lists are read from is
-- written anew, as after a change of the normaliser, by the job of each minute.
delete from setting where name = 'search-words';
