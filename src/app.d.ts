import type { Language } from '@suivi/texts';
import type { Actor } from '#lib/server/platform/actor.ts';

declare global {
  namespace App {
    interface Locals {
      actor: Actor;
      lang: Language;
      /** Set where the visitor is signed in: the account's mail and name, for the header. */
      account: { email: string; name: string } | null;
    }
    interface Error {
      message: string;
      code?: string;
    }
  }
}

export {};
