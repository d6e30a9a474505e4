/** REPEAT_MARK is added where an earlier try may have reached the channel and nobody could look. */
export const REPEAT_MARK = "(may be a repeat)";
