import type { Facilitation } from './concept.ts';

const PAGE = 'Pages of the WSIS Forum and of the facilitators, read through copies; the list is indicative and open';
const REPORT = 'Report of the Council working group on WSIS and the SDGs with Resolution 1332 (2024)';
const RECALLED = 'Recalled; no page confirmed it';

const does = (role: Facilitation['role'], concept: string, party: string, source: string): Facilitation => ({
  concept,
  party,
  role,
  source,
  standing: source === RECALLED ? 'to-confirm' : 'official',
});
const lead = (concept: string, party: string, source: string): Facilitation => does('lead', concept, party, source);

/** Who leads each line, and the part that ITU has in it. */
export const FACILITATORS: readonly Facilitation[] = [
  lead('C1', 'UN DESA', PAGE),
  lead('C2', 'ITU', REPORT),
  lead('C3', 'UNESCO', PAGE),
  lead('C4', 'ITU', REPORT),
  lead('C5', 'ITU', REPORT),
  lead('C6', 'ITU', REPORT),
  lead('C7-e-government', 'UN DESA', RECALLED),
  lead('C7-e-business', 'UNCTAD', RECALLED),
  does('co-facilitator', 'C7-e-business', 'ITC', RECALLED),
  does('co-facilitator', 'C7-e-business', 'UPU', RECALLED),
  lead('C7-e-learning', 'UNESCO', PAGE),
  lead('C7-e-health', 'WHO', PAGE),
  does('co-facilitator', 'C7-e-health', 'ITU', RECALLED),
  lead('C7-e-employment', 'ILO', RECALLED),
  lead('C7-e-environment', 'WMO', RECALLED),
  does('co-facilitator', 'C7-e-environment', 'ITU', RECALLED),
  does('co-facilitator', 'C7-e-environment', 'UNEP', RECALLED),
  lead('C7-e-agriculture', 'FAO', RECALLED),
  lead('C7-e-science', 'UNESCO', PAGE),
  lead('C8', 'UNESCO', PAGE),
  lead('C9', 'UNESCO', PAGE),
  lead('C10', 'UNESCO', PAGE),
  lead('C11', 'UN DESA', PAGE),
  ...['C1', 'C3', 'C7', 'C8', 'C9', 'C11'].map((line) => does('partner', line, 'ITU', REPORT)),
];
