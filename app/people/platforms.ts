/** The platforms on which a store can be. */
export const platforms = ["taobao", "tmall", "jd", "pdd", "douyin", "other"] as const;
export type Platform = (typeof platforms)[number];
