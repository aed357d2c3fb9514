/** Amendments out of files with revision marks: each author's changes become that author's amendments. */
export { amendmentsFromMarks, paragraphsOf, type FromMarks, type FromMarksOptions } from './from-marks.ts';
