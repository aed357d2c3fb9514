import { run } from './cli.ts';

/** Submits an initiative in French for an organisation by the command line; returns its number and id. */
export function submit(
  organisation: string,
  draft: Record<string, unknown>,
  { contact = 'Awa', at }: { contact?: string; at?: string } = {},
): { id: string; number: number } {
  const { id, number, rev } = run<{ id: string; number: number; rev: number }>(
    'stocktaking.initiative.start',
    {
      organisation,
      lang: 'fr',
      draft: {
        title: 'Les marées au téléphone',
        description: 'Les pêcheurs des quais du nord demandent de vive voix quand la mer tourne.',
        kind: 'project',
        level: 'national',
        countries: ['M49 686'],
        starts: '2023-04',
        status: 'ongoing',
        serves: [{ concept: 'C3' }],
        licence: 'CC-BY-4.0',
        consent: true,
        ...draft,
      },
    },
    at,
  );
  run('stocktaking.contact.set', { id, name: contact, email: 'awa@example.org' }, at);
  run('stocktaking.initiative.submit', { id, rev }, at);
  return { id, number };
}

/** Puts an organisation on record that may submit. */
export function house(name: string, kind = 'civil-society', country = 'M49 686'): string {
  const { id } = run<{ id: string }>('accounts.organisation.add', { name, lang: 'fr' });
  run('stocktaking.organisation.describe', { organisation: id, kind, country });
  return id;
}
