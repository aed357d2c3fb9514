import type { Force } from '../../model/obligation.ts';

/**
 * What the extractor knows of one language: data only, the rules are the same for all. Entries are pieces of regular
 * expressions (Unicode, case ignored) matched against text whose apostrophes, hyphens and spaces are made plain.
 */
export interface Vocabulary {
  /** Verbs that open an operative paragraph or heading and ask for something. */
  asks: Record<Force, string>;
  /** Verbs that open one and only inform. */
  informs: string;
  /** What may stand between a clause boundary and its verb: "and", "in this regard", "further". */
  lead: string;
  /** "Reiterates its request …": the noun carries the force. The preposition that follows is part of the piece. */
  renews: [Force, string][];
  /** First person plural of declarations: "we call upon". */
  we: [Force, string][];
  /** Report style, "X was invited to": auxiliary and participle, and what leads to the infinitive. */
  passive: [Force, string][];
  /** Report style, "the Group requested the Secretariat to". */
  active: [Force, string][];
  /** "Decides to …" whose infinitive passes on an ask: "to instruct the Director to". */
  nested: [Force, string][];
  /** Infinitives that do what they say at once: "to approve", "de confirmer". */
  performative: string;
  /** The infinitive with its marker: the verb is the group `verb`. */
  infinitive: string;
  /** An infinitive without its marker, as after "shall" or in terms of reference. */
  bare: string;
  /** "that X shall": what opens, and what ends, the subject. */
  that: string;
  shall: string;
  /** Conjunctions by which a second infinitive joins. */
  and: string;
  /** A list of addressees is cut here. */
  join: string;
  /** Start of a rider within an addressee that is not one: "in consultation with". */
  rider: string;
  /** Head nouns of those who can be asked. */
  actor: string;
  /** A preposition that ends the head of a noun phrase. */
  preposition: string;
  /** Object of a second verb that takes up the first: "it", "thereon", "les", "ce rapport". */
  anaphor: string;
  /** Where the short form of an action ends: purpose, manner, circumstance. */
  tail: string;
  /** Words that hand something over: recipients are sought after them. */
  transmit: string;
  /** What stands before a recipient, and before a body by way of which it goes. */
  to: string;
  via: string;
  /** Heading of a mandate; the group's name follows. */
  mandate: string;
  /** Participles that make a date background: "held", "adopted". */
  past: string;
  deliverables: [string, string][];
}
