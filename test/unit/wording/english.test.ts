import { describe, expect, it } from "vitest";
import { phrasesIn, phrasesSaid } from "~/wording/english";

const phrases = phrasesIn(
  [
    ...["add me on WeChat", "call my mobile", "transfer on WeChat", "pay outside the platform", "edit your review", "our supplier"],
    ...["price goes up tomorrow", "last one left", "no idea", "what is your problem", "stop talking", "contact the courier yourself"],
    ...["guarantee", "flawless", "cheapest", "lightest", "fuck", "there by tomorrow", "TOP1"],
  ].map((wording) => ({ wording, of: wording })),
);
const said = (text: string) => phrasesSaid(text, phrases).map(({ wording, from, to }) => `${wording}: ${text.slice(from, to)}`);

describe("English wordings otherwise than word for word", () => {
  it.each<[text: string, found: string[]]>([
    ["I'm adding you on WeChat", []],
    ["I was adding us on WeChat", ["add me on WeChat: adding us on WeChat"]],
    ["call me on my mobil", ["call my mobile: call me on my mobil"]],
    ["You could transfer it over WeChat", ["transfer on WeChat: transfer it over WeChat"]],
    ["just pay me outside the app", ["pay outside the platform: pay me outside the app"]],
    ["Would you edit that review", ["edit your review: edit that review"]],
    ["prices go up tomorrow", ["price goes up tomorrow: prices go up tomorrow"]],
    ["Contact the courrier yourself", ["contact the courier yourself: Contact the courrier yourself"]],
    ["colour is guarranteed", ["guarantee: guarranteed"]],
    ["flawles hide", ["flawless: flawles"]],
    ["the cheepest", ["cheapest: cheepest"]],
    ["are you fucking serious", ["fuck: fucking"]],
    ["there by tommorow", ["there by tomorrow: there by tommorow"]],
  ])("%s", (text, found) => {
    expect(said(text)).toEqual(found);
  });

  it.each([
    "guarantee",
    "add me on WeChat",
    "your supplier knows",
    "the last one on the left",
    "No ideas yet?",
    "What is the problem with the zip?",
    "stop taking it out",
    "the slightest mark",
    "call me. My mobile is off",
    "Top 1 cm of the flap",
    "the price list goes out tomorrow",
  ])("finds nothing in: %s", (text) => {
    expect(said(text)).toEqual([]);
  });
});
