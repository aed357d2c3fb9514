-- Passkeys (Web Authentication): a key of a person's device, by which they sign in without a password.
create table passkey (
  -- As the device calls it, base64url.
  id text primary key,
  person uuid not null references person,
  public_key bytea not null,
  -- Uses that the device has counted; a copy of it falls behind.
  uses bigint not null default 0,
  transports text[] not null default '{}',
  name text not null check (length(name) between 1 and 100),
  created_at timestamptz not null,
  last_used_on date
);
create index passkey_person on passkey (person);
-- What a device was asked to sign; each is used once.
create table passkey_challenge (
  challenge text primary key,
  person uuid references person,
  expires_at timestamptz not null
);
