-- Planning back from a session, who does the work, what is said to whom, and the mail that says it.

-- A body's rule: how long before its session a document must be drafted, cleared, handed to translators, submitted.
create table lead_time (
  body uuid not null references party,
  step text not null check (step in ('drafting', 'clearance', 'translation', 'document')),
  amount integer not null check (amount between 0 and 500),
  unit text not null check (unit in ('day', 'week')),
  -- Where the rule stands; without it, it is the secretariat's own practice.
  source text check (length(source) between 1 and 500),
  primary key (body, step)
);

-- One step of one occurrence. A record of its own, kept within the body: planning is not published.
create table milestone (
  id uuid primary key references record,
  occurrence uuid not null references occurrence,
  step text not null check (step in ('drafting', 'clearance', 'translation', 'document')),
  -- Where the session is known to the month only, a stretch as long as the month.
  due daterange not null,
  -- Why a person dated it by hand; it no longer follows its session then.
  override_reason text,
  done_on date,
  unique (occurrence, step)
);
create index milestone_due on milestone (upper(due)) where done_on is null;

-- The persons who do the work. Units stand in obligation_party, in public; a person's name does not.
create table duty (
  obligation uuid not null references obligation,
  person uuid not null references person,
  role text not null check (role in ('responsible', 'contributor')),
  since timestamptz not null,
  until timestamptz,
  primary key (obligation, person, since)
);
create unique index duty_open on duty (obligation, person) where until is null;
create index duty_person on duty (person) where until is null;

-- What those who do the work note for each other.
create table note (
  id uuid primary key references record,
  about uuid not null references record,
  message text not null check (length(message) between 1 and 5000),
  lang text not null,
  written_by uuid references party
);
create index note_about on note (about, id);

-- What a person is told within Suivi: on their desk until they have seen it.
create table notice (
  id uuid primary key,
  person uuid not null references person,
  kind text not null check (kind in ('session-moved', 'assigned', 'handed-over')),
  record uuid not null references record,
  detail jsonb not null default '{}',
  at timestamptz not null,
  seen_at timestamptz
);
create index notice_open on notice (person, id) where seen_at is null;

-- How a person wants to be reminded. Without a row: by mail, 14 and 3 days before, 1 and 7 days after.
create table reminder_choice (
  person uuid primary key references person,
  mail boolean not null default true,
  lang text not null default 'en' check (lang in ('ar', 'en', 'es', 'fr', 'ru', 'zh')),
  before_days integer[] not null default '{14,3}',
  after_days integer[] not null default '{1,7}',
  -- Day up to which reminders were made: a server that stood still makes up for the days it missed.
  reminded_on date
);

-- Mail, from the moment it is owed. The header Message-ID is given here once and stays over all attempts.
create table message (
  id uuid primary key,
  -- What it is about and when: the same thing is never said twice.
  key text not null unique,
  message_id text not null unique,
  person uuid references person,
  recipient text not null,
  lang text not null,
  subject text not null,
  body text not null,
  state text not null default 'queued' check (state in ('queued', 'held', 'sending', 'sent', 'failed', 'uncertain')),
  attempts integer not null default 0,
  error text,
  queued_at timestamptz not null,
  sending_at timestamptz,
  settled_at timestamptz,
  check (state <> 'sending' or sending_at is not null)
);
create index message_state on message (state, id);
