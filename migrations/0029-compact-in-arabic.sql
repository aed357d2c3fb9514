-- The Global Digital Compact is called by one name in Arabic. What the program brought before is put right; a name that someone has
-- imported since is theirs.
update framework_name set value = replace(value, 'الاتفاق الرقمي العالمي', 'التعاهد الرقمي العالمي')
  where scheme = 'gdc' and lang = 'ar' and standing = 'unofficial' and value in ('الاتفاق الرقمي العالمي', 'أهداف الاتفاق الرقمي العالمي');
