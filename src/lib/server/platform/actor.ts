/** What a grant reaches: everything, or what concerns one body, text, language, action line or organisation. */
export interface Grant {
  role: string;
  permissions: readonly string[];
  scope:
    | { kind: 'all' }
    | { kind: 'body' | 'text' | 'organisation'; record: string }
    | { kind: 'language' | 'action-line'; value: string };
}

/** Who acts or reads. `system` stands for migrations, jobs and the command line of the machine's owner. */
export interface Actor {
  kind: 'anonymous' | 'person' | 'system';
  /** Party id of the person; null for the other two. */
  id: string | null;
  name: string;
  grants: readonly Grant[];
  /** True where they act through a personal token. */
  token?: boolean;
  /** Organisations the person belongs to. */
  organisations: readonly string[];
}

export const ANONYMOUS: Actor = { kind: 'anonymous', id: null, name: '', grants: [], organisations: [] };
export const SYSTEM: Actor = { kind: 'system', id: null, name: 'system', grants: [], organisations: [] };

/** What a record concerns, for comparing with a grant's scope. A side that is not given is not restricted by it. */
export interface Scope {
  body?: string | null;
  text?: string | null;
  language?: string | null;
  actionLines?: readonly string[];
  organisation?: string | null;
  /** True where the actor is the record's own author. */
  own?: boolean;
}

/**
 * Whether a grant of the actor carries the permission and reaches the scope. Without a scope: whether any does at all.
 * The machine's owner (`system`) may do everything.
 */
export function can(actor: Actor, permission: string, scope?: Scope): boolean {
  if (actor.kind === 'system') return true;
  return actor.grants.some((grant) => {
    if (!grant.permissions.some((pattern) => covers(pattern, permission))) return false;
    if (grant.scope.kind === 'all' || scope === undefined) return true;
    switch (grant.scope.kind) {
      case 'body':
        return scope.body === grant.scope.record;
      case 'text':
        return scope.text === grant.scope.record;
      case 'organisation':
        return scope.organisation === grant.scope.record;
      case 'language':
        return scope.language === grant.scope.value;
      case 'action-line':
        return scope.actionLines?.includes(grant.scope.value) ?? false;
    }
  });
}

/** Whether a role's entry covers a permission: by name, by room (`register.*`), or all (`*`). */
export function covers(pattern: string, permission: string): boolean {
  return (
    pattern === permission || pattern === '*' || (pattern.endsWith('.*') && permission.startsWith(pattern.slice(0, -1)))
  );
}
