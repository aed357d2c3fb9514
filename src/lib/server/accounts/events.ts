import { z } from 'zod';
import { event } from '../platform/events.ts';

export const personAdded = event('person.added', z.object({ roles: z.array(z.string()) }));
export const personWelcomed = event('person.welcomed', z.object({ purpose: z.string() }));
export const personSuspended = event('person.suspended', z.object({ suspended: z.boolean() }));
export const linkMade = event('link.made', z.object({ purpose: z.string() }));
export const organisationAdded = event('organisation.added', z.object({ name: z.string() }));
export const membershipChanged = event('membership.changed', z.object({ change: z.enum(['joined', 'left']) }));
export const grantGiven = event('grant.given', z.object({ role: z.string(), scope: z.string() }));
export const grantEnded = event('grant.ended', z.object({ role: z.string() }));
export const roleChanged = event('role.changed', z.object({ role: z.string(), permissions: z.array(z.string()) }));
export const tokenMade = event('token.made', z.object({ permissions: z.array(z.string()), days: z.number() }));
export const tokenRevoked = event('token.revoked', z.object({}));
export const sessionEnded = event('session.ended', z.object({ all: z.boolean() }));
export const secondFactorChanged = event('second-factor.changed', z.object({ on: z.boolean() }));
export const membershipAsked = event('membership.asked', z.object({}));
export const membershipDecided = event('membership.decided', z.object({ decision: z.string() }));
export const passkeyChanged = event('passkey.changed', z.object({ change: z.enum(['added', 'removed']) }));
