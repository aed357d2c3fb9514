import type { IncomingMessage } from 'node:http';
import type { Language } from '@suivi/texts';
import type { Actor } from '#lib/server/platform/actor.ts';
import type { DataVersion } from '#lib/server/platform/data-version.ts';

declare global {
  namespace App {
    interface Locals {
      actor: Actor;
      lang: Language;
      /** Set where the visitor is signed in: the account's mail and name, for the header. */
      /** Set where the password was right and a second factor is still to be shown. */
      half: { account: string; session: string } | null;
      account: { email: string; name: string } | null;
      /** What the data were when a page for everyone was asked for. */
      version?: DataVersion;
      /** Status of a page that is drawn though what it was about is gone (410). */
      status?: number;
    }
    /** What the server gives besides: the request as it comes in. */
    interface Platform {
      req: IncomingMessage;
    }
    interface Error {
      message: string;
      code?: string;
    }
  }
}

export {};
