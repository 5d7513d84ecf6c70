// The names of the authority's key files, apart from what opens them: a command that only looks for them loads no cloud.

/** What such a file is called: the name stands in a record, and must lead nowhere else. */
export const KEY_FILE = /^authority[\w.-]*\.pem$/;
