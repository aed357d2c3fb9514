export { checkAkn } from './check.ts';
export { irisOf, type IriOptions, type Iris } from './names.ts';
export { akn, readAkn, type AknReadOptions } from './read.ts';
export { writeAkn, type AknOptions } from './write.ts';
