-- Personal tokens for the API. Only the hash is kept; the token is shown once.
create table access_token (
  id uuid primary key,
  person uuid not null references person,
  name text not null check (length(name) between 1 and 100),
  token_hash text not null unique,
  -- Permissions, rooms (`register.*`) or everything (`*`) that it may use, never more than its person holds.
  permissions text[] not null check (cardinality(permissions) > 0),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  last_used_on date,
  revoked_at timestamptz
);
create index access_token_person on access_token (person);

-- What a command answered to a request that carried an Idempotency-Key, so that sending it again does nothing twice.
create table idempotency (
  who uuid not null references person,
  key_hash text not null,
  -- Command and input: the same key with another request is refused.
  request_hash text not null,
  answer jsonb,
  at timestamptz not null,
  primary key (who, key_hash)
);
create index idempotency_at on idempotency (at);
