export { READ_ERROR_CODES, ReadError } from './errors.ts';
export { sniff } from './sniff.ts';
