-- Evidence for a paragraph of a report: the text is its target, the paragraph is named by its identity over versions and languages.
alter table provision add constraint provision_within_text unique (id, text);
drop index provision_text;
create index provision_text on provision (text, id);
alter table evidence
  add column provision uuid,
  add constraint evidence_provision foreign key (provision, target) references provision (id, text);
create index evidence_provision on evidence (provision) where provision is not null;
-- Where a record stands as evidence.
create index evidence_source_record on evidence (source_record) where source_record is not null;
