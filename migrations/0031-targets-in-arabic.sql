-- Targets that bear a letter are called in Arabic as the United Nations write them: a Latin letter beside a number turned round there.
-- What the program brought before is put right; a name that someone has imported since is theirs.
update framework_name set value = regexp_replace(value, '\.[a-d]$', '') || '-' || translate(right(value, 1), 'abcd', 'أبجد')
  where scheme = 'sdg' and lang = 'ar' and standing = 'unofficial' and value ~ '^الغاية [0-9]+\.[a-d]$';
