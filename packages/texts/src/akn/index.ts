export { checkAkn } from './check.ts';
export { irisOf, type IriOptions, type Iris } from './names.ts';
export { isAkn, readAkn, readAknTree, type AknReadOptions } from './read.ts';
export { writeAkn, type AknOptions } from './write.ts';
export { viewOfTree } from './view.ts';
