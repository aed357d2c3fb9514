-- Lists in the order of titles, as a library sorts them. Each script by the rules of its own: Chinese by pinyin, ñ after n, й after и,
-- accents and hamza only where all else is equal, numbers by their value. Signs before the first letter do not count, nor does an
-- article that a title begins with. One order of letters for all readers, for which script stands first is told by the number of the
-- script: a reader's own comes first, whatever the order of the others.
create collation title_order (provider = icu, locale = 'zh-u-kn-true');

-- The script that a title in a language is sorted among.
create function script_of(lang text) returns smallint language sql immutable parallel safe as $$
  select (case lang when 'ru' then 2 when 'ar' then 3 when 'zh' then 4 else 1 end)::smallint
$$;

-- What a title is sorted by: its first hundred signs, as they count.
create function filing_of(title text, lang text) returns text language sql immutable parallel safe as $$
  select left(replace(replace(
      case when rest = '' then plain else rest end, 'ñ', 'nʒ'), 'Ñ', 'Nʒ'), 100)  -- In Unicode's order ʒ follows z.
  from (select regexp_replace(btrim(normalize(replace(title, 'ـ', ''), NFKC)), '\s+', ' ', 'g') as given) a,
    lateral (select ltrim(given, $signs$ "'«»“”„‘’‹›()[]{}<>.,;:!?¿¡*#-–—_/\|•…·،؛؟「」『』《》〈〉【】、。$signs$) as plain) b,
    lateral (select ltrim(regexp_replace(plain, case lang
        when 'en' then '^(the|an?)\s+(?=\S)'
        when 'fr' then '^((les?|la|une?|des)\s+(?=\S)|l[''’]\s*(?=\S))'
        when 'es' then '^(el|l[ao]s?|un[ao]s?|un)\s+(?=\S)'
        -- The article is written onto its word; these only begin as one with it does.
        when 'ar' then '^ال(?!له\M|ذ[يى]|تي|تزام|تهاب|تقاء|تحاق|تفاف|تقاط|تفات|كترون|[ىي]\M)(?=..)'
        else '^(?!)' end, '', 'i'), $signs$ "'«»“”„‘’‹›([{<$signs$) as rest) c
$$;

-- Titles of what stands in search_document: as it was written, for readers of all languages but those in which it has one of its own.
create table search_title (
  record uuid not null references search_document on delete cascade,
  kind text not null,
  -- Null: for all others.
  lang text,
  besides text[] check (lang is null or besides is null),
  script smallint not null,
  filing text not null collate title_order
);

insert into search_title (record, kind, lang, besides, script, filing)
  select * from (
    select d.record, d.kind, null, (select array_agg(t.lang order by t.lang) from initiative_translation t
        where t.initiative = i.id and t.state = 'reviewed' and t.seq = i.published and t.lang <> v.lang) as besides,
      script_of(v.lang) as script, filing_of(v.content->>'title', v.lang) as filing
    from search_document d join initiative i on i.id = d.record
      join initiative_version v on v.initiative = i.id and v.seq = i.published
    union all
    select d.record, d.kind, t.lang, null, script_of(t.lang), filing_of(t.title, t.lang)
    from search_document d join initiative i on i.id = d.record
      join initiative_version v on v.initiative = i.id and v.seq = i.published
      join initiative_translation t on t.initiative = i.id and t.state = 'reviewed' and t.seq = i.published and t.lang <> v.lang) titles
  order by script, filing collate title_order, record;
create index search_title_order on search_title (kind, script, filing, record);
create index search_title_record on search_title (record);
analyze search_title;
