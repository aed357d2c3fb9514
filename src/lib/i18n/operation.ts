import { isMessageKey, type Translate } from './translate.ts';

/** The name of an operation for people: "Create a personal token" for `accounts.token.create`; its code where it has none. */
export function operationName(t: Translate, code: string): string {
  const key = `operations.${code}`;
  return isMessageKey(key) ? t(key) : code;
}

/** The heading of a room of operations: "Accounts and organisations" for `accounts`; its code where it has none. */
export function roomName(t: Translate, code: string): string {
  const key = `permissions.room.${code}`;
  return isMessageKey(key) ? t(key) : code;
}
