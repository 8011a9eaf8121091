import type { Page } from "@playwright/test";
import type { Simulation } from "~/curriculum/pack-simulation";

/** A message that was sent: what, to whom, in which run; `waited` while nobody heard. */
export type Typed = { run: string; customer: string; text: string; waited: boolean };

const FILLER = "One moment please, I am looking it up for you.";
/** So long a hand needs from one key to the next: its pace, no wait for the page. */
const HAND_MS = 60;
export const WAITS = ["fine", "slow", "late"];

/** Two hands on a keyboard, no mouse: they answer whoever has waited longest. */
export class Hands {
  readonly sent: Typed[] = [];
  private readonly said = new Map<string, number>();

  constructor(
    readonly page: Page,
    private readonly simulation: Simulation,
  ) {}

  private get run(): string {
    return new URL(this.page.url()).pathname.split("/").at(-1) ?? "";
  }

  /** The customer whose chat is open, and how it stands with them. */
  async open(): Promise<{ customer: string; waits: boolean; gone: boolean }> {
    const chosen = this.page.locator("[data-customer][aria-current]");
    const state = (await chosen.getAttribute("data-state")) ?? "";
    return { customer: (await chosen.getAttribute("data-customer")) ?? "", waits: WAITS.includes(state), gone: state === "gone" };
  }

  /** Wait until the script of the page has taken over: before that nobody hears a key. */
  async ready(): Promise<void> {
    await this.page.waitForFunction(() => Object.keys(document.querySelector("main") ?? {}).some((key) => key.startsWith("__reactProps")));
  }

  /** Go to whoever has waited longest. */
  async toLongest(): Promise<void> {
    await this.press("Alt+w");
  }

  /** Go to the customer with a number, counted from 1. */
  async to(number: number): Promise<void> {
    await this.press(`Alt+${number}`);
  }

  /** Press keys that go to another chat; no hand types on any sooner. */
  private async press(keys: string): Promise<void> {
    await this.page.keyboard.press(keys);
    await this.page.waitForTimeout(HAND_MS);
  }

  /** Answer whoever has waited longest; false: nobody waits. */
  async answer(): Promise<boolean> {
    await this.toLongest();
    const { customer, waits } = await this.open();
    if (!waits) return false;
    await this.type(this.next(customer));
    await this.send(customer);
    return true;
  }

  /** What comes next in the chat with a customer; every message is like no other. */
  next(customer: string): string {
    const at = this.said.get(`${this.run} ${customer}`) ?? 0;
    this.said.set(`${this.run} ${customer}`, at + 1);
    const model = this.simulation.customers.find(({ slug }) => slug === customer)?.model_run[at]?.text.en ?? FILLER;
    return `${model.replaceAll("\n", " ")} #${this.sent.length + 1}${customer.slice(0, 2)}${at}`;
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text, { delay: 4 });
  }

  /** Enter: what stands in the message goes out. */
  async send(customer: string, waited = false): Promise<void> {
    const text = await this.draft();
    await this.page.keyboard.press("Enter");
    this.sent.push({ run: this.run, customer, text: text.trim(), waited });
  }

  /** What stands in the message and is not sent. */
  async draft(): Promise<string> {
    return this.page.locator("[data-composer]").inputValue({ timeout: 2000 });
  }
}
