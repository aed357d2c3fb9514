-- The roles an installation starts with. They are data: administrators change them, or add others, by command.
-- An entry is a permission, a whole room (`register.*`), or everything (`*`).
insert into role (name, permissions, ord) values
  ('administrator', array['*'], 1),
  ('officer', array['record.read-all', 'record.read-body', 'texts.*', 'bodies.*', 'files.*', 'register.*', 'platform.*'], 2),
  ('reviewer', array['record.read-all', 'register.review'], 3),
  ('focal-point', array['record.read-body', 'register.occurrence', 'register.evidence', 'register.explain'], 4),
  ('chair', array['record.read-body', 'bodies.decide', 'register.judge'], 5),
  ('delegate', array['record.read-body', 'register.evidence'], 6),
  ('translator', array['record.read-all', 'texts.translate', 'register.translate'], 7);
