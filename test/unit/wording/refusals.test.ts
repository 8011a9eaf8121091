import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readPack } from "~/curriculum/read-pack.server";
import { lint, type LintTerm } from "~/wording/lint";

const { pack } = await readPack(join("content", "taobao-cs"));
const terms = (pack?.items ?? []).flatMap((item) => (item.kind === "term" ? [item.body as LintTerm] : []));
const prohibited = (text: string) => lint(text, { terms, platform: null }).filter(({ rule }) => rule === "prohibited");

describe("what is refused or warned of", () => {
  it.each([
    "您问能不能加微信，这个真加不了",
    "I'm not allowed to add you on WeChat",
    "不敢骗您说是最好的",
    "不能保证今天一定到",
    "I wouldn't dare tell you it's the best.",
    "谁敢保证一辈子不坏呢，缝线保修一年。",
    "没有任何包能保证十年不坏。",
    "没有哪只包敢说最好，看您装什么。",
    "皮子哪有不掉色的，浅色裤子前几天先别蹭。",
    "面料没做抗菌处理，汗湿了晾干就好。",
    "平台不支持微信付款。",
    "平台不允许私下付款，链接里点提交就行。",
    "好评返现我们不参与，平台会罚。",
    "刷单是违规的，我们不碰。",
    "请勿相信任何要求加微信的人。",
    "凡是让您加微信转账的都是骗子，请直接点举报。",
    "Anyone who asks you to transfer on WeChat is a scammer. Please report it.",
    "我们不卖高仿，牌子就是自己的。",
    "客户资料我们不外传，这一点请您放心。",
    "您不用把验证码告诉我。",
    "#1 是正面，#2 是侧面，哪张不清楚？",
  ])("is not said: %s", (text) => {
    expect(prohibited(text)).toEqual([]);
  });

  it.each([
    "别在平台聊，加我微信",
    "别在这聊加我微信吧",
    "不用在这拍直接加我微信",
    "不要走平台，转我支付宝",
    "不收您手续费，支付宝转我就行",
    "别犹豫加我微信",
    "我们不做别的，只做顶级皮料",
    "不敢说最好，但绝对第一",
    "别的店不敢，我们敢保证不掉色",
    "不说了，全网最低",
    "Don't buy here, add me on WeChat",
    "Don't wait, add me on WeChat",
    "You can't go wrong with the best bag in town",
    "Don't order here but pay me on WeChat",
    "好评返现不违规，亲放心写",
  ])("is said all the same: %s", (text) => {
    expect(prohibited(text).length).toBeGreaterThan(0);
  });
});
