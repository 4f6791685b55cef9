// Copied into each group, so that a tool is found as an app's own script would find it.

export const tool = (name) => import(name);
