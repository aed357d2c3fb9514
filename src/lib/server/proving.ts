import { contextOf } from './app.ts';
import { attachEvidence, commands } from './register/index.ts';
import { act, doing } from './web.ts';

/** What the forms of `ui/parts/evidence.svelte` send, as actions of the page that shows them. */
export const proving = {
  evidence: doing(commands.giveEvidence),
  attach: ({ request, locals }: { request: Request; locals: App.Locals }) =>
    act(new FormData(), async () => {
      await attachEvidence(contextOf(locals), request);
      return { done: true };
    }),
  withdraw: doing(commands.withdrawEvidence),
  judge: doing(commands.judge),
};
