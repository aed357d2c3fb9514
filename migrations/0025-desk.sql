-- What a desk asks of the registry each time it is opened is rare among a million entries: it is found without reading them.
create index initiative_returned on initiative (id) where state = 'returned';
create index initiative_question_open on initiative_question (initiative) where answer is null;
