import type { Translate } from './translate.ts';

/** The address of a record's page in words: "Obligation 12 · 2025", "Initiative 7", "Task 3 · c5"; another by its last parts: "council-1332 · 2024". */
export function placeName(t: Translate, address: string): string {
  const [, number, key] = /^register\/(\d+)(?:#o-(.+))?$/.exec(address) ?? [];
  const initiative = /^stocktaking\/(\d+)$/.exec(address)?.[1];
  if (initiative !== undefined) return t('initiatives.number', { number: initiative });
  const [, roadmap, task] = /^roadmaps\/([^/]+)\/tasks\/(\d+)$/.exec(address) ?? [];
  if (task !== undefined) return `${t('roadmaps.task', { number: task })} · ${roadmap}`;
  if (number === undefined) return (address.split(/[?#]/)[0] ?? '').split('/').slice(1).join(' · ');
  return [t('register.obligation', { number: Number(number) }), key].filter(Boolean).join(' · ');
}
