/** DETAILED is how many alerts of a message are told in detail, with their causes; the rest have a line each. */
export const DETAILED = 5;
