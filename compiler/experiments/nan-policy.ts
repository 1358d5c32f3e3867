/** What training does where the loss or a gradient is not finite; the first is the default. */
export const nanPolicies = ['stop', 'skip', 'halve_lr'] as const;

export type NanPolicy = (typeof nanPolicies)[number];
